using System.ComponentModel.DataAnnotations;
using Interlink.Core.Catalogue;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Catalogue;

/// <summary>Which interlinkers to list. Of several values of one filter, one must hold.</summary>
public sealed record ListInterlinkersQuery : PagedQuery
{
    /// <summary>Words that must occur, in the reader's language or in English.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    public IReadOnlyList<InterlinkerNature> Nature { get; init; } = [];

    /// <summary>Ids of problem profiles.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Profile { get; init; } = [];

    [MaxLength(100)]
    public IReadOnlyList<string> Form { get; init; } = [];

    public IReadOnlyList<Difficulty> Difficulty { get; init; } = [];

    public IReadOnlyList<Licence> Licence { get; init; } = [];

    /// <summary>Languages in which the entry can be used.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> ContentLanguage { get; init; } = [];

    /// <summary>Least mean of the ratings.</summary>
    [Range(0d, 5d)]
    public double? MinimumRating { get; init; }

    /// <summary>The order; by relevance when there is a text, else by title.</summary>
    public InterlinkerOrder? Sort { get; init; }

    internal InterlinkerFilter Filter => new()
    {
        Text = Text,
        Nature = Nature,
        Profile = Profile,
        Form = Form,
        Difficulty = Difficulty,
        Licence = Licence,
        ContentLanguage = ContentLanguage,
        MinimumRating = MinimumRating,
        Sort = Sort,
    };
}

/// <summary>Which problem profiles or schemas to list.</summary>
public sealed record TextQuery : PagedQuery
{
    /// <summary>Words that must occur, in the reader's language or in English.</summary>
    [StringLength(200)]
    public string? Text { get; init; }
}

/// <summary>What to import.</summary>
/// <param name="UploadId">The upload that holds the source: a zip archive in the catalogue format.</param>
public sealed record ImportCatalogueRequest([StringLength(60)] string UploadId);
