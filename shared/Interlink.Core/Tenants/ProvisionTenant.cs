using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>How a tenant is to be.</summary>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="Hosts">Its host names; null to leave them as they are.</param>
/// <param name="DataRegion">Where its data lies; null to leave that as it is.</param>
/// <param name="Plan">The name of its plan; null to leave that as it is.</param>
public sealed record TenantDescription(
    TenantId Id, string Name, IReadOnlyList<string> Languages, IReadOnlyList<string>? Hosts = null, string? DataRegion = null, string? Plan = null);

/// <summary>A tenant as it was provisioned.</summary>
/// <param name="Done">What changed.</param>
/// <param name="Administrator">The account of the administrator who was named.</param>
/// <param name="Token">Token of the one-time link, when one was made just now.</param>
/// <param name="GoodUntil">Until when the administrator's newest link is good; null when there is none.</param>
public sealed record ProvisionedTenant(Provisioning Done, Tenant Tenant, Account Administrator, string? Token, DateTimeOffset? GoodUntil);

/// <summary>What provisioning did to a tenant's description.</summary>
public enum Provisioning
{
    /// <summary>There was none.</summary>
    Created,

    /// <summary>Something of it changed.</summary>
    Updated,

    /// <summary>It was so already.</summary>
    Unchanged,
}

