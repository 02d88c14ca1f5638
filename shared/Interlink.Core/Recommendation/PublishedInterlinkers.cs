using System.Collections.Concurrent;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Recommendation;

/// <summary>The published interlinkers of a tenant's catalogue as recommendation needs them: who carries a problem, and how rare each problem
/// is. Keep one for the life of the program: it remembers each tenant's statistics until an entry changes.</summary>
public sealed class PublishedInterlinkers(IDocuments documents)
{
    /// <summary>Most carriers that are looked at for one level of a question.</summary>
    public const int MaxCarriers = 500;

    private const int MostTenantsRemembered = 2_000;

    private readonly ConcurrentDictionary<TenantId, Survey> _surveys = new();

    /// <summary>The statistics of the catalogue as it is now.</summary>
    public async Task<CatalogueStatistics> Statistics(TenantId tenant, CancellationToken cancellation)
    {
        var stamp = await StampOf(tenant, cancellation);
        if (_surveys.TryGetValue(tenant, out var survey) && survey.Stamp == stamp)
            return survey.Statistics;

        var query = Published() with { Count = [CatalogueIndex.Profile, CatalogueIndex.Breadth], Page = new PageRequest(1, null) };
        var found = await documents.Search<CatalogueKey>(CatalogueStore.PartitionOf(tenant), Interlinker.Kind, query, cancellation);
        var statistics = CatalogueStatistics.Of(
            found.Page.Total, found.Counts[CatalogueIndex.Profile], found.Counts[CatalogueIndex.Breadth], stamp.Profiles);
        if (_surveys.Count >= MostTenantsRemembered)
            _surveys.Clear();
        _surveys[tenant] = new Survey(stamp, statistics);
        return statistics;
    }

    /// <summary>Published entries that carry at least one of the problems; the most pointed <see cref="MaxCarriers"/> where there are more. They come with what
    /// ranking looks at and without their texts, which are most of an entry and of the time it takes to read.</summary>
    public async Task<IReadOnlyList<Interlinker>> FindCarriers(TenantId tenant, IReadOnlyList<string> problems, CancellationToken cancellation)
    {
        var carriers = new List<Interlinker>();
        if (problems.Count == 0)
            return carriers;

        var query = Published((CatalogueIndex.Profile, problems)) with { Order = SearchOrder.Number, OrderNumber = CatalogueIndex.Focus };
        for (var page = new PageRequest(PageRequest.MaxLimit, null); carriers.Count < MaxCarriers;)
        {
            var found = await documents.Search<Carrier>(CatalogueStore.PartitionOf(tenant), Interlinker.Kind, query with { Page = page }, cancellation);
            carriers.AddRange(found.Page.Items.Select(d => d.Body.WithoutTexts()));
            if (found.Page.Next is not { } next)
                break;
            page = page with { Cursor = next };
        }

        return carriers;
    }

    /// <summary>Entries as they are now, with everything, by id; those that are gone or no longer published are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Interlinker>> Read(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellation) => ids.Count == 0
        ? new Dictionary<string, Interlinker>()
        : (await documents.FindMany<Interlinker>(CatalogueStore.PartitionOf(tenant), Interlinker.Kind, ids, cancellation))
            .Where(d => d.Body.State == PublicationState.Published).ToDictionary(d => d.Id, d => d.Body, StringComparer.Ordinal);

    /// <summary>What changes whenever an entry is written, removed or published, and costs little to read.</summary>
    private async Task<Stamp> StampOf(TenantId tenant, CancellationToken cancellation)
    {
        var one = new SearchQuery { Order = SearchOrder.Newest, Page = new PageRequest(1, null) };
        var entries = (await documents.Search<CatalogueKey>(CatalogueStore.PartitionOf(tenant), Interlinker.Kind, one, cancellation)).Page;
        var profiles = (await documents.Search<CatalogueKey>(CatalogueStore.PartitionOf(tenant), ProblemProfile.Kind, one, cancellation)).Page;
        return entries.Items is [var newest, ..]
            ? new Stamp(entries.Total, newest.Revision, newest.Id, profiles.Total)
            : new Stamp(0, default, "", profiles.Total);
    }

    private static SearchQuery Published(params ReadOnlySpan<(string Facet, IReadOnlyList<string> Values)> conditions)
    {
        var anyOf = new Dictionary<string, IReadOnlyList<string>> { [CatalogueIndex.State] = [CatalogueIndex.Word(PublicationState.Published)] };
        foreach (var (facet, values) in conditions)
            anyOf[facet] = values;
        return new SearchQuery { AnyOf = anyOf };
    }

    private readonly record struct Stamp(long Entries, Revision Newest, string NewestId, long Profiles);

    private sealed record Survey(Stamp Stamp, CatalogueStatistics Statistics);

    /// <summary>Reads nothing but the id.</summary>
    private sealed record CatalogueKey(string Id);

    /// <summary>Reads what ranking looks at.</summary>
    private sealed record Carrier
    {
        public required string Id { get; init; }

        public InterlinkerNature Nature { get; init; }

        public PublicationState State { get; init; }

        public IReadOnlyList<string> ProblemProfiles { get; init; } = [];

        public IReadOnlyList<string> Languages { get; init; } = [];

        public IReadOnlyDictionary<string, CatalogueFile> Templates { get; init; } = new Dictionary<string, CatalogueFile>();

        public LocalizedText ExternalUri { get; init; } = LocalizedText.Empty;

        public RatingSummary? Rating { get; init; }

        public Interlinker WithoutTexts() => new()
        {
            Id = Id,
            Nature = Nature,
            State = State,
            Name = LocalizedText.Empty,
            ProblemProfiles = ProblemProfiles,
            Languages = Languages,
            Templates = Templates,
            ExternalUri = ExternalUri,
            Rating = Rating,
        };
    }
}
