using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Tenants;

/// <summary>Looks at what commits have stored beside their changes.</summary>
internal static class StoredEvents
{
    /// <summary>The events of a tenant that are of a type, in order.</summary>
    public static async Task<IReadOnlyList<OutboxEvent>> EventsOf(this InterlinkHost host, string tenant, string type)
    {
        var page = await host.Services.GetRequiredService<IOutbox>().Read(null, 1_000, TestContext.Current.CancellationToken);
        return [.. page.Events.Where(e => e.Tenant.Value == tenant && e.Type == type)];
    }
}