/// <summary>Brings a tenant into being, or to the description that is asked for. Needs no deployment, takes a few commits, is safe to repeat:
/// whatever an interrupted run left out, the next one adds, and nothing twice.</summary>
public sealed class ProvisionTenant(
    TenantDirectory directory, TenantProfiles profiles, AccountStore accounts, Invitations invitations, WelcomeLinks links, TenantEvents events)
{
    /// <summary>Provisions a tenant with its first administrator.</summary>
    /// <remarks>A link is made only when the administrator has none that is good: repeating does not spoil one that was sent already. A name or languages that the
    /// tenant's administrators have chosen since stay, unless the description itself says something new.</remarks>
    /// <returns>What came of it; <see cref="TenantReserved"/>, <see cref="HostTaken"/>, <see cref="TenantStateForbids"/> for one that is being deleted or is
    /// gone, <see cref="InvalidInput"/> naming host names that are none, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<ProvisionedTenant>> Provision(Caller by, TenantDescription asked, EmailAddress administrator, CancellationToken cancellation)
    {
        var described = await Describe(by, asked, cancellation);
        if (!described.Succeeded)
        {
            return described.Error;
        }

        var id = asked.Id;
        var account = await invitations.Ensure(id, administrator, Scope.Administrator, cancellation);
        var opened = await account.Then(_ => Open(by, id, cancellation));
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var subject = account.Value.Subject;
        var goodUntil = await links.GoodUntil(id, subject, cancellation);
        var token = account.Value.Accepted || goodUntil is not null ? null : await links.Issue(id, subject, cancellation);
        return new ProvisionedTenant(
            described.Value, opened.Value, account.Value, token, token is null ? goodUntil : await links.GoodUntil(id, subject, cancellation));
    }

    /// <summary>Makes a new one-time link for an administrator who lost the first; earlier ones stop working.</summary>
    /// <returns>The tenant with the token; <see cref="TenantNotFound"/>, also for an address without an administrator's account, or
    /// <see cref="AdministratorAccepted"/>.</returns>
    public async Task<Outcome<ProvisionedTenant>> WelcomeAgain(TenantId id, EmailAddress administrator, CancellationToken cancellation)
    {
        if (await directory.Find(id, cancellation) is not { } tenant
            || await accounts.FindByEmail(id, administrator, cancellation) is not { Body: var account }
            || !account.Scopes.Contains(Scope.Administrator))
        {
            return new TenantNotFound(id.Value);
        }

        if (account.Accepted)
        {
            return new AdministratorAccepted();
        }

        var token = await links.Issue(id, account.Subject, cancellation);
        return new ProvisionedTenant(Provisioning.Unchanged, tenant, account, token, await links.GoodUntil(id, account.Subject, cancellation));
    }

    private async Task<Outcome<Provisioning>> Describe(Caller by, TenantDescription asked, CancellationToken cancellation)
    {
        if (asked.Id == TenantDirectory.Platform)
        {
            return new TenantReserved(asked.Id);
        }

        var hosts = HostsOf(asked);
        if (!hosts.Succeeded)
        {
            return hosts.Error;
        }

        if (await directory.Read(asked.Id, cancellation) is not { } known)
        {
            var made = new Tenant(asked.Id, asked.Name, asked.Languages)
            {
                State = TenantState.Provisioning,
                Hosts = hosts.Value ?? [],
                DataRegion = asked.DataRegion,
                Plan = asked.Plan,
            };
            return (await directory.Write(null, made, events.Created(by, made), cancellation)).Map(_ => Provisioning.Created);
        }

        if (TenantLife.IsEnding(known.Body.State))
        {
            return new TenantStateForbids(known.Body.State, TenantAct.Open);
        }

        return await Update(by, known, asked, hosts.Value ?? known.Body.Hosts, cancellation);
    }

    private async Task<Outcome<Provisioning>> Update(
        Caller by, Document<Tenant> known, TenantDescription asked, IReadOnlyList<string> hosts, CancellationToken cancellation)
    {
        var before = known.Body;
        var after = before with
        {
            Name = asked.Name,
            Languages = asked.Languages,
            Hosts = hosts,
            DataRegion = asked.DataRegion ?? before.DataRegion,
            Plan = asked.Plan ?? before.Plan,
        };
        var changes = ChangesOf(before, after);
        if (changes.Count == 0)
        {
            return Provisioning.Unchanged;
        }

        // The profile first: should the second step never happen, repeating finds the same change and does both.
        var renamed = await profiles.Rename(
            after.Id, before.Name == after.Name ? null : after.Name, before.Languages.SequenceEqual(after.Languages) ? null : after.Languages, cancellation);
        var written = await renamed.Then(_ => directory.Write(known, after, events.Updated(by, after, changes), cancellation));
        return written.Map(_ => Provisioning.Updated);
    }

    private async Task<Outcome<Tenant>> Open(Caller by, TenantId id, CancellationToken cancellation)
    {
        var read = (await directory.Read(id, cancellation))!;
        if (read.Body.State is not TenantState.Provisioning)
        {
            return read.Body;
        }

        var opened = read.Body with { State = TenantLife.Next(read.Body, TenantAct.Open).Value };
        return await directory.Write(read, opened, events.Opened(by, opened), cancellation);
    }

    private static Outcome<IReadOnlyList<string>?> HostsOf(TenantDescription asked)
    {
        var read = asked.Hosts?.Select(HostName.Read).ToList();
        var faults = (read ?? []).Select((host, i) => (host, i)).Where(h => h.host is null)
            .Select(h => new FieldError($"hosts[{h.i}]", "not_a_host", "Give a host name such as coproduction.example.org.")).ToList();
        return faults.Count > 0 ? new InvalidInput(faults) : Outcome<IReadOnlyList<string>?>.Of(read?.Select(h => h!).Distinct().ToList());
    }

    private static List<FieldChange> ChangesOf(Tenant before, Tenant after) =>
    [
        .. new[]
        {
            new FieldChange("name", before.Name, after.Name),
            new FieldChange("languages", string.Join(' ', before.Languages), string.Join(' ', after.Languages)),
            new FieldChange("hosts", Short(before.Hosts), Short(after.Hosts)),
            new FieldChange("dataRegion", before.DataRegion, after.DataRegion),
            new FieldChange("plan", before.Plan, after.Plan),
        }.Where(change => change.Before != change.After),
    ];

    private static string Short(IReadOnlyList<string> hosts) => string.Join(' ', hosts) is { Length: > 200 } text ? text[..200] : string.Join(' ', hosts);
}
