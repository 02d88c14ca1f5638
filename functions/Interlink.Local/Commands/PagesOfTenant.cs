using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Local.Hosting;
using Microsoft.Extensions.Options;

namespace Interlink.Local.Commands;

/// <summary>Where links that commands print lead.</summary>
internal static class PagesOfTenant
{
    /// <summary>Where a tenant's pages begin: as people reach the platform where the settings say so, else where the program listens.</summary>
    /// <returns>An address that ends with a slash.</returns>
    public static async Task<Uri> Find(WebApplication app, TenantId tenant, CancellationToken cancellation)
    {
        var listens = new Uri((app.Configuration["urls"] ?? LocalSettings.DefaultUrls).Split(';')[0]);
        var reached = app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.PublicUrl ?? listens;
        return (await app.Services.GetRequiredService<TenantPages>().Of(tenant, reached, cancellation))!;
    }
}
