using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>The accounts of each tenant, found by subject or by address.</summary>
/// <param name="followers">Who sorts and searches by the names of people.</param>
public sealed class AccountStore(IDocuments documents, IEnumerable<IFollowNames> followers)
{
    internal const string AccountKind = "account";
    private const string EmailKind = "account-email";

    /// <summary>Reads an account; null when the tenant has none with this subject.</summary>
    public Task<Document<Account>?> Find(TenantId tenant, string subject, CancellationToken cancellation) =>
        documents.Find<Account>(In(tenant), AccountKind, subject, cancellation);

    /// <summary>Reads several accounts; those that do not exist are left out.</summary>
    /// <param name="subjects">At most 1,000.</param>
    public async Task<IReadOnlyDictionary<string, Account>> FindMany(
        TenantId tenant, IReadOnlyCollection<string> subjects, CancellationToken cancellation) =>
        (await documents.FindMany<Account>(In(tenant), AccountKind, subjects, cancellation))
            .ToDictionary(d => d.Id, d => d.Body, StringComparer.Ordinal);

    /// <summary>Reads the account that signs in with an address; null when there is none.</summary>
    public async Task<Document<Account>?> FindByEmail(TenantId tenant, EmailAddress email, CancellationToken cancellation)
    {
        var owner = await documents.Find<EmailOwner>(In(tenant), EmailKind, email.Key, cancellation);
        return owner is null ? null : await Find(tenant, owner.Body.Subject, cancellation);
    }

    /// <summary>Reads the accounts that sign in with several addresses, by address; addresses without one are left out.</summary>
    /// <param name="emails">At most 1,000.</param>
    public async Task<IReadOnlyDictionary<EmailAddress, Account>> FindManyByEmail(
        TenantId tenant, IReadOnlyCollection<EmailAddress> emails, CancellationToken cancellation)
    {
        var owners = await documents.FindMany<EmailOwner>(In(tenant), EmailKind, [.. emails.Select(e => e.Key)], cancellation);
        var known = await FindMany(tenant, [.. owners.Select(o => o.Body.Subject)], cancellation);
        var subjects = owners.ToDictionary(o => o.Id, o => o.Body.Subject, StringComparer.Ordinal);
        return emails.Distinct().Where(e => subjects.TryGetValue(e.Key, out var subject) && known.ContainsKey(subject))
            .ToDictionary(e => e, e => known[subjects[e.Key]]);
    }

