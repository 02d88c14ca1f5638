using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>Who administers a tenant.</summary>
public sealed class TenantAdministrators(IDocuments documents)
{
    private const string AccountKind = "account";

    /// <summary>Whether the tenant would be left without anybody to administer it.</summary>
    public async Task<bool> IsOnlyOne(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var all = await All(tenant, cancellation);
        return all.Any(a => a.Subject == subject) && !all.Any(a => a.Subject != subject);
    }

    /// <summary>Everybody who can act as an administrator, in the order in which their accounts were made.</summary>
    public async Task<IReadOnlyList<Account>> All(TenantId tenant, CancellationToken cancellation)
    {
        var found = new List<Account>();
        string? cursor = null;
        do
        {
            var page = await documents.List<Account>(AccountStore.In(tenant), AccountKind, new ListOptions(Limit: 1000, Cursor: cursor), cancellation);
            found.AddRange(page.Items.Select(d => d.Body).Where(a => a is { Accepted: true, Active: true } && a.Scopes.Contains(Scope.Administrator)));
            cursor = page.Next;
        }
        while (cursor is not null);

        return [.. found.OrderBy(a => a.CreatedAt).ThenBy(a => a.Subject, StringComparer.Ordinal)];
    }
}
