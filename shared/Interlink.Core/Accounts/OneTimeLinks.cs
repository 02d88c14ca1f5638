using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>What is kept of a one-time link: what it is good for, whose it is, until when. The token itself is only hashed, as the document's id.</summary>
/// <param name="Purpose">One of <see cref="LinkPurpose"/>.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="ExpiresAt">Until when it is good, UTC.</param>
/// <param name="Value">What it is about: the new address of a change of address; null for nothing.</param>
public sealed record OneTimeLink(string Purpose, string Subject, DateTimeOffset ExpiresAt, string? Value = null)
{
    internal const string Kind = "account-link";
}

/// <summary>What one-time links are good for; a link of one purpose is nothing for another.</summary>
public static class LinkPurpose
{
    /// <summary>Shows that mail to the account's address arrives.</summary>
    public const string VerifyAddress = "verify-address";

    /// <summary>Shows that mail to another address arrives, which then becomes the account's.</summary>
    public const string ChangeAddress = "change-address";

    /// <summary>Lets a password be chosen anew.</summary>
    public const string ResetPassword = "reset-password";

    /// <summary>Makes a further identity the person of the account.</summary>
    public const string LinkIdentity = "link-identity";
}

/// <summary>One-time links of accounts: 256 random bits, hashed at rest, single use, one of a purpose and account at a time.</summary>
public sealed class OneTimeLinks(IDocuments documents, TimeProvider clock)
{
    /// <summary>How long a link of a purpose is good.</summary>
    public static TimeSpan LifetimeOf(string purpose) => purpose switch
    {
        LinkPurpose.LinkIdentity => TimeSpan.FromMinutes(10),
        LinkPurpose.ResetPassword => TimeSpan.FromHours(1),
        _ => TimeSpan.FromHours(24),
    };

    /// <summary>Makes a link for an account; an earlier one of the same purpose stops working.</summary>
    /// <returns>The token, which names the tenant and is not kept anywhere.</returns>
    public async Task<string> Issue(TenantId tenant, string purpose, string subject, string? value, CancellationToken cancellation)
    {
        var token = $"{tenant}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var link = new OneTimeLink(purpose, subject, clock.GetUtcNow() + LifetimeOf(purpose), value);
        var newest = Newest(purpose, subject);
        var before = await documents.Find<Current>(AccountStore.In(tenant), Current.Kind, newest, cancellation);
        var batch = new Batch().Create(OneTimeLink.Kind, Hash(token), link).Put(Current.Kind, newest, new Current(Hash(token)));
        if (before is not null)
        {
            batch.Remove(OneTimeLink.Kind, before.Body.Link);
        }

        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        return token;
    }

    /// <summary>Finds the link of a token; null when it is unknown, used, replaced, expired or for another purpose.</summary>
    /// <remarks>It is used up by the commit that does what it allows: see <see cref="UseUp"/>.</remarks>
    public async Task<(TenantId Tenant, Document<OneTimeLink> Link)?> Find(string? token, string purpose, CancellationToken cancellation)
    {
        if (token is null or { Length: > 200 } || !TenantId.TryParse(token.Split('.')[0], out var tenant))
        {
            return null;
        }

        var link = await documents.Find<OneTimeLink>(AccountStore.In(tenant), OneTimeLink.Kind, Hash(token), cancellation);
        return link is not null && link.Body.Purpose == purpose && link.Body.ExpiresAt > clock.GetUtcNow()
            && (await documents.Find<Current>(AccountStore.In(tenant), Current.Kind, Newest(purpose, link.Body.Subject), cancellation))?.Body.Link == link.Id
                ? (tenant, link)
                : null;
    }

    /// <summary>Adds to a batch that the link is used up; the batch fails when it was used meanwhile.</summary>
    public static Batch UseUp(Batch batch, Document<OneTimeLink> link) =>
        batch.Remove(OneTimeLink.Kind, link.Id, link.Revision).Remove(Current.Kind, Newest(link.Body.Purpose, link.Body.Subject));

    /// <summary>Adds to a batch that every link of a purpose of an account is worthless.</summary>
    internal static Batch Withdraw(Batch batch, string subject)
    {
        foreach (var purpose in Purposes)
        {
            batch.Remove(Current.Kind, Newest(purpose, subject));
        }

        return batch;
    }

    private static readonly string[] Purposes =
        [LinkPurpose.VerifyAddress, LinkPurpose.ChangeAddress, LinkPurpose.ResetPassword, LinkPurpose.LinkIdentity];

    private static string Newest(string purpose, string subject) => $"{subject}:{purpose}";

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Which link of a purpose an account's newest is.</summary>
    private sealed record Current(string Link)
    {
        public const string Kind = "account-link-current";
    }
}
