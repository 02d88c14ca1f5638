using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>A resource of a process: a file held here in versions, or a link to one held elsewhere.</summary>
public sealed record Asset
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
    public bool Untranslated { get; init; }

    /// <summary>The interlinker that it was made from; null when people brought it.</summary>
    public AssetOrigin? Interlinker { get; init; }

    /// <summary>External: the address.</summary>
    public string? Uri { get; init; }

    /// <summary>Internal: every version of the file, the first first; never empty.</summary>
    public IReadOnlyList<AssetVersion> Versions { get; init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required PersonReference CreatedBy { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes from 1.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The version in use: the last; null for a link.</summary>
    public AssetVersion? Current() => Versions is [.., var last] ? last : null;

    /// <summary>A version of its file.</summary>
    /// <param name="number">Which; null for the one in use.</param>
    /// <returns>The version; <see cref="AssetIsExternal"/> or <see cref="VersionNotFound"/>.</returns>
    public Outcome<AssetVersion> Version(int? number) =>
        Kind is AssetKind.External ? new AssetIsExternal(Name)
        : (number is null ? Current() : Versions.FirstOrDefault(v => v.Number == number)) is { } version ? version
        : new VersionNotFound(number ?? 0);

    /// <summary>Its state.</summary>
    public Revision Revision() => Editions.Revision(Edition);

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language ?? Kernel.Language.Fallback, Name),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [AssetStore.ItemFacet] = [Item],
            [AssetStore.PersonFacet] = [.. Versions.Select(v => v.CreatedBy.Subject).Append(CreatedBy.Subject).Distinct()],
        },
        Numbers = new Dictionary<string, double> { [AssetStore.CreatedAtNumber] = CreatedAt.ToUnixTimeMilliseconds() },
    };
}

/// <summary>Where an asset is held.</summary>
public enum AssetKind
{
    /// <summary>Here, as a file.</summary>
    Internal,

    /// <summary>Elsewhere, behind a link.</summary>
    External,
}

/// <summary>The interlinker that an asset was made from, as it was then.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Which version of the entry.</param>
public sealed record AssetOrigin(string Id, LocalizedText Name, int Version);

/// <summary>One version of a file.</summary>
public sealed record AssetVersion
{
    /// <summary>Its number, from 1 without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>The name to save it under, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>Media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Hash of the content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Last segment of the blob's path: the number and something unique, so that two people at work on one version never write
    /// one blob.</summary>
    public required string Blob { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who added it.</summary>
    public required PersonReference CreatedBy { get; init; }

    /// <summary>The idempotency key of the request that made it; null when it had none.</summary>
    public string? MadeBy { get; init; }
}
