using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue;

/// <summary>A reusable building block of co-production: a document, a template, a tool or a service, with how to use it.</summary>
public sealed record Interlinker : ICatalogueEntry
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "interlinker";

    /// <summary>Stable id, unique in the tenant's catalogue: lower-case letters, digits and <c>_</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Knowledge or software, held here or elsewhere.</summary>
    public required InterlinkerNature Nature { get; init; }

    /// <summary>Whether people find it.</summary>
    public PublicationState State { get; init; } = PublicationState.Published;

    /// <summary>Counts the versions of this entry from 1; an import that changes nothing makes no version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What it helps with; markdown.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>A longer account; markdown.</summary>
    public LocalizedText Overview { get; init; } = LocalizedText.Empty;

    /// <summary>What to mind when using it; markdown.</summary>
    public LocalizedText Constraints { get; init; } = LocalizedText.Empty;

    /// <summary>Rules and standards that it follows; markdown.</summary>
    public LocalizedText Regulations { get; init; } = LocalizedText.Empty;

    /// <summary>How to use it; markdown. Languages whose instructions are a page elsewhere stand in <see cref="InstructionsLink"/>
    /// instead.</summary>
    public LocalizedText Instructions { get; init; } = LocalizedText.Empty;

    /// <summary>Addresses of instructions that are pages elsewhere, by language; http or https.</summary>
    public LocalizedText InstructionsLink { get; init; } = LocalizedText.Empty;

    /// <summary>Keywords by language code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tags { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Ids of the <see cref="ProblemProfile"/>s it answers to, in canonical spelling.</summary>
    public IReadOnlyList<string> ProblemProfiles { get; init; } = [];

    /// <summary>How much it asks of the people who use it.</summary>
    public Difficulty? Difficulty { get; init; }

    /// <summary>Under which terms it may be used.</summary>
    public Licence? Licence { get; init; }

    /// <summary>The form it has, as the catalogue format names it: <c>guidelines</c>, <c>document_template</c> …</summary>
    public string? Form { get; init; }

    /// <summary>For whom it is meant, as the catalogue format names them.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What it does to services, as the catalogue format names it: <c>enhancing_services</c> …</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>At which levels of government it applies: <c>eu</c>, <c>national</c>, <c>local</c>.</summary>
    public IReadOnlyList<string> AdministrativeScopes { get; init; } = [];

    /// <summary>Whether it serves sustainability.</summary>
    public bool IsSustainabilityRelated { get; init; }

    /// <summary>The languages in which it can really be used: of its template, its address, or else its name.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Its logo, if any.</summary>
    public CatalogueFile? Logo { get; init; }

    /// <summary>Pictures of it, in order.</summary>
    public IReadOnlyList<CatalogueFile> Snapshots { get; init; } = [];

    /// <summary>Knowledge held here: the template file by language code.</summary>
    public IReadOnlyDictionary<string, CatalogueFile> Templates { get; init; } = new Dictionary<string, CatalogueFile>();

    /// <summary>Held elsewhere: the address by language code; http or https.</summary>
    public LocalizedText ExternalUri { get; init; } = LocalizedText.Empty;

    /// <summary>The name that a resource made from it gets, by language; empty for the entry's own name.</summary>
    public LocalizedText AssetName { get; init; } = LocalizedText.Empty;

    /// <summary>Knowledge: the software interlinker that the original opens its template with.</summary>
    public string? EditedWith { get; init; }

    /// <summary>Software: how it is reached and what it can do; null for everything else.</summary>
    public SoftwareIntegration? Integration { get; init; }

    /// <summary>What people think of it; null until somebody rated it. Imports leave it alone.</summary>
    public RatingSummary? Rating { get; init; }

    public string SourceHash { get; init; } = "";

    public string? ImportedBy { get; init; }

    /// <summary>Whether a process can take it up: its template is here, its tool makes resources, or its address is known.</summary>
    [JsonIgnore]
    public bool IsInstantiable => Nature switch
    {
        InterlinkerNature.Knowledge => Templates.Count > 0,
        InterlinkerNature.Software => Integration?.Capabilities.Contains("instantiate") ?? false,
        _ => !ExternalUri.IsEmpty,
    };
}

/// <summary>The ratings of one thing, added up.</summary>
/// <param name="Average">Mean of the ratings, 1 to 5.</param>
/// <param name="Count">How many people rated it.</param>
public sealed record RatingSummary(double Average, int Count);

/// <summary>The four natures of an interlinker.</summary>
public enum InterlinkerNature
{
    /// <summary>Knowledge whose template file is held in this catalogue.</summary>
    Knowledge,

    /// <summary>Knowledge held elsewhere: a link.</summary>
    ExternalKnowledge,

    /// <summary>A tool that Interlink can make resources with.</summary>
    Software,

    /// <summary>A tool elsewhere: a link.</summary>
    ExternalSoftware,
}

/// <summary>Who finds a catalogue entry.</summary>
public enum PublicationState
{
    /// <summary>Curators only.</summary>
    Draft,

    /// <summary>Everybody in the tenant.</summary>
    Published,

    /// <summary>Nobody any more, except from where it was taken up.</summary>
    Retired,
}

/// <summary>How much an interlinker asks of its users, least first.</summary>
public enum Difficulty
{
    VeryEasy,
    Easy,
    Medium,
    Difficult,
    VeryDifficult,
}

/// <summary>The families of terms that the catalogue format knows.</summary>
public enum Licence
{
    PublicDomain,
    Permissive,
    Copyleft,
    NonCommercial,
    Proprietary,
}

/// <summary>A file of the catalogue. Its content lies in the blob store under its hash, so that equal files are kept once.</summary>
/// <param name="Name">The name to save it under, without folders.</param>
/// <param name="ContentType">Media type, told from the file itself.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash of the content, lower-case hexadecimal.</param>
public sealed record CatalogueFile(string Name, string ContentType, long Length, string Sha256);

/// <summary>How a software interlinker is reached.</summary>
public sealed record SoftwareIntegration
{
    /// <summary>The name of the service, as the catalogue format gives it.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>Host name; empty when the tenant's own installation is meant.</summary>
    public string Domain { get; init; } = "";

    /// <summary>First path segment of the tool.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether <see cref="Path"/> is a subdomain instead.</summary>
    public bool IsSubdomain { get; init; }

    /// <summary>Path of its asset interface, usually <c>/assets</c>.</summary>
    public string ApiPath { get; init; } = "";

    /// <summary><c>header</c> or <c>cookie</c>.</summary>
    public string AuthMethod { get; init; } = "";

    /// <summary>What it can do: <c>instantiate</c>, <c>view</c>, <c>clone</c>, <c>edit</c>, <c>delete</c>, <c>preview</c>, <c>download</c>,
    /// <c>open_in_modal</c>, <c>shortcut</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Words for the buttons, by capability.</summary>
    public IReadOnlyDictionary<string, LocalizedText> CapabilityTexts { get; init; } = new Dictionary<string, LocalizedText>();

    /// <summary>How the tool is offered: <c>saas</c>, <c>on_premise</c>, <c>installed_app</c>.</summary>
    public IReadOnlyList<string> SupportedBy { get; init; } = [];

    /// <summary>Whether its pages come in several languages.</summary>
    public bool SupportsInternationalization { get; init; }

    /// <summary>Whether its pages fit small screens.</summary>
    public bool IsResponsive { get; init; }
}
