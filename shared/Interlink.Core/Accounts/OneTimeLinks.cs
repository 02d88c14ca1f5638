using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>What is kept of a one-time link. The token itself is only hashed.</summary>
/// <param name="Purpose">One of <see cref="LinkPurpose"/>.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Hash">SHA-256 of the token, in hexadecimal digits.</param>
/// <param name="ExpiresAt">Until when it is good, UTC.</param>
/// <param name="Value">What it is about: the new address of a change of address; null for nothing.</param>
public sealed record OneTimeLink(string Purpose, string Subject, string Hash, DateTimeOffset ExpiresAt, string? Value = null)
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
    private static readonly string[] Purposes =
        [LinkPurpose.VerifyAddress, LinkPurpose.ChangeAddress, LinkPurpose.ResetPassword, LinkPurpose.LinkIdentity];

    /// <summary>How long a link of a purpose is good.</summary>
    public static TimeSpan LifetimeOf(string purpose) => purpose switch
    {
        LinkPurpose.LinkIdentity => TimeSpan.FromMinutes(10),
        LinkPurpose.ResetPassword => TimeSpan.FromHours(1),
        _ => TimeSpan.FromHours(24),
    };

    /// <summary>Makes a link for an account; an earlier one of the same purpose stops working.</summary>
    /// <param name="value">What it is about; see <see cref="OneTimeLink"/>.</param>
    /// <param name="told">The event that tells of it; null for one that only the audit hears.</param>
    /// <returns>The token, which names tenant and account and is not kept anywhere.</returns>
    public async Task<string> Issue(
        TenantId tenant, string purpose, string subject, string? value, DomainEvent? told, CancellationToken cancellation)
    {
        var token = $"{tenant}.{subject}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var now = clock.GetUtcNow();
        var link = new OneTimeLink(purpose, subject, HashOf(token), now + LifetimeOf(purpose), value);
        var issued = InvitationEvents.LinkIssued(Ulids.Derive(tenant.Value, link.Hash, "issued"), now, new AccountLinkIssued(subject, link.ExpiresAt));
        var batch = new Batch().Put(OneTimeLink.Kind, IdOf(purpose, subject), link).Emit(told ?? issued with { Actor = subject });
        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        return token;
    }

    /// <summary>Finds the link of a token; null when it is unknown, used, replaced, expired or for another purpose.</summary>
    /// <remarks>It is used up by the commit that does what it allows: see <see cref="UseUp"/>.</remarks>
    public async Task<(TenantId Tenant, Document<OneTimeLink> Link)?> Find(string? token, string purpose, CancellationToken cancellation)
    {
        var parts = token?.Split('.') ?? [];
        if (token is not { Length: <= 200 } || parts.Length != 3 || !TenantId.TryParse(parts[0], out var tenant) || !Ulids.IsId(parts[1]))
        {
            return null;
        }

        var link = await documents.Find<OneTimeLink>(AccountStore.In(tenant), OneTimeLink.Kind, IdOf(purpose, parts[1]), cancellation);
        return link is not null && link.Body.ExpiresAt > clock.GetUtcNow() && IsSame(link.Body.Hash, HashOf(token)) ? (tenant, link) : null;
    }

    /// <summary>Adds to a batch that the link is used up; the batch fails when it was used meanwhile.</summary>
    public static Batch UseUp(Batch batch, Document<OneTimeLink> link) => batch.Remove(OneTimeLink.Kind, link.Id, link.Revision);

    /// <summary>Adds to a batch that an account's link of a purpose is worthless, if there is one.</summary>
    public static Batch Withdraw(Batch batch, string purpose, string subject) => batch.Remove(OneTimeLink.Kind, IdOf(purpose, subject));

    internal static Batch WithdrawAll(Batch batch, string subject) =>
        Purposes.Aggregate(batch, (made, purpose) => Withdraw(made, purpose, subject));

    private static string IdOf(string purpose, string subject) => $"{subject}:{purpose}";

    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
