using Interlink.Core.Accounts;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary>Who administers an organization: names, adds and removes them. The last one stays.</summary>
public sealed class OrganizationAdministrators(
    OrganizationStore organizations, TeamMemberships memberships, AccountStore accounts, IIds ids, TimeProvider clock)
{
    private const int Attempts = 20;
    private readonly OrganizationEvents _events = new(ids, clock);

    /// <summary>The administrators by name, for whoever may see the people of the organization; empty for others, and for applications that may not read members.</summary>
    public async Task<IReadOnlyList<PersonReference>> List(Caller caller, LoadedOrganization loaded, CancellationToken cancellation)
    {
        if (!loaded.Rights.SeeMembers || (caller.IsApplication && !caller.Has(ApiScope.ReadMembers.Word())))
        {
            return [];
        }

        var people = new List<PersonReference>();
        foreach (var subject in loaded.Organization.Administrators)
        {
            var account = await accounts.Find(caller.Tenant, subject, cancellation);
            people.Add(new PersonReference(subject, account?.Body.Name ?? subject));
        }

        return [.. people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Makes a person of one of its teams an administrator; nothing happens when the person is one.</summary>
    /// <returns>The organization; <see cref="OrganizationNotFound"/>, <see cref="OrganizationNotManaged"/>, <see cref="NotOfOrganization"/> or
    /// <see cref="TooManyAdministrators"/>.</returns>
    public Task<Outcome<LoadedOrganization>> Add(Caller caller, string id, string subject, CancellationToken cancellation) =>
        Change(caller, id, async organization =>
        {
            if (organization.Administrators.Contains(subject))
            {
                return new Decided(organization, null);
            }

            return await Belongs(caller, id, subject, cancellation)
                ? Administrators.With(organization.Administrators, subject)
                    .Map(all => new Decided(organization with { Administrators = all }, _events.AdministratorAdded(caller, organization, subject)))
                : new NotOfOrganization(subject);
        }, cancellation);

    /// <summary>Takes the right away again; administrators may do so to themselves.</summary>
    /// <returns>The organization; <see cref="OrganizationNotFound"/>, <see cref="OrganizationNotManaged"/>, <see cref="NotAnAdministrator"/> or
    /// <see cref="LastOrganizationAdministrator"/>.</returns>
    public Task<Outcome<LoadedOrganization>> Remove(Caller caller, string id, string subject, CancellationToken cancellation) =>
        Change(caller, id, organization => Task.FromResult<Outcome<Decided>>(organization.Administrators.Contains(subject)
            ? Administrators.Without(organization.Administrators, subject, new LastOrganizationAdministrator())
                .Map(all => new Decided(organization with { Administrators = all }, _events.AdministratorRemoved(caller, organization, subject)))
            : new NotAnAdministrator(subject)), cancellation);

    private async Task<bool> Belongs(Caller caller, string id, string subject, CancellationToken cancellation) =>
        subject == caller.Subject || (await memberships.Of(caller.Tenant, subject, cancellation)).Any(m => m.Organization == id);

    private async Task<Outcome<LoadedOrganization>> Change(
        Caller caller, string id, Func<Organization, Task<Outcome<Decided>>> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var loaded = await organizations.LoadManaged(caller, id, cancellation);
            var decided = await loaded.Then(l => decide(l.Organization));
            if (!decided.Succeeded)
            {
                return decided.Error;
            }

            var (read, after) = (loaded.Value, decided.Value.After);
            if (decided.Value.Fact is not { } fact)
            {
                return read;
            }

            after = after.Next(clock.GetUtcNow());
            if (await organizations.TryReplace(caller.Tenant, read.Document, after, fact, cancellation))
            {
                // Whoever gave the right up may not see it any more: the answer is what the change made of it.
                return read with { Document = read.Document with { Body = after } };
            }
        }

        throw new TransientException($"The organization '{id}' keeps changing.");
    }

    /// <param name="Fact">What happened; null when nothing did.</param>
    private sealed record Decided(Organization After, DomainEvent? Fact);
}
