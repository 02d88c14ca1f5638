using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Reads applications to teams.</summary>
public sealed class ApplicationStore(IDocuments documents, TeamStore teams)
{
    /// <summary>The applications to a team, the last one first, for those who manage it.</summary>
    /// <returns>A page; <see cref="TeamNotFound"/> or <see cref="TeamNotManaged"/>.</returns>
    public async Task<Outcome<FoundApplications>> List(
        Caller caller, string teamId, IReadOnlyList<ApplicationState> state, PageRequest page, CancellationToken cancellation)
    {
        var loaded = await teams.LoadManaged(caller, teamId, cancellation);
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var conditions = new Dictionary<string, IReadOnlyList<string>> { [TeamApplication.OfTeam] = [teamId] };
        if (state.Count > 0)
        {
            conditions[TeamApplication.OfState] = [.. state.Select(Words.Of)];
        }

        var found = await Search(caller.Tenant, new SearchQuery { AnyOf = conditions, Count = [TeamApplication.OfState], Page = page }, cancellation);
        return new FoundApplications(found.Page.Map(d => d.Body), found.Counts[TeamApplication.OfState]);
    }

    /// <summary>The caller's own applications with their teams, the last one first.</summary>
    public async Task<Page<MyApplication>> Mine(Caller caller, PageRequest page, CancellationToken cancellation)
    {
        var conditions = new Dictionary<string, IReadOnlyList<string>> { [TeamApplication.OfPerson] = [caller.Subject] };
        var found = (await Search(caller.Tenant, new SearchQuery { AnyOf = conditions, Page = page }, cancellation)).Page;
        var mine = new List<MyApplication>();
        foreach (var application in found.Items.Select(d => d.Body))
        {
            mine.Add(new MyApplication(application, (await teams.Find(caller.Tenant, application.Team, cancellation))?.Body.Name ?? ""));
        }

        return new Page<MyApplication>(mine, found.Total, found.Next);
    }

    internal async Task<Document<TeamApplication>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        Ulids.IsId(id) ? await documents.Find<TeamApplication>(TeamStore.In(tenant), TeamApplication.Kind, id, cancellation) : null;

    /// <summary>Adds an application to a batch, new or in place of the one that was read.</summary>
    internal static Batch Write(Batch batch, TeamApplication application, Document<TeamApplication>? read) => read is null
        ? batch.Create(TeamApplication.Kind, application.Id, application, application.Entry())
        : batch.Replace(TeamApplication.Kind, application.Id, application, read.Revision, application.Entry());

    private Task<SearchResult<TeamApplication>> Search(TenantId tenant, SearchQuery query, CancellationToken cancellation) =>
        documents.Search<TeamApplication>(
            TeamStore.In(tenant), TeamApplication.Kind, query with { Order = SearchOrder.Number, OrderNumber = TeamApplication.Applied }, cancellation);
}

/// <summary>A page of applications.</summary>
/// <param name="States">How many match in each state, as if no state were asked for.</param>
public sealed record FoundApplications(Page<TeamApplication> Page, IReadOnlyList<FacetCount> States);

/// <summary>An application as its applicant sees it.</summary>
/// <param name="TeamName">What the team is called now.</param>
public sealed record MyApplication(TeamApplication Application, string TeamName);
