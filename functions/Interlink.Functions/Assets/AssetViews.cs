using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Assets;

/// <summary>A resource of a process.</summary>
public sealed record AssetView
{
    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the tree item that it belongs to.</summary>
    public required string Item { get; init; }

    /// <summary>Held here or elsewhere.</summary>
    public required AssetKind Kind { get; init; }

    /// <summary>How it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The language of its content, where that is known.</summary>
    public string? Language { get; init; }

    /// <summary>Whether it was wanted in another language than it could be had in.</summary>
    public required bool Untranslated { get; init; }

    /// <summary>The interlinker that it was made from.</summary>
    public OriginView? Interlinker { get; init; }

    /// <summary>Links: where it leads.</summary>
    public string? Uri { get; init; }

    /// <summary>Files: the version in use.</summary>
    public AssetFileView? File { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required PersonReference CreatedBy { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its state, as in the ETag.</summary>
    public required string Revision { get; init; }

    internal static Reply<AssetView> Created(string processId, Asset asset, string language) =>
        Reply.Created(Of(processId, asset, language), PathOf(processId, asset)).Tagged(asset.Revision());

    private static string PathOf(string processId, Asset asset) => $"/api/processes/{processId}/assets/{asset.Id}";

    internal static AssetView Of(string processId, Asset asset, string language) => new()
    {
        Id = asset.Id,
        Item = asset.Item,
        Kind = asset.Kind,
        Name = asset.Name,
        Language = asset.Language,
        Untranslated = asset.Untranslated,
        Interlinker = asset.Interlinker is { } origin
            ? new OriginView(origin.Id, origin.Name.In(language) ?? new Localized(origin.Id, Core.Kernel.Language.Fallback, true))
            : null,
        Uri = asset.Uri,
        File = asset.Current() is { } file
            ? new AssetFileView(file.Name, file.ContentType, file.Length, file.Number, $"{PathOf(processId, asset)}/content")
            : null,
        CreatedAt = asset.CreatedAt,
        CreatedBy = asset.CreatedBy,
        UpdatedAt = asset.UpdatedAt,
        Revision = asset.Revision().Value,
    };
}

/// <summary>The interlinker that an asset was made from.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Name">Its name in the reader's language.</param>
public sealed record OriginView(string Id, Localized Name);

/// <summary>A file in its version in use.</summary>
/// <param name="Name">The name to save it under.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Version">Which version.</param>
/// <param name="Url">Path to download it from.</param>
public sealed record AssetFileView(string Name, string ContentType, long Length, int Version, string Url);

/// <summary>One version of a file.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">The name to save it under.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="CreatedBy">Who added it.</param>
public sealed record AssetVersionView(
    int Version, string Name, string ContentType, long Length, DateTimeOffset CreatedAt, PersonReference CreatedBy)
{
    internal static Page<AssetVersionView> Of(IReadOnlyList<AssetVersion> versions) => new(
        [.. versions.Reverse().Select(v => new AssetVersionView(v.Number, v.Name, v.ContentType, v.Length, v.CreatedAt, v.CreatedBy))],
        versions.Count,
        null);
}
