using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Local.Hosting;

namespace Interlink.Local.Commands;

/// <summary>The tenant that a command puts something into.</summary>
internal static class LivingTenant
{
    /// <summary>Makes sure that the tenant is in the directory.</summary>
    /// <exception cref="UsageException">It is being deleted, or is gone.</exception>
    public static async Task Notice(IServiceProvider services, TenantId tenant, CancellationToken cancellation)
    {
        var tenants = services.GetRequiredService<TenantDirectory>();
        await tenants.Notice(tenant, cancellation);
        if (TenantLife.IsEnding((await tenants.Get(tenant, cancellation)).State))
        {
            throw new UsageException($"The tenant {tenant} is deleted; nothing can be put into it.");
        }
    }
}
