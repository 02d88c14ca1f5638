using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue;

/// <summary>Which interlinkers to show. Everything given must hold; of several values of one filter, one.</summary>
public sealed record InterlinkerFilter
{
    /// <summary>Words that must occur, in the reader's language or in English.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<InterlinkerNature> Nature { get; init; } = [];

    /// <summary>Ids of problem profiles, in any spelling.</summary>
    public IReadOnlyList<string> Profile { get; init; } = [];

    public IReadOnlyList<string> Form { get; init; } = [];

    public IReadOnlyList<Difficulty> Difficulty { get; init; } = [];

    public IReadOnlyList<Licence> Licence { get; init; } = [];

    public IReadOnlyList<string> ContentLanguage { get; init; } = [];

    /// <summary>Least mean of the ratings; entries without ratings do not have it.</summary>
    public double? MinimumRating { get; init; }

    /// <summary>The order; null for relevance when there is a text, else by title.</summary>
    public InterlinkerOrder? Sort { get; init; }
}

/// <summary>The orders of interlinkers.</summary>
public enum InterlinkerOrder
{
    Title,
    Relevance,
    Newest,
    Rating,
}

/// <summary>How many of the matching interlinkers have a value.</summary>
/// <param name="Label">The value in words, where the catalogue itself has them.</param>
public sealed record FacetView(string Value, string? Label, int Count);

/// <summary>The facets of a list of interlinkers; each is counted as if its own filter were not set.</summary>
public sealed record InterlinkerFacets(
    IReadOnlyList<FacetView> Nature,
    IReadOnlyList<FacetView> Profile,
    IReadOnlyList<FacetView> Form,
    IReadOnlyList<FacetView> Difficulty,
    IReadOnlyList<FacetView> Licence,
    IReadOnlyList<FacetView> ContentLanguage);

/// <summary>A page of interlinkers with their facets.</summary>
public sealed record InterlinkerList(IReadOnlyList<InterlinkerSummary> Items, long Total, string? Next, InterlinkerFacets Facets);

/// <summary>A problem profile as shown.</summary>
/// <param name="Interlinkers">How many published interlinkers answer it.</param>
public sealed record ProblemProfileView(string Id, Localized Name, Localized? Description, Localized? Functionality, int Interlinkers);

/// <summary>What members read of the catalogue of their tenant.</summary>
public sealed class BrowseCatalogue(CatalogueStore catalogue)
{
    private static readonly string[] Counted =
        [CatalogueIndex.Nature, CatalogueIndex.Profile, CatalogueIndex.Form, CatalogueIndex.Difficulty, CatalogueIndex.Licence,
            CatalogueIndex.ContentLanguage];

    private static readonly Dictionary<string, IReadOnlyList<string>> Published =
        new() { [CatalogueIndex.State] = [CatalogueIndex.Word(PublicationState.Published)] };

    /// <summary>Lists published interlinkers.</summary>
    public async Task<InterlinkerList> Interlinkers(Caller caller, InterlinkerFilter filter, string language, PageRequest page,
        CancellationToken cancellation)
    {
        var profiles = await catalogue.Profiles(caller.Tenant, cancellation);
        var found = await catalogue.Search<Interlinker>(caller.Tenant, Catalogue.Interlinker.Kind, Query(filter, language, page, profiles),
            cancellation);
        return new InterlinkerList(
            [.. found.Page.Items.Select(d => InterlinkerSummary.Of(d.Body, language, profiles))],
            found.Page.Total,
            found.Page.Next,
            new InterlinkerFacets(
                Facet(CatalogueIndex.Nature), Facet(CatalogueIndex.Profile), Facet(CatalogueIndex.Form),
                Facet(CatalogueIndex.Difficulty), Facet(CatalogueIndex.Licence), Facet(CatalogueIndex.ContentLanguage)));

        IReadOnlyList<FacetView> Facet(string name) =>
        [
            .. found.Counts.GetValueOrDefault(name, []).Select(c =>
                new FacetView(c.Value, name == CatalogueIndex.Profile ? profiles.GetValueOrDefault(c.Value)?.Name.In(language)?.Text
                    : null, c.Count)),
        ];
    }

    /// <summary>Shows one interlinker: published or retired, to curators also as a draft.</summary>
    public async Task<Outcome<Document<InterlinkerView>>> Interlinker(Caller caller, string id, string language,
        CancellationToken cancellation)
    {
        var found = await catalogue.Find<Interlinker>(caller.Tenant, Catalogue.Interlinker.Kind, id, cancellation);
        if (found is null || (found.Body.State == PublicationState.Draft && !caller.Has(Scope.Curator)))
        {
            return new InterlinkerNotFound(id);
        }

        var profiles = await catalogue.Profiles(caller.Tenant, cancellation);
        return new Document<InterlinkerView>(found.Aggregate, found.Id, InterlinkerView.Of(found.Body, language, profiles), found.Revision);
    }

