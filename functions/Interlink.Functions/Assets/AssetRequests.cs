using System.ComponentModel.DataAnnotations;
using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Assets;

/// <summary>Which assets of a process to list.</summary>
public sealed record ListAssetsQuery : PagedQuery
{
    /// <summary>Only those of this tree item.</summary>
    [StringLength(200)]
    public string? Item { get; init; }
}

/// <summary>An asset to add: either an interlinker to take up, or a link with name and address.</summary>
/// <param name="InterlinkerId">The interlinker to take up.</param>
/// <param name="Language">The language it is wanted in; without it that of the process. Only with an interlinker.</param>
/// <param name="Name">How the link is called.</param>
/// <param name="Uri">Where the link leads; http or https.</param>
[Example("""{ "interlinkerId": "checklist", "language": "en" }""")]
public sealed record AddAssetRequest(
    [StringLength(200)] string? InterlinkerId = null,
    [LanguageCode] string? Language = null,
    [StringLength(AssetLimits.Name)] string? Name = null,
    [StringLength(AssetLimits.Uri)] string? Uri = null) : IValidatableObject
{
    /// <summary>Whether it is one or the other.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (InterlinkerId is not null && (Name is not null || Uri is not null))
        {
            yield return new ValidationResult("State either an interlinker, or a name and an address.", [nameof(InterlinkerId)]);
        }
        else if (InterlinkerId is null && Language is not null)
        {
            yield return new ValidationResult("A language can only be chosen for an interlinker.", [nameof(Language)]);
        }
    }
}

/// <summary>What to change of an asset: what is not stated stays.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Uri">Links: where it leads; http or https.</param>
public sealed record EditAssetRequest(
    [StringLength(AssetLimits.Name)] string? Name = null,
    [StringLength(AssetLimits.Uri)] string? Uri = null);

/// <summary>A new version of a file.</summary>
/// <param name="UploadId">The upload that holds it, complete.</param>
public sealed record AddVersionRequest([Required, StringLength(200)] string UploadId);

/// <summary>Which version of a file.</summary>
public sealed record ContentQuery
{
    /// <summary>Its number; without it the one in use.</summary>
    [Range(1, int.MaxValue)]
    public int? Version { get; init; }
}
