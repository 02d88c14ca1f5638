using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Reads and writes invitations to teams.</summary>
public sealed class InvitationStore(IDocuments documents, TeamStore teams, TimeProvider clock)
{
    /// <summary>Most invitations whose answer one person can be asked for at a time; older ones are left out.</summary>
    private const int MostWaiting = 100;

    /// <summary>The invitations of a team, the last sent first, for those who manage it.</summary>
    /// <returns>A page; <see cref="TeamNotFound"/> or <see cref="TeamNotManaged"/>.</returns>
    public async Task<Outcome<FoundInvitations>> List(
        Caller caller, string teamId, string? text, IReadOnlyList<InvitationState> state, PageRequest page, CancellationToken cancellation)
    {
        var loaded = await teams.LoadManaged(caller, teamId, cancellation);
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var conditions = new Dictionary<string, IReadOnlyList<string>> { [TeamInvitation.OfTeam] = [teamId] };
        if (state.Count > 0)
        {
            conditions[TeamInvitation.OfState] = [.. state.Select(Words.Of)];
        }

        var query = new SearchQuery { Text = text, AnyOf = conditions, Count = [TeamInvitation.OfState], Page = page };
        var found = await Search(caller.Tenant, query, cancellation);
        return new FoundInvitations(found.Page.Map(d => d.Body), found.Counts[TeamInvitation.OfState]);
    }

    /// <summary>The invitations that wait for the caller's answer, with their teams, the last sent first.</summary>
    public async Task<IReadOnlyList<MyInvitation>> Waiting(Caller caller, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>>
            {
                [TeamInvitation.OfPerson] = [caller.Subject],
                [TeamInvitation.OfState] = [Words.Of(InvitationState.Pending)],
            },
            Page = new PageRequest(MostWaiting, null),
        };
        var found = await Search(caller.Tenant, query, cancellation);
        return await With(caller.Tenant, found.Page.Items.Select(d => d.Body).Where(i => i.Waits(clock.GetUtcNow())), cancellation);
    }

    /// <summary>One invitation of the caller's, answered or not.</summary>
    /// <returns>The invitation with its team, or <see cref="InvitationNotFound"/>.</returns>
    public async Task<Outcome<MyInvitation>> Mine(Caller caller, string id, CancellationToken cancellation) =>
        await Find(caller.Tenant, id, cancellation) is { } read && read.Body.Subject == caller.Subject
            && (await With(caller.Tenant, [read.Body], cancellation)) is [var mine]
                ? mine
                : new InvitationNotFound(id);

    internal async Task<Document<TeamInvitation>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        Ulids.IsId(id) ? await documents.Find<TeamInvitation>(TeamStore.In(tenant), TeamInvitation.Kind, id, cancellation) : null;

    internal async Task<IReadOnlyDictionary<string, Document<TeamInvitation>>> FindMany(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        (await documents.FindMany<TeamInvitation>(TeamStore.In(tenant), TeamInvitation.Kind, ids, cancellation)).ToDictionary(d => d.Id, StringComparer.Ordinal);

    /// <summary>Adds an invitation to a batch, new or in place of the one that was read.</summary>
    internal static Batch Write(Batch batch, TeamInvitation invitation, Document<TeamInvitation>? read) => read is null
        ? batch.Create(TeamInvitation.Kind, invitation.Id, invitation, invitation.Entry())
        : batch.Replace(TeamInvitation.Kind, invitation.Id, invitation, read.Revision, invitation.Entry());

    private Task<SearchResult<TeamInvitation>> Search(TenantId tenant, SearchQuery query, CancellationToken cancellation) =>
        documents.Search<TeamInvitation>(
            TeamStore.In(tenant), TeamInvitation.Kind, query with { Order = SearchOrder.Number, OrderNumber = TeamInvitation.Sent }, cancellation);

    private async Task<IReadOnlyList<MyInvitation>> With(TenantId tenant, IEnumerable<TeamInvitation> invitations, CancellationToken cancellation)
    {
        var mine = new List<MyInvitation>();
        foreach (var invitation in invitations)
        {
            if (await teams.FindWithOrganization(tenant, invitation.Team, cancellation) is var (team, organization))
            {
                mine.Add(new MyInvitation(invitation, team, organization));
            }
        }

        return mine;
    }
}

/// <summary>A page of invitations.</summary>
/// <param name="States">How many match in each state, as if no state were asked for.</param>
public sealed record FoundInvitations(Page<TeamInvitation> Page, IReadOnlyList<FacetCount> States);

/// <summary>An invitation as the invited person sees it: with what the person is asked to join, even where that is private.</summary>
public sealed record MyInvitation(TeamInvitation Invitation, Team Team, Organizations.Organization Organization);
