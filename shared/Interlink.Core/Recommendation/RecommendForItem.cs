using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Core.Recommendation;

/// <summary>Recommends interlinkers of the tenant's catalogue for a tree item of a process.</summary>
public sealed class RecommendForItem(ProcessStore processes, PublishedInterlinkers catalogue, PastUse pastUse)
{
    /// <summary>Most that one answer lists.</summary>
    public const int MaxLimit = 50;

    /// <summary>Recommends; refused like reading the item is.</summary>
    /// <param name="language">The reader's language.</param>
    /// <param name="limit">How many to list at most, up to <see cref="MaxLimit"/>.</param>
    public async Task<Outcome<ItemRecommendations>> Run(
        Caller caller, string processId, string itemId, string language, int limit, CancellationToken cancellation)
    {
        var found = await processes.LoadItem(caller, processId, itemId, cancellation);
        if (!found.Succeeded)
            return found.Error;

        var context = RecommendationContext.For(found.Value, language);
        var ranking = await Rank(caller.Tenant, context, cancellation);
        return new ItemRecommendations(ranking.Basis, await Show(caller.Tenant, ranking.Items.Take(limit), cancellation), ranking.Items.Count);
    }

    private async Task<IReadOnlyList<Recommendation>> Show(TenantId tenant, IEnumerable<Recommendation> best, CancellationToken cancellation)
    {
        var shown = best.ToList();
        var entries = await catalogue.Read(tenant, [.. shown.Select(r => r.Entry.Id)], cancellation);
        return [.. shown.Where(r => entries.ContainsKey(r.Entry.Id)).Select(r => r with { Entry = entries[r.Entry.Id] })];
    }

    private async Task<Ranking> Rank(TenantId tenant, RecommendationContext context, CancellationToken cancellation)
    {
        var statistics = await catalogue.Statistics(tenant, cancellation);
        var uses = await pastUse.CountFinishedProcesses(tenant, cancellation);
        var near = new Dictionary<string, Interlinker>(StringComparer.Ordinal);
        await Gather(near, tenant, context.TaskProblems, cancellation);
        await Gather(near, tenant, context.ObjectiveProblems, cancellation);
        var ranking = RankThem();
        if (ranking.Items.Any(item => !item.Generic))
            return ranking;

        await Gather(near, tenant, context.PhaseProblems, cancellation);
        return RankThem();

        Ranking RankThem() => Recommender.Rank(context, near.Values.Select(e => new Candidate(e, uses.GetValueOrDefault(e.Id))), statistics);
    }

    private async Task Gather(Dictionary<string, Interlinker> into, TenantId tenant, IReadOnlyList<string> problems, CancellationToken cancellation)
    {
        foreach (var entry in await catalogue.FindCarriers(tenant, problems, cancellation))
            into[entry.Id] = entry;
    }
}

/// <summary>What is recommended for a tree item.</summary>
/// <param name="Basis">On what ground.</param>
/// <param name="Items">The best, best first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ItemRecommendations(RecommendationBasis Basis, IReadOnlyList<Recommendation> Items, int Total);
