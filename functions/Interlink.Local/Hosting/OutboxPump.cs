using Interlink.Core.Storage;
using Interlink.Functions.Webhooks;
using Microsoft.DurableTask.Client;

namespace Interlink.Local.Hosting;

/// <summary>Hands events on to webhook endpoints as soon as they are stored: here commits and sending share a process, so nobody need wait for the clock. The timer does the same, for
/// what was stored before a crash.</summary>
internal sealed partial class OutboxPump(
    OutboxBell bell, WebhookDeliveries deliveries, DurableTaskClient client, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<OutboxPump> log) : BackgroundService
{
    private static readonly TimeSpan s_atMost = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Listening(stoppingToken);
        while (true)
        {
            await bell.Wait(stoppingToken);
            try
            {
                await deliveries.Dispatch(client, s_atMost, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, fault);
                await Task.Delay(s_pause, clock, stoppingToken);
                bell.Ring();
            }
        }
    }

    private async Task Listening(CancellationToken cancellation)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "Events could not be handed on to webhook endpoints; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception fault);
}
