using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>Brings people into a tenant: makes accounts that wait for their person, and hands them over to whoever holds the one-time link.</summary>
public sealed class Invitations(AccountStore accounts, WelcomeLinks links, IdentityDirectory identities, AccountEvents events, IIds ids, TimeProvider clock)
{
    /// <summary>Makes sure that an address has an account with at least the scope; an existing one gains what it lacks and loses nothing.</summary>
    /// <param name="scope">One of <see cref="Scope"/>'s tenant scopes.</param>
    /// <param name="actor">Subject of who invites; the platform when left out.</param>
    /// <returns>The account, or <see cref="StaleRevision"/> when it was changed at the same moment.</returns>
    public async Task<Outcome<Account>> Ensure(TenantId tenant, EmailAddress email, string scope, CancellationToken cancellation, string actor = "platform")
    {
        if (await accounts.FindByEmail(tenant, email, cancellation) is not { } known)
        {
            var account = New(email, scope);
            var made = await accounts.Create(tenant, account, new Batch().Emit(events.Created(actor, account)), cancellation);
            return made.Succeeded || await accounts.FindByEmail(tenant, email, cancellation) is not { } first ? made : first.Body;
        }

        var scopes = known.Body.Scopes.Union(Account.ScopesOf(scope)).ToList();
        return scopes.Count == known.Body.Scopes.Count
            ? known.Body
            : await Widen(tenant, known, scopes, actor, cancellation);
    }

    /// <summary>Makes sure that several addresses have accounts, and changes none that exists.</summary>
    /// <param name="people">At most 1,000 addresses, each with the name to show for a new account; null for what stands before the at sign.</param>
    /// <param name="actor">Subject of who invites.</param>
    /// <returns>The accounts by address.</returns>
    public async Task<IReadOnlyDictionary<EmailAddress, Account>> EnsureMany(
        TenantId tenant, IReadOnlyDictionary<EmailAddress, string?> people, string actor, CancellationToken cancellation)
    {
        var all = (await accounts.FindManyByEmail(tenant, [.. people.Keys], cancellation)).ToDictionary();
        foreach (var round in people.Where(p => !all.ContainsKey(p.Key)).Chunk(AccountStore.MostAtOnce))
        {
            var added = round.ToDictionary(p => p.Key, p => New(p.Key, Scope.Member, p.Value));
            var together = await accounts.TryCreateMany(tenant, added.Values, account => events.Created(actor, account), cancellation);
            foreach (var (email, account) in added)
            {
                // Somebody made one of them at the same moment: then one by one, and theirs counts.
                all[email] = together ? account : (await Ensure(tenant, email, Scope.Member, cancellation, actor)).Value;
            }
        }

        return all;
    }

    /// <summary>Makes the identity the person of the account that the link was made for, and uses the link up.</summary>
    /// <param name="name">What the person wants to be called; the name of the invitation when there is none to be seen.</param>
    /// <returns>The tenant and the account; <see cref="WelcomeLinkUnknown"/>, <see cref="AlreadyMember"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<(TenantId Tenant, Account Account)>> Accept(
        SignInIdentity identity, string token, string? name, CancellationToken cancellation)
    {
        if (await links.Find(token, cancellation) is not var (tenant, link)
            || await accounts.Find(tenant, link.Body.Subject, cancellation) is not { Body.Active: true } read)
        {
            return new WelcomeLinkUnknown();
        }

        foreach (var membership in await identities.Find(identity, cancellation))
        {
            if (membership.Tenant == tenant && membership.Subject != read.Body.Subject
                && (await accounts.Find(tenant, membership.Subject, cancellation))?.Body.Identities.Contains(identity) is true)
            {
                return new AlreadyMember();
            }
        }

        // The hint first: should the second step never happen, the link still works and repeats both.
        await identities.Add(identity, new Membership(tenant, read.Body.Subject), cancellation);
        var account = read.Body with
        {
            Name = OneLine.Of(name) is { Length: > 0 } stated ? stated : read.Body.Name,
            Identities = [.. read.Body.Identities.Where(known => known != identity), identity],
        };
        var accepted = InvitationEvents.Accepted(ids, clock.GetUtcNow(), new AccountInvitationAccepted(account.Subject, identity.Provider));
        var batch = WelcomeLinks.UseUp(new Batch(), link).Emit(accepted);
        return (await accounts.Save(tenant, read, account, batch, cancellation)).Map(saved => (tenant, saved));
    }

    private Task<Outcome<Account>> Widen(
        TenantId tenant, Document<Account> known, IReadOnlyList<string> scopes, string actor, CancellationToken cancellation)
    {
        var account = known.Body with { Scopes = scopes };
        return accounts.Edit(tenant, known, account, new Batch().Emit(events.ScopesChanged(actor, known.Body, account)), cancellation);
    }

    private Account New(EmailAddress email, string scope, string? name = null) => new()
    {
        Subject = ids.New(),
        Name = name ?? email.LocalPart,
        Email = email.Value,
        Scopes = Account.ScopesOf(scope),
        Stamp = ids.New(),
        CreatedAt = clock.GetUtcNow(),
    };
}