    /// <summary>Lists problem profiles, each with how many interlinkers answer it.</summary>
    public async Task<Page<ProblemProfileView>> Profiles(Caller caller, string? text, string language, PageRequest page,
        CancellationToken cancellation)
    {
        var found = await catalogue.Search<ProblemProfile>(caller.Tenant, ProblemProfile.Kind, Query(text, language, page, []),
            cancellation);
        var counted = await catalogue.Search<Interlinker>(
            caller.Tenant,
            Catalogue.Interlinker.Kind,
            Query(null, language, new PageRequest(1, null), Published) with { Count = [CatalogueIndex.Profile] },
            cancellation);
        var counts = counted.Counts.GetValueOrDefault(CatalogueIndex.Profile, []).ToDictionary(c => c.Value, c => c.Count);
        return found.Page.Map(d => new ProblemProfileView(
            d.Id,
            d.Body.Name.In(language) ?? new Localized(d.Id, Language.Fallback, language != Language.Fallback),
            d.Body.Description.In(language),
            d.Body.Functionality.In(language),
            counts.GetValueOrDefault(d.Id)));
    }

    /// <summary>Lists published schemas.</summary>
    public async Task<Page<SchemaSummary>> Schemas(Caller caller, string? text, string language, PageRequest page,
        CancellationToken cancellation)
    {
        var found = await catalogue.Search<CoproductionSchema>(caller.Tenant, CoproductionSchema.Kind,
            Query(text, language, page, Published), cancellation);
        return found.Page.Map(d => SchemaSummary.Of(d.Body, language));
    }

    /// <summary>Shows one schema: published or retired, to curators also as a draft.</summary>
    public async Task<Outcome<Document<SchemaView>>> Schema(Caller caller, string id, string language, CancellationToken cancellation)
    {
        var found = await catalogue.Find<CoproductionSchema>(caller.Tenant, CoproductionSchema.Kind, id, cancellation);
        if (found is null || (found.Body.State == PublicationState.Draft && !caller.Has(Scope.Curator)))
        {
            return new SchemaNotFound(id);
        }

        var profiles = await catalogue.Profiles(caller.Tenant, cancellation);
        return new Document<SchemaView>(found.Aggregate, found.Id, SchemaView.Of(found.Body, language, profiles), found.Revision);
    }

    /// <summary>Opens a file of the catalogue; the caller disposes it.</summary>
    public async Task<Outcome<BlobContent>> File(Caller caller, string sha256, CancellationToken cancellation) =>
        await catalogue.OpenFile(caller.Tenant, sha256, cancellation) is { } file ? file : new CatalogueFileNotFound();

    private static SearchQuery Query(InterlinkerFilter filter, string language, PageRequest page,
        IReadOnlyDictionary<string, ProblemProfile> profiles)
    {
        var anyOf = new Dictionary<string, IReadOnlyList<string>>(Published);
        Choose(CatalogueIndex.Nature, filter.Nature.Select(CatalogueIndex.Word));
        Choose(CatalogueIndex.Profile, filter.Profile.Select(id => profiles.GetValueOrDefault(id)?.Id ?? id));
        Choose(CatalogueIndex.Form, filter.Form);
        Choose(CatalogueIndex.Difficulty, filter.Difficulty.Select(CatalogueIndex.Word));
        Choose(CatalogueIndex.Licence, filter.Licence.Select(CatalogueIndex.Word));
        Choose(CatalogueIndex.ContentLanguage, filter.ContentLanguage);
        return Query(filter.Text, language, page, anyOf) with
        {
            AtLeast = filter.MinimumRating is { } least
                ? new Dictionary<string, double> { [CatalogueIndex.Rating] = least }
                : new Dictionary<string, double>(),
            Count = Counted,
            Order = filter.Sort switch
            {
                InterlinkerOrder.Title => SearchOrder.Title,
                InterlinkerOrder.Newest => SearchOrder.Newest,
                InterlinkerOrder.Rating => SearchOrder.Number,
                _ => SearchOrder.Relevance,
            },
            OrderNumber = filter.Sort == InterlinkerOrder.Rating ? CatalogueIndex.Rating : null,
        };

        void Choose(string facet, IEnumerable<string> values)
        {
            if (values.ToList() is { Count: > 0 } chosen)
            {
                anyOf[facet] = chosen;
            }
        }
    }

    private static SearchQuery Query(string? text, string language, PageRequest page, Dictionary<string, IReadOnlyList<string>> anyOf) =>
        new() { Text = text, Language = language, AnyOf = anyOf, Order = SearchOrder.Relevance, Page = page };
}
