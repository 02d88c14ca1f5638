using Interlink.Core.Accounts;
using Interlink.Core.Tenants;
using Interlink.Local.Accounts;

namespace Interlink.Local.Hosting;

/// <summary>Once the host listens: says so, makes the first administrator or the demonstration's people, and prints how
/// to sign in. In a tenant that is being deleted, or is gone, it makes nobody.</summary>
internal sealed class Welcome(
    LocalSettings settings, TenantDirectory tenants, FirstAdministrator first, DemoPeople demo, HostAddress host, Notices notices)
    : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await tenants.Notice(settings.Tenant, cancellationToken);
        var address = host.Listening;
        notices.Say("");
        notices.Say($"  Interlink listens on {address}");
        notices.Say($"  Data folder:         {settings.DataFolder}");
        if (TenantLife.IsEnding((await tenants.Get(settings.Tenant, cancellationToken)).State))
        {
            notices.Say($"  The tenant {settings.Tenant} is deleted: nobody signs in to it, and its id is not given again. --tenant names another.");
            notices.Say($"  While its erasure has not begun, 'tenants resume {settings.Tenant}' brings it back.");
        }
        else if (settings.Demo)
        {
            await ShowDemo(cancellationToken);
        }
        else if (await first.IssueLink(settings.Tenant, cancellationToken) is { } token)
        {
            notices.Say("  First administrator: open this link within 24 hours to choose your password. It works once.");
            notices.Say($"  {address}/welcome?token={token}");
        }

        notices.Say("");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ShowDemo(CancellationToken cancellation)
    {
        var password = await demo.Ensure(settings.Tenant, cancellation);
        notices.Say("  Demonstration people, all with this password (kept in the data folder):");
        notices.Say($"    password   {password}");
        foreach (var person in DemoPeople.All)
        {
            notices.Say($"    {person.Name,-20} {person.Email}");
        }
    }
}
