using Interlink.Core.Catalogue.Import;
using Interlink.Core.Tenants;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Catalogue;

/// <summary>Throws away the sources of imports that nobody has tried again for a long time.</summary>
public sealed class SweepImports(ImportStore imports, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>How long an import that failed or was canceled can be tried again.</summary>
    private static readonly TimeSpan KeepSources = TimeSpan.FromDays(30);

    /// <summary>Runs once a day.</summary>
    [Function("SweepImports")]
    public async Task Sweep([TimerTrigger("0 41 2 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            await imports.Forget(tenant.Id, clock.GetUtcNow() - KeepSources, cancellation);
        }
    }
}
