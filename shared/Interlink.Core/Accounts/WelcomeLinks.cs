using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>What is kept of a one-time link: whose it is and until when. The token itself is only hashed, as the document's id.</summary>
public sealed record WelcomeLink(string Subject, DateTimeOffset ExpiresAt)
{
    internal const string Kind = "account-welcome";
}

/// <summary>One-time links with which an invited person takes up an account: 256 random bits, hashed at rest, single use, good for a day.</summary>
public sealed class WelcomeLinks(IDocuments documents, TimeProvider clock)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Makes a link for an account; every earlier one of the account stops working.</summary>
    /// <returns>The token, which names the tenant and is not kept anywhere.</returns>
    public async Task<string> Issue(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var token = $"{tenant}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var batch = new Batch().Create(WelcomeLink.Kind, Hash(token), new WelcomeLink(subject, clock.GetUtcNow() + Lifetime));
        var links = await documents.List<WelcomeLink>(
            AccountStore.In(tenant), WelcomeLink.Kind, new ListOptions(Limit: 1000), cancellation);
        var old = links.Items.Where(l => l.Body.Subject == subject || l.Body.ExpiresAt <= clock.GetUtcNow());
        foreach (var link in old.OrderByDescending(l => l.Body.Subject == subject).Take(Batch.MaxOperations - 1))
        {
            batch.Remove(WelcomeLink.Kind, link.Id);
        }

        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        return token;
    }

    /// <summary>Until when the newest link of an account is good; null when it has none that is.</summary>
    public async Task<DateTimeOffset?> GoodUntil(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var links = await documents.List<WelcomeLink>(
            AccountStore.In(tenant), WelcomeLink.Kind, new ListOptions(Limit: 1000), cancellation);
        var good = links.Items.Select(l => l.Body).Where(l => l.Subject == subject && l.ExpiresAt > clock.GetUtcNow());
        return good.Max(l => (DateTimeOffset?)l.ExpiresAt);
    }

    /// <summary>Finds the link of a token; null when it is unknown, used or expired.</summary>
    public async Task<(TenantId Tenant, Document<WelcomeLink> Link)?> Find(string? token, CancellationToken cancellation)
    {
        if (token is null or { Length: > 200 } || !TenantId.TryParse(token.Split('.')[0], out var tenant))
        {
            return null;
        }

        var link = await documents.Find<WelcomeLink>(AccountStore.In(tenant), WelcomeLink.Kind, Hash(token), cancellation);
        return link is not null && link.Body.ExpiresAt > clock.GetUtcNow() ? (tenant, link) : null;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
