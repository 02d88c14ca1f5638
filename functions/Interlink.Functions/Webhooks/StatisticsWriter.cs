using Interlink.Core.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Webhooks;

/// <summary>Stores what was counted every few seconds, also when nothing more is sent, and once more when the host has stopped.</summary>
internal sealed partial class StatisticsWriter(AttemptStatistics statistics, TimeProvider clock, ILogger<StatisticsWriter> log) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After everything that sends has stopped.
    public Task StoppedAsync(CancellationToken cancellationToken) => Write(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // However the host ends, also before it has begun, waiting is not a failure; what is left then is written after the stop.
        await Task.Delay(s_every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Write(CancellationToken.None);
            await Task.Delay(s_every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Write(CancellationToken cancellation)
    {
        try
        {
            await statistics.Flush(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Counts of webhook attempts could not be stored; they wait for the next time")]
    private static partial void LogFailed(ILogger log, Exception fault);
}
