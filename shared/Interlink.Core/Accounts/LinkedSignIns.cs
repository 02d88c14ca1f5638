using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>A way to sign in to an account, where the platform signs people in.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Known">What is known of it.</param>
public sealed record LinkedSignIn(SignInIdentity Identity, KnownIdentity Known);

/// <summary>Several identities of the platform's for one person: a code made while signed in with one is taken up while signed in with the other.</summary>
public sealed class LinkedSignIns(AccountStore accounts, OneTimeLinks links, IdentityDirectory identities, AccountEvents events)
{
    /// <summary>Most identities of an account.</summary>
    public const int Most = 10;

    /// <summary>The caller's ways to sign in, in the order in which they were linked; none where the host signs people in itself.</summary>
    public async Task<IReadOnlyList<LinkedSignIn>> List(Caller caller, CancellationToken cancellation)
    {
        var list = new List<LinkedSignIn>();
        foreach (var identity in (await accounts.Find(caller.Tenant, caller.Subject, cancellation))?.Body.Identities ?? [])
        {
            list.Add(new LinkedSignIn(identity, await identities.Describe(identity, cancellation)));
        }

        return list;
    }

    /// <summary>Makes a code with which another identity becomes the caller's, good for ten minutes and once; an earlier one stops working.</summary>
    public Task<string> Issue(Caller caller, CancellationToken cancellation) =>
        links.Issue(caller.Tenant, LinkPurpose.LinkIdentity, caller.Subject, null, null, cancellation);

    /// <summary>Makes the identity the person of the account that the code was made for.</summary>
    /// <returns>Nothing; <see cref="LinkUnknown"/>, <see cref="AlreadyMember"/> when the identity is somebody else in the tenant, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Unit>> TakeUp(SignInIdentity identity, string code, CancellationToken cancellation)
    {
        if (await links.Find(code, LinkPurpose.LinkIdentity, cancellation) is not var (tenant, link)
            || await accounts.Find(tenant, link.Body.Subject, cancellation) is not { Body.Active: true } read
            || read.Body.Identities.Count >= Most)
        {
            return new LinkUnknown();
        }

        if (await Has(identity, tenant, read.Body.Subject, cancellation))
        {
            return new AlreadyMember();
        }

        // The hint first: should the second step never happen, the code still works and repeats both.
        await identities.Add(identity, new Membership(tenant, read.Body.Subject), cancellation);
        var account = read.Body with { Identities = [.. read.Body.Identities.Where(known => known != identity), identity] };
        var batch = OneTimeLinks.UseUp(new Batch(), link).Emit(events.IdentityLinked(account.Subject, identity.Provider));
        return (await accounts.Save(tenant, read, account, batch, cancellation)).Map(_ => Unit.Value);
    }

    /// <summary>Takes one of the caller's identities away; whoever signs in with it is nobody here at the next request.</summary>
    /// <param name="key">The identity's <see cref="SignInIdentity.Key"/>.</param>
    /// <returns>Nothing; <see cref="IdentityNotFound"/>, <see cref="LastIdentity"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Unit>> Unlink(Caller caller, string key, CancellationToken cancellation)
    {
        if (await accounts.Find(caller.Tenant, caller.Subject, cancellation) is not { } read
            || read.Body.Identities.FirstOrDefault(known => known.Key == key) is not { } identity)
        {
            return new IdentityNotFound();
        }

        if (read.Body.Identities.Count == 1)
        {
            return new LastIdentity();
        }

        var account = read.Body with { Identities = [.. read.Body.Identities.Where(known => known != identity)] };
        var batch = new Batch().Emit(events.IdentityUnlinked(caller.Subject, identity.Provider));
        var saved = await accounts.Edit(caller.Tenant, read, account, batch, cancellation);
        if (saved.Succeeded)
        {
            await identities.Remove(identity, caller.Tenant, cancellation);
        }

        return saved.Map(_ => Unit.Value);
    }

    private async Task<bool> Has(SignInIdentity identity, TenantId tenant, string except, CancellationToken cancellation)
    {
        foreach (var membership in await identities.Find(identity, cancellation))
        {
            if (membership.Tenant == tenant && membership.Subject != except
                && (await accounts.Find(tenant, membership.Subject, cancellation))?.Body.Identities.Contains(identity) is true)
            {
                return true;
            }
        }

        return false;
    }
}
