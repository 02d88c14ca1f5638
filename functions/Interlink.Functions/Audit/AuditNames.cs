using Interlink.Core.Accounts;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Audit;

/// <summary>Who stands behind the subjects of entries, as they are called now. Names are never in the audit itself.</summary>
public sealed class AuditNames(AccountStore accounts)
{
    /// <summary>The entries as an auditor reads them.</summary>
    public async Task<IReadOnlyList<AuditEntryView>> Show(
        TenantId tenant, IReadOnlyList<(SealedEntry Sealed, AuditEntry Entry)> entries, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var id in entries.SelectMany(e => new[] { e.Entry.Actor, e.Entry.Object }).OfType<string>().Where(Ulids.IsId).Distinct())
        {
            names[id] = (await accounts.Find(tenant, id, cancellation))?.Body.Name;
        }

        return [.. entries.Select(e => AuditEntryView.Of(e.Sealed, e.Entry, id => names.GetValueOrDefault(id)))];
    }
}
