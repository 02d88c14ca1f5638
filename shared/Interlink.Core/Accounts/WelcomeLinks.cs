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

    /// <summary>Whether it is good only until the person has taken up the account, by this link or another: so with invitations, of which one person may
    /// get several.</summary>
    public bool FirstTimeOnly { get; init; }
}

/// <summary>Until when the last link of an account was made to be good, UTC; outlives the link itself.</summary>
internal sealed record LastLink(DateTimeOffset Until)
{
    public const string Kind = "account-welcome-last";
}

/// <summary>One-time links with which an invited person takes up an account: 256 random bits, hashed at rest, single use.</summary>
public sealed class WelcomeLinks(IDocuments documents, TimeProvider clock)
{
    /// <summary>How long a link is good that somebody hands over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Makes a link for an account; an earlier one made so stops working.</summary>
    /// <param name="lifetime">How long it is good; null for <see cref="Lifetime"/>.</param>
    /// <returns>The token, which names the tenant and is not kept anywhere.</returns>
    public async Task<string> Issue(TenantId tenant, string subject, CancellationToken cancellation, TimeSpan? lifetime = null)
    {
        var (token, now) = (NewToken(tenant), clock.GetUtcNow());
        var until = now + (lifetime ?? Lifetime);
        var batch = new Batch().Create(WelcomeLink.Kind, Hash(token), new WelcomeLink(subject, until))
            .Put(Newest.Kind, subject, new Newest(Hash(token)))
            .Put(LastLink.Kind, subject, new LastLink(until))
            .Emit(InvitationEvents.LinkIssued(Ulids.Derive(tenant.Value, Hash(token), "issued"), now, new AccountLinkIssued(subject, until)));
        if (await documents.Find<Newest>(AccountStore.In(tenant), Newest.Kind, subject, cancellation) is { } before)
        {
            batch.Remove(WelcomeLink.Kind, before.Body.Link);
        }

        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        return token;
    }

    /// <summary>Makes a link for each of several accounts that wait for their person. Earlier ones go on working; all of an account's end when it is taken up.</summary>
    /// <param name="until">Until when they are good, UTC.</param>
    /// <returns>The tokens by subject; they are not kept anywhere.</returns>
    public async Task<IReadOnlyDictionary<string, string>> IssueFirst(
        TenantId tenant, IEnumerable<string> subjects, DateTimeOffset until, CancellationToken cancellation)
    {
        var tokens = subjects.Distinct(StringComparer.Ordinal).ToDictionary(s => s, _ => NewToken(tenant), StringComparer.Ordinal);
        foreach (var round in tokens.Chunk(Batch.MaxOperations / 2))
        {
            var batch = new Batch();
            foreach (var (subject, token) in round)
            {
                batch.Create(WelcomeLink.Kind, Hash(token), new WelcomeLink(subject, until) { FirstTimeOnly = true }).Put(LastLink.Kind, subject, new LastLink(until));
            }

            await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        }

        return tokens;
    }

    /// <summary>Adds to a batch of the accounts' partition that the newest link of an account that was made to be handed over stops working.</summary>
    public async Task<Batch> Withdraw(Batch batch, TenantId tenant, string subject, CancellationToken cancellation) =>
        await documents.Find<Newest>(AccountStore.In(tenant), Newest.Kind, subject, cancellation) is { } newest
            ? batch.Remove(WelcomeLink.Kind, newest.Body.Link).Remove(Newest.Kind, subject)
            : batch;

    /// <summary>Until when the newest link of an account is good that was made to be handed over; null when it has none that is.</summary>
    public async Task<DateTimeOffset?> GoodUntil(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var newest = await documents.Find<Newest>(AccountStore.In(tenant), Newest.Kind, subject, cancellation);
        var link = newest is null ? null : await documents.Find<WelcomeLink>(AccountStore.In(tenant), WelcomeLink.Kind, newest.Body.Link, cancellation);
        return link?.Body.ExpiresAt > clock.GetUtcNow() ? link.Body.ExpiresAt : null;
    }

    /// <summary>Until when the last link of each of several accounts was made to be good, whether it still is or not, UTC; those that never had one are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastGoodUntil(TenantId tenant, IReadOnlyCollection<string> subjects, CancellationToken cancellation) =>
        (await documents.FindMany<LastLink>(AccountStore.In(tenant), LastLink.Kind, subjects, cancellation)).ToDictionary(d => d.Id, d => d.Body.Until, StringComparer.Ordinal);

    /// <summary>Removes links that have expired, one page of them.</summary>
    /// <param name="cursor">Where to go on; null from the start.</param>
    /// <returns>Where to go on; null at the end.</returns>
    public async Task<string?> Sweep(TenantId tenant, string? cursor, CancellationToken cancellation)
    {
        var page = await documents.List<WelcomeLink>(AccountStore.In(tenant), WelcomeLink.Kind, new ListOptions(Limit: 1000, Cursor: cursor), cancellation);
        foreach (var round in page.Items.Where(l => l.Body.ExpiresAt <= clock.GetUtcNow()).Chunk(Batch.MaxOperations))
        {
            await documents.Commit(AccountStore.In(tenant), round.Aggregate(new Batch(), (b, l) => b.Remove(WelcomeLink.Kind, l.Id)), cancellation);
        }

        return page.Next;
    }

    /// <summary>Finds the link of a token; null when it is unknown, used or expired.</summary>
    public async Task<(TenantId Tenant, Document<WelcomeLink> Link)?> Find(string? token, CancellationToken cancellation)
    {
        if (token is null or { Length: > 200 } || !TenantId.TryParse(token.Split('.')[0], out var tenant))
        {
            return null;
        }

        var link = await documents.Find<WelcomeLink>(AccountStore.In(tenant), WelcomeLink.Kind, Hash(token), cancellation);
        return link is not null && link.Body.ExpiresAt > clock.GetUtcNow() && !await IsTooLate(tenant, link.Body, cancellation)
            ? (tenant, link)
            : null;
    }

    /// <summary>Adds to a batch that the link is used up; the batch fails when it was used meanwhile.</summary>
    public static Batch UseUp(Batch batch, Document<WelcomeLink> link) => batch.Remove(WelcomeLink.Kind, link.Id, link.Revision);

    private async Task<bool> IsTooLate(TenantId tenant, WelcomeLink link, CancellationToken cancellation) => link.FirstTimeOnly
        && (await documents.Find<Account>(AccountStore.In(tenant), AccountStore.AccountKind, link.Subject, cancellation))?.Body.Accepted is not false;

    private static string NewToken(TenantId tenant) => $"{tenant}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Which link an account's newest is, of those made to be handed over.</summary>
    private sealed record Newest(string Link)
    {
        public const string Kind = "account-welcome-newest";
    }
}
