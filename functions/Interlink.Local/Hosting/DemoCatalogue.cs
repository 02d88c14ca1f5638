using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Catalogue;
using Microsoft.DurableTask.Client;

namespace Interlink.Local.Hosting;

/// <summary>Gives the demonstration something to work with: the starter catalogue, where nothing was imported yet. It begins once the host
/// listens and nobody waits for it.</summary>
internal sealed partial class DemoCatalogue(
    LocalSettings settings, TenantDirectory tenants, ImportStore imports, ImportDesk desk, DurableTaskClient client, IIds ids, IHostApplicationLifetime lifetime,
    ILogger<DemoCatalogue> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Listening(stoppingToken);
            await Import(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogEmpty(log, fault);
        }
    }

    private async Task Import(CancellationToken cancellation)
    {
        var ending = TenantLife.IsEnding((await tenants.Get(settings.Tenant, cancellation)).State);
        if (!ending && (await imports.List(settings.Tenant, new PageRequest(1, null), cancellation)).Total == 0)
        {
            var caller = new Caller(settings.Tenant, "demonstration", "Demonstration", new HashSet<string> { Scope.Member, Scope.Curator });
            await desk.StartStarter(client, caller, ids.New(), cancellation);
        }
    }

    private async Task Listening(CancellationToken cancellation)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Error, "The demonstration's catalogue could not be filled; 'import starter' does it by hand.")]
    private static partial void LogEmpty(ILogger log, Exception fault);
}
