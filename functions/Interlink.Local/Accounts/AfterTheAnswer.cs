using System.Threading.Channels;

namespace Interlink.Local.Accounts;

/// <summary>Does what follows from a request after it was answered, one after the other: how long it takes, and whether there was anything to do, nobody can tell from the
/// answer. What waits is lost when the program stops, so it must be such that asking again costs nothing.</summary>
public sealed partial class AfterTheAnswer(ILogger<AfterTheAnswer> log) : BackgroundService
{
    private const int MostWaiting = 1000;

    private readonly Channel<Func<CancellationToken, Task>> _waiting = Channel.CreateBounded<Func<CancellationToken, Task>>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Does it later; nothing when a thousand others wait already.</summary>
    /// <param name="work">Is handed what ends with the program.</param>
    public void Do(Func<CancellationToken, Task> work) => _waiting.Writer.TryWrite(work);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The end of the program is an end like any other.
        await using var end = stoppingToken.Register(() => _waiting.Writer.TryComplete());
        await foreach (var work in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await work(stoppingToken);
            }
            catch (Exception fault)
            {
                LogUndone(log, fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A mail with a link for signing in could not be made; whoever asked for it will ask again.")]
    private static partial void LogUndone(ILogger log, Exception fault);
}
