using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams.Privacy;

/// <summary>Who is in which team, and administers what. An erased person is in none; that may leave a team without administrators, which its organization's, and then the
/// tenant's, stand in for: nobody is kept against the law because somebody has to be the last.</summary>
public sealed class MembershipRecords(IDocuments documents, TeamStore teams, TeamMemberships memberships, IIds ids, TimeProvider clock) : IPersonalData
{
    private const int Attempts = 50;
    private readonly TeamEvents _events = new(ids, clock);
    private readonly OrganizationEvents _organizationEvents = new(ids, clock);

    public PersonalDataDescription Description { get; } = new(
        "memberships", "Knowing who works together in which team, and by that who may do what.", ["name", "membership", "role"], "public-task", "removed");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var mine in await memberships.Of(tenant, subject, cancellation))
        {
            if (await teams.FindMember(tenant, mine.Team, subject, cancellation) is { Body: var member }
                && await teams.FindWithOrganization(tenant, mine.Team, cancellation) is var (team, organization))
            {
                yield return new PersonalRecord("membership", member.Id, new { Team = team.Name, Organization = organization.Name, member.Name, member.Role, member.Since });
            }
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var (count, actor) = (0, new Caller(tenant, person.Subject, person.Pseudonym, new HashSet<string>()));
        foreach (var mine in await memberships.Of(tenant, person.Subject, cancellation))
        {
            count += await Leave(actor, mine.Team, cancellation);
        }

        var administered = await documents.Search<Organization>(OrganizationStore.In(tenant), Organization.Kind, new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Organization.Reach] = [person.Subject] },
            Page = new PageRequest(PageRequest.MaxLimit, null),
        }, cancellation);
        foreach (var id in administered.Page.Items.Select(d => d.Id))
        {
            count += await StepDown(actor, id, cancellation);
        }

        return count;
    }

    private async Task<int> Leave(Caller actor, string team, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await teams.FindMember(actor.Tenant, team, actor.Subject, cancellation) is not { } read)
            {
                return 0;
            }

            var batch = TeamMemberships.Remove(new Batch(), read);
            if (await teams.Find(actor.Tenant, team, cancellation) is { } known && known.Body.Administrators.Contains(actor.Subject))
            {
                TeamStore.Replace(batch, known, known.Body with { Administrators = [.. known.Body.Administrators.Where(a => a != actor.Subject)] });
            }

            if (await teams.Commit(actor.Tenant, batch, [_events.MemberRemoved(actor, read.Body)], cancellation))
            {
                return 1;
            }
        }

        throw new TransientException($"The team '{team}' keeps changing.");
    }

    private async Task<int> StepDown(Caller actor, string id, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var read = await documents.Find<Organization>(OrganizationStore.In(actor.Tenant), Organization.Kind, id, cancellation);
            if (read is null || !read.Body.Administrators.Contains(actor.Subject))
            {
                return 0;
            }

            var after = (read.Body with { Administrators = [.. read.Body.Administrators.Where(a => a != actor.Subject)] }).Next(clock.GetUtcNow());
            var batch = new Batch().Replace(Organization.Kind, id, after, read.Revision, after.Entry())
                .Emit(_organizationEvents.AdministratorRemoved(actor, after, actor.Subject));
            if ((await documents.Commit(OrganizationStore.In(actor.Tenant), batch, cancellation)).Committed)
            {
                return 1;
            }
        }

        throw new TransientException($"The organization '{id}' keeps changing.");
    }
}
