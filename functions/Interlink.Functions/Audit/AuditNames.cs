using Interlink.Core.Accounts;
using Interlink.Core.ApiAccess;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Audit;

/// <summary>Who stands behind the subjects of entries, as they are called now. Names are never in the audit itself.</summary>
public sealed class AuditNames(AccountStore accounts, ApplicationStore applications)
{
    /// <summary>The entries as an auditor reads them.</summary>
    /// <param name="people">The tenant whose people the subjects are: the own one, but in the audit of the platform, which has none.</param>
    public async Task<IReadOnlyList<AuditEntryView>> Show(
        TenantId people, IReadOnlyList<(SealedEntry Sealed, AuditEntry Entry)> entries, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        var ids = entries.SelectMany(e => new[] { e.Entry.Actor, e.Entry.Object }).OfType<string>().Where(Ulids.IsId).Distinct().ToList();
        foreach (var id in ids)
        {
            names[id] = (await accounts.Find(people, id, cancellation))?.Body.Name;
        }

        foreach (var application in await applications.Names(people, [.. ids.Where(id => names[id] is null)], cancellation))
        {
            names[application.Key] = application.Value;
        }

        return [.. entries.Select(e => AuditEntryView.Of(e.Sealed, e.Entry, id => names.GetValueOrDefault(id)))];
    }
}
