using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Reads and writes teams. A team exists for whoever its organization exists for.</summary>
public sealed class TeamStore(IDocuments documents, OrganizationStore organizations, TeamMemberships memberships)
{
    /// <summary>Reads a team, and what the caller may do with it.</summary>
    /// <returns>The team, or <see cref="TeamNotFound"/>.</returns>
    public async Task<Outcome<LoadedTeam>> Load(Caller caller, string id, CancellationToken cancellation)
    {
        if (!Ulids.IsId(id) || await Find(caller.Tenant, id, cancellation) is not { } read)
        {
            return new TeamNotFound(id);
        }

        var organization = await organizations.Load(caller, read.Body.Organization, cancellation);
        if (!organization.Succeeded)
        {
            return new TeamNotFound(id);
        }

        var isMember = organization.Value.Mine.Any(m => m.Team == id);
        return new LoadedTeam(read, organization.Value, TeamRights.Of(read.Body, organization.Value.Rights, caller, isMember));
    }

    /// <summary>Reads a team that the caller manages.</summary>
    /// <returns>The team; <see cref="TeamNotFound"/> or <see cref="TeamNotManaged"/>.</returns>
    public async Task<Outcome<LoadedTeam>> LoadManaged(Caller caller, string id, CancellationToken cancellation) =>
        (await Load(caller, id, cancellation)).Then<LoadedTeam>(loaded => loaded.Rights.Manage ? loaded : new TeamNotManaged());

    /// <summary>The teams that exist for the caller, by name or best match first, with how many there are of each type.</summary>
    public async Task<FoundTeams> List(Caller caller, TeamQuery query, CancellationToken cancellation)
    {
        var conditions = new Dictionary<string, IReadOnlyList<string>>();
        if (query.Organization is { } organization)
        {
            conditions[Team.OfOrganization] = [organization];
        }
        else if (await organizations.Visible(caller, cancellation) is { } visible)
        {
            conditions[Team.OfOrganization] = visible;
        }

        if (query.Type.Count > 0)
        {
            conditions[Team.OfType] = [.. query.Type.Select(Words.Of)];
        }

        var search = new SearchQuery { Text = query.Text, AnyOf = conditions, Count = [Team.OfType], Order = SearchOrder.Relevance, Page = query.Page };
        var found = await documents.Search<Team>(In(caller.Tenant), Team.Kind, search, cancellation);
        return new FoundTeams(found.Page.Map(d => d.Body), found.Counts[Team.OfType]);
    }

    /// <summary>The teams that a person is in, with the person's role, by name.</summary>
    public async Task<IReadOnlyList<MyTeam>> Mine(Caller caller, CancellationToken cancellation)
    {
        var mine = await memberships.Of(caller.Tenant, caller.Subject, cancellation);
        var teams = await documents.FindMany<Team>(In(caller.Tenant), Team.Kind, [.. mine.Select(m => m.Team)], cancellation);
        var roles = mine.ToDictionary(m => m.Team, m => m.Role, StringComparer.Ordinal);
        var known = await organizations.FindMany(caller.Tenant, teams.Select(t => t.Body.Organization), cancellation);
        return [.. teams.Select(t => new MyTeam(t.Body, known[t.Body.Organization], roles[t.Id])).OrderBy(t => t.Team.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Reads a team, whoever asks; null when there is none.</summary>
    internal Task<Document<Team>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        documents.Find<Team>(In(tenant), Team.Kind, id, cancellation);

    /// <summary>Several teams by id, whoever asks; those that do not exist are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, Team>> FindMany(TenantId tenant, IEnumerable<string> ids, CancellationToken cancellation) =>
        (await documents.FindMany<Team>(In(tenant), Team.Kind, [.. ids.Distinct(StringComparer.Ordinal)], cancellation))
            .ToDictionary(d => d.Id, d => d.Body, StringComparer.Ordinal);

    /// <summary>Reads a team and its organization, whoever asks; null when there is none.</summary>
    internal async Task<(Team Team, Organization Organization)?> FindWithOrganization(TenantId tenant, string id, CancellationToken cancellation) =>
        await Find(tenant, id, cancellation) is { Body: var team }
            && (await organizations.FindMany(tenant, [team.Organization], cancellation)).GetValueOrDefault(team.Organization) is { } organization
                ? (team, organization)
                : null;

    /// <summary>Which of several people are in a team.</summary>
    /// <param name="subjects">At most 1,000.</param>
    internal async Task<IReadOnlySet<string>> MembersAmong(
        TenantId tenant, string team, IReadOnlyCollection<string> subjects, CancellationToken cancellation) =>
        (await documents.FindMany<TeamMember>(In(tenant), TeamMember.Kind, [.. subjects.Select(s => TeamMember.IdOf(team, s))], cancellation))
            .Select(d => d.Body.Subject).ToHashSet(StringComparer.Ordinal);

    /// <summary>Somebody's membership; null when the person is not in the team.</summary>
    internal Task<Document<TeamMember>?> FindMember(TenantId tenant, string team, string subject, CancellationToken cancellation) =>
        documents.Find<TeamMember>(In(tenant), TeamMember.Kind, TeamMember.IdOf(team, subject), cancellation);

    /// <summary>Writes a new team with its first member.</summary>
    /// <returns>False when there is one of that id already.</returns>
    internal async Task<bool> TryCreate(TenantId tenant, Team team, TeamMember first, IEnumerable<DomainEvent> facts, CancellationToken cancellation)
    {
        var batch = TeamMemberships.Write(new Batch().Create(Team.Kind, team.Id, team, team.Entry()), first, null);
        return await Commit(tenant, batch, facts, cancellation);
    }

    /// <summary>Adds a changed team to a batch, in place of the one that was read.</summary>
    internal static Batch Replace(Batch batch, Document<Team> read, Team changed) =>
        batch.Replace(Team.Kind, changed.Id, changed, read.Revision, changed.Entry());

    /// <summary>Commits changes with what they mean.</summary>
    /// <returns>False when somebody else was faster.</returns>
    internal async Task<bool> Commit(TenantId tenant, Batch batch, IEnumerable<DomainEvent> facts, CancellationToken cancellation)
    {
        foreach (var fact in facts)
        {
            batch.Emit(fact);
        }

        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Where teams lie.</summary>
    internal static Partition In(TenantId tenant) => TeamMemberships.In(tenant);
}

/// <summary>A team as a caller sees it.</summary>
/// <param name="Document">The team.</param>
/// <param name="Organization">Its organization, and what the caller may do with that.</param>
/// <param name="Rights">What the caller may do with the team.</param>
public sealed record LoadedTeam(Document<Team> Document, LoadedOrganization Organization, TeamRights Rights)
{
    /// <summary>The team.</summary>
    public Team Team => Document.Body;
}

/// <summary>A page of teams.</summary>
/// <param name="Types">How many match of each type, as if no type were asked for.</param>
public sealed record FoundTeams(Page<Team> Page, IReadOnlyList<FacetCount> Types);

/// <summary>A team that somebody is in.</summary>
/// <param name="Role">The person's role.</param>
public sealed record MyTeam(Team Team, Organization Organization, TeamRole Role);

/// <summary>Which teams to list.</summary>
public sealed record TeamQuery
{
    /// <summary>Of this organization, which the caller sees; null for all that the caller sees.</summary>
    public string? Organization { get; init; }

    /// <summary>Words in name or description; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<TeamType> Type { get; init; } = [];

    /// <summary>Which part.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);
}
