using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Mail;

/// <summary>Which tenants have mails to be sent, so that nobody has to look through all of them every few seconds. A hint: a tenant too many costs one look.</summary>
public sealed class WaitingTenants(IDocuments documents, TimeProvider clock)
{
    private const string Kind = "mail-tenant";

    /// <summary>A tenant stays for so long after its last mail: whoever noticed it has put the mail in its place by then.</summary>
    private static readonly TimeSpan Stays = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Fresh = Stays / 4;
    private readonly ConcurrentDictionary<TenantId, DateTimeOffset> _noticed = new();

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "mail");

    /// <summary>Says that a tenant is about to have a mail to send; to be called before the mail is stored.</summary>
    public async Task Notice(TenantId tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_noticed.TryGetValue(tenant, out var at) && now - at < Fresh && now >= at)
        {
            return;
        }

        await documents.Commit(Place, new Batch().Put(Kind, tenant.Value, new Waiting(now)), cancellation);
        _noticed[tenant] = now;
    }

    /// <summary>The tenants, in order of id.</summary>
    public async Task<IReadOnlyList<TenantId>> All(CancellationToken cancellation)
    {
        var tenants = new List<TenantId>();
        string? cursor = null;
        do
        {
            var page = await documents.List<Waiting>(Place, Kind, new ListOptions(Limit: 1000, Cursor: cursor), cancellation);
            tenants.AddRange(page.Items.Select(d => TenantId.Parse(d.Id)));
            cursor = page.Next;
        }
        while (cursor is not null);
        return tenants;
    }

    /// <summary>Says that a tenant was found without a mail to send. It is let go of once that has been so for a while.</summary>
    public async Task Rest(TenantId tenant, CancellationToken cancellation)
    {
        var known = await documents.Find<Waiting>(Place, Kind, tenant.Value, cancellation);
        if (known is not null && clock.GetUtcNow() - known.Body.Since > Stays)
        {
            await documents.Commit(Place, new Batch().Remove(Kind, tenant.Value, known.Revision), cancellation);
        }
    }

    private sealed record Waiting(DateTimeOffset Since);
}
