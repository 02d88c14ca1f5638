using Interlink.Core.Catalogue.Markup;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue;

/// <summary>A problem profile as shown with what refers to it.</summary>
public sealed record ProblemProfileReference(string Id, Localized Name);

/// <summary>An interlinker as shown in lists.</summary>
/// <param name="Description">The beginning of the description, plain text.</param>
/// <param name="Languages">The languages in which it can really be used.</param>
/// <param name="Logo">Path of the logo on this host.</param>
/// <param name="Instantiable">Whether a process can take it up.</param>
public sealed record InterlinkerSummary(
    string Id,
    InterlinkerNature Nature,
    Localized Name,
    Localized? Description,
    Difficulty? Difficulty,
    Licence? Licence,
    string? Form,
    IReadOnlyList<string> Languages,
    string? Logo,
    bool Instantiable,
    IReadOnlyList<ProblemProfileReference> ProblemProfiles,
    RatingSummary? Rating)
{
    private const int ExcerptLength = 280;

    /// <summary>Shows an interlinker to a reader.</summary>
    /// <param name="profiles">At least the profiles that it refers to, by id.</param>
    public static InterlinkerSummary Of(Interlinker entry, string language, IReadOnlyDictionary<string, ProblemProfile> profiles) => new(
        entry.Id,
        entry.Nature,
        entry.Name.In(language) ?? new Localized(entry.Id, Language.Fallback, language != Language.Fallback),
        entry.Description.In(language) is { } d
            ? d with { Text = MarkdownText.Excerpt(MarkdownText.ToPlain(d.Text), ExcerptLength) }
            : null,
        entry.Difficulty,
        entry.Licence,
        entry.Form,
        entry.Languages,
        entry.Logo is { } logo ? CataloguePaths.File(logo) : null,
        entry.IsInstantiable,
        References(entry.ProblemProfiles, language, profiles),
        entry.Rating);

    internal static IReadOnlyList<ProblemProfileReference> References(
        IEnumerable<string> ids, string language, IReadOnlyDictionary<string, ProblemProfile> profiles) =>
    [
        .. ids.Select(id => new ProblemProfileReference(
            id, profiles.GetValueOrDefault(id)?.Name.In(language) ?? new Localized(id, Language.Fallback, language != Language.Fallback))),
    ];
}

/// <summary>An interlinker as shown on its own page.</summary>
public sealed record InterlinkerView(
    string Id,
    InterlinkerNature Nature,
    Localized Name,
    Localized? Description,
    Difficulty? Difficulty,
    Licence? Licence,
    string? Form,
    IReadOnlyList<string> Languages,
    string? Logo,
    bool Instantiable,
    IReadOnlyList<ProblemProfileReference> ProblemProfiles,
    RatingSummary? Rating)
{
    /// <summary>What it helps with; markdown without HTML.</summary>
    public Localized? DescriptionMarkdown { get; init; }

    /// <summary>A longer account; markdown without HTML.</summary>
    public Localized? Overview { get; init; }

    /// <summary>What to mind; markdown without HTML.</summary>
    public Localized? Constraints { get; init; }

    /// <summary>Rules and standards that it follows; markdown without HTML.</summary>
    public Localized? Regulations { get; init; }

    /// <summary>How to use it; markdown without HTML.</summary>
    public Localized? Instructions { get; init; }

    /// <summary>A page elsewhere on how to use it; http or https.</summary>
    public Localized? InstructionsLink { get; init; }

    /// <summary>Keywords in the reader's language, else in English.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public required IReadOnlyList<string> Types { get; init; }

    public required IReadOnlyList<string> AdministrativeScopes { get; init; }

    public bool IsSustainabilityRelated { get; init; }

    public required IReadOnlyList<PictureView> Snapshots { get; init; }

    public required IReadOnlyList<TemplateView> Templates { get; init; }

    /// <summary>Where it lies when it is held elsewhere; http or https.</summary>
    public Localized? ExternalUri { get; init; }

    /// <summary>Software: how it is reached.</summary>
    public IntegrationView? Integration { get; init; }

    /// <summary>Counts the versions from 1.</summary>
    public int Version { get; init; }

    /// <summary>Shows an interlinker to a reader.</summary>
    /// <param name="profiles">At least the profiles that it refers to, by id.</param>
    public static InterlinkerView Of(Interlinker entry, string language, IReadOnlyDictionary<string, ProblemProfile> profiles)
    {
        var s = InterlinkerSummary.Of(entry, language, profiles);
        return new InterlinkerView(s.Id, s.Nature, s.Name, s.Description, s.Difficulty, s.Licence, s.Form, s.Languages, s.Logo,
            s.Instantiable, s.ProblemProfiles, s.Rating)
        {
            DescriptionMarkdown = entry.Description.In(language),
            Overview = entry.Overview.In(language),
            Constraints = entry.Constraints.In(language),
            Regulations = entry.Regulations.In(language),
            Instructions = entry.Instructions.In(language),
            InstructionsLink = entry.InstructionsLink.In(language),
            Tags = CataloguePaths.Words(entry.Tags, language),
            Targets = entry.Targets,
            Types = entry.Types,
            AdministrativeScopes = entry.AdministrativeScopes,
            IsSustainabilityRelated = entry.IsSustainabilityRelated,
            Snapshots = [.. entry.Snapshots.Select(f => new PictureView(CataloguePaths.File(f), f.Name))],
            Templates = [.. entry.Templates.Select(t => new TemplateView(t.Key, t.Value.Name, t.Value.ContentType, t.Value.Length,
                CataloguePaths.File(t.Value)))],
            ExternalUri = entry.ExternalUri.In(language),
            Integration = entry.Integration is { } i ? new IntegrationView(i.ServiceName, i.Capabilities) : null,
            Version = entry.Version,
        };
    }
}

/// <summary>A picture.</summary>
/// <param name="Url">Its path on this host.</param>
public sealed record PictureView(string Url, string Name);

/// <summary>A template file.</summary>
/// <param name="Url">Its path on this host.</param>
public sealed record TemplateView(string Language, string Name, string ContentType, long Length, string Url);

/// <summary>How a software interlinker is reached.</summary>
public sealed record IntegrationView(string ServiceName, IReadOnlyList<string> Capabilities);

/// <summary>Paths and words that several views share.</summary>
internal static class CataloguePaths
{
    /// <summary>The path of a file on this host; the same for ever for the same content.</summary>
    public static string File(CatalogueFile file) => $"/api/catalogue/files/{file.Sha256}/{Uri.EscapeDataString(file.Name)}";

    /// <summary>Keywords for a reader: in their language, else English, else any.</summary>
    public static IReadOnlyList<string> Words(IReadOnlyDictionary<string, IReadOnlyList<string>> words, string language) =>
        words.GetValueOrDefault(language) ?? words.GetValueOrDefault(Language.Fallback) ?? words.Values.FirstOrDefault() ?? [];
}