    /// <summary>Adds several accounts, all or none.</summary>
    /// <param name="added">At most <see cref="MostAtOnce"/>.</param>
    /// <param name="told">The event that tells of each.</param>
    /// <returns>False when one of the addresses has an account by now.</returns>
    internal async Task<bool> TryCreateMany(TenantId tenant, IEnumerable<Account> added, Func<Account, DomainEvent> told, CancellationToken cancellation)
    {
        var batch = new Batch();
        foreach (var account in added)
        {
            Claim(batch.Create(AccountKind, account.Subject, account, AccountFacets.Of(account)).Emit(told(account)), account);
        }

        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Most accounts that one commit adds: each with the claim on its address and the event that tells of it.</summary>
    internal const int MostAtOnce = Batch.MaxOperations / 3;

    /// <summary>Adds an account.</summary>
    /// <returns>The account, or <see cref="EmailTaken"/>.</returns>
    public Task<Outcome<Account>> Create(TenantId tenant, Account account, CancellationToken cancellation) =>
        Create(tenant, account, new Batch(), cancellation);

    /// <summary>Adds an account.</summary>
    /// <param name="alongside">What else is written with it, and the events that tell of it.</param>
    /// <returns>The account, or <see cref="EmailTaken"/>.</returns>
    public async Task<Outcome<Account>> Create(TenantId tenant, Account account, Batch alongside, CancellationToken cancellation)
    {
        alongside.Create(AccountKind, account.Subject, account, AccountFacets.Of(account));
        Claim(alongside, account);
        var result = await documents.Commit(In(tenant), alongside, cancellation);
        return result.Committed ? account : new EmailTaken();
    }

    /// <summary>Replaces an account that was read, and uses up the one-time link that allowed it.</summary>
    /// <returns>The account; <see cref="EmailTaken"/>, <see cref="WelcomeLinkUnknown"/> when the link was used meanwhile,
    /// or <see cref="StaleRevision"/>.</returns>
    public Task<Outcome<Account>> Replace(
        TenantId tenant, Document<Account> read, Account account, Document<WelcomeLink>? link, CancellationToken cancellation)
    {
        var batch = new Batch();
        if (link is not null)
        {
            batch.Remove(WelcomeLink.Kind, link.Id, link.Revision);
        }

        return Save(tenant, read, account, batch, cancellation);
    }

    /// <summary>Replaces an account that was read; its address, if it changed, is claimed and the old one let go.</summary>
    /// <param name="alongside">What else changes with it in the accounts' partition, and the events that tell of it; at most 90 operations.</param>
    /// <returns>The account; <see cref="EmailTaken"/>, <see cref="WelcomeLinkUnknown"/> or <see cref="LinkUnknown"/> when a link of the batch was used
    /// meanwhile, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Account>> Save(
        TenantId tenant, Document<Account> read, Account account, Batch alongside, CancellationToken cancellation)
    {
        alongside.Replace(AccountKind, account.Subject, account, read.Revision, AccountFacets.Of(account));
        if (read.Body.Email != account.Email)
        {
            Release(alongside, read.Body);
            Claim(alongside, account);
        }

        var result = await documents.Commit(In(tenant), alongside, cancellation);
        if (result.Committed && read.Body.Name != account.Name)
        {
            foreach (var follower in followers)
            {
                await follower.Renamed(tenant, account.Subject, account.Name, cancellation);
            }
        }

        return result.Conflict?.Kind switch
        {
            null => account,
            EmailKind => new EmailTaken(),
            WelcomeLink.Kind => new WelcomeLinkUnknown(),
            OneTimeLink.Kind => new LinkUnknown(),
            _ => new StaleRevision(),
        };
    }

    /// <summary>The same for a change of neither the address nor a one-time link.</summary>
    /// <returns>The account, or <see cref="StaleRevision"/>.</returns>
    [NeverRefuses(typeof(EmailTaken), typeof(WelcomeLinkUnknown), typeof(LinkUnknown))]
    internal Task<Outcome<Account>> Edit(TenantId tenant, Document<Account> read, Account account, Batch alongside, CancellationToken cancellation) =>
        Save(tenant, read, account, alongside, cancellation);

    /// <summary>Whether documents of a kind are accounts.</summary>
    internal static bool IsAccount(string kind) => kind == AccountKind;

    /// <summary>Finds accounts of the tenant by <see cref="AccountFacets"/>, name and address.</summary>
    internal Task<SearchResult<Account>> Search(TenantId tenant, SearchQuery query, CancellationToken cancellation) =>
        documents.Search<Account>(In(tenant), AccountKind, query, cancellation);

    /// <summary>Tells of something that changed nothing: a refusal.</summary>
    public Task Tell(TenantId tenant, DomainEvent told, CancellationToken cancellation) =>
        documents.Commit(In(tenant), new Batch().Emit(told), cancellation);

    /// <summary>Where everything lies that changes together with accounts.</summary>
    public static Partition In(TenantId tenant) => Partition.Of(tenant, "accounts");

    private static void Claim(Batch batch, Account account)
    {
        if (account.Email is { } email)
        {
            batch.Create(EmailKind, EmailAddress.Parse(email).Key, new EmailOwner(account.Subject));
        }
    }

    private static void Release(Batch batch, Account account)
    {
        if (account.Email is { } email)
        {
            batch.Remove(EmailKind, EmailAddress.Parse(email).Key);
        }
    }

    private sealed record EmailOwner(string Subject);
}
