using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads one interlinker from its folder.</summary>
internal static class InterlinkerReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "problemprofiles", "is_sustainability_related", "name_translations", "description_translations",
        "constraints_and_limitations_translations",
        "regulations_and_standards_translations", "tags_translations", "difficulty", "licence", "instructions_translations", "targets",
        "types",
        "administrative_scopes", "domain", "process", "overview_text", "form", "format", "id", "type", "languages", "environments",
        "softwareinterlinker", "file_translations", "uri_translations", "logotype", "asset_name_translations", "supported_by",
        "supports_internationalization", "is_responsive", "integration",
    };

    /// <summary>Reads an entry whose nature is told by the folder above its own.</summary>
    /// <param name="folder">Its own folder, such as <c>interlinkers/knowledge/Interviews</c>.</param>
    public static ImportDraft Read(SourceTree tree, string folder, ProfileIndex profiles, ImportLimits limits)
    {
        var notes = new EntryNotes();
        var folderName = folder[(folder.LastIndexOf('/') + 1)..];
        var draft = new ImportDraft { Kind = Interlinker.Kind, Id = CanonicalId.Of(folderName), Path = folder };
        if (Nature(folder.Split('/')[^2]) is not { } nature)
        {
            notes.Reject("unknown_nature",
                $"'{Shown.Of(folder)}' lies in none of the folders knowledge, externalknowledge, software and externalsoftware.");
        }
        else if (!tree.TryFind($"{folder}/metadata.json", out var metadata))
        {
            notes.Reject("metadata_missing", $"'{Shown.Of(folder)}' has no metadata.json.");
        }
        else if (JsonDocuments.Read(tree, metadata, limits, notes) is { } json)
        {
            if (json.ValueKind == System.Text.Json.JsonValueKind.Object)
            {
                draft = Read(draft, new Fields(json, notes), nature, folderName, new EntryFiles(tree, folder, limits, notes), tree,
                    profiles);
            }
            else
            {
                notes.Reject("malformed_json", $"'{Shown.Of(metadata.Path)}' holds no JSON object.");
            }
        }

        return notes.Rejection is null
            ? draft with { Warnings = notes.Warnings }
            : draft with { Warnings = notes.Warnings, Rejection = notes.Rejection, Interlinker = null, Files = [] };
    }

    private static ImportDraft Read(
        ImportDraft draft, Fields fields, InterlinkerNature nature, string folderName, EntryFiles files, SourceTree tree,
        ProfileIndex profiles)
    {
        fields.WarnUnknown(Known);
        var id = CanonicalId.ForEntry(fields, folderName);
        var links = InstructionsReader.Read(fields, files, tree, draft.Path);
        var entry = new Interlinker
        {
            Id = id,
            Nature = nature,
            Name = Name(fields, folderName),
            Description = fields.Prose("description_translations"),
            Overview = fields.Prose("overview_text"),
            Constraints = fields.Prose("constraints_and_limitations_translations"),
            Regulations = fields.Prose("regulations_and_standards_translations"),
            Instructions = links.Texts,
            InstructionsLink = links.Addresses,
            Tags = fields.WordLists("tags_translations"),
            ProblemProfiles = profiles.Resolve(fields, "problemprofiles", $"The entry '{id}'"),
            Difficulty = Vocabulary.Value(fields, "difficulty", Vocabulary.Difficulties),
            Licence = Vocabulary.Value(fields, "licence", Vocabulary.Licences),
            Form = Vocabulary.One(fields, "form", Vocabulary.Forms),
            Targets = Vocabulary.Many(fields, "targets", Vocabulary.Targets),
            Types = Vocabulary.Many(fields, "types", Vocabulary.Types),
            AdministrativeScopes = Vocabulary.Many(fields, "administrative_scopes", Vocabulary.AdministrativeScopes),
            IsSustainabilityRelated = fields.Flag("is_sustainability_related"),
            Logo = Pictures.Logo(fields, files, tree, draft.Path),
            Snapshots = Pictures.Snapshots(files, tree, draft.Path, fields.Notes),
            AssetName = fields.Names("asset_name_translations"),
            EditedWith = Vocabulary.One(fields, "softwareinterlinker", Vocabulary.SoftwareInterlinkers),
        };
        entry = OfNature(entry, fields, files);
        entry = entry with { Languages = Languages(entry) };
        WarnDisagreements(entry, fields);
        return draft with { Id = id, Interlinker = entry with { SourceHash = SourceHashes.Of(entry) }, Files = files.Taken };
    }

    private static Interlinker OfNature(Interlinker entry, Fields fields, EntryFiles files)
    {
        switch (entry.Nature)
        {
            case InterlinkerNature.Knowledge:
                var templates = Templates(fields, files);
                if (templates.Count == 0)
                {
                    fields.Notes.Warn("not_instantiable",
                        "The entry has no template file: it can be read, but nothing can be made from it.", "file_translations");
                }

                return entry with { Templates = templates };
            case InterlinkerNature.Software:
                var integration = IntegrationReader.Read(fields);
                return entry with { Integration = integration };
            default:
                var addresses = fields.Texts("uri_translations", text => text.Trim());
                var safe = Addresses.Safe(addresses, "uri_translations", fields.Notes);
                if (safe.IsEmpty)
                {
                    fields.Notes.Warn("address_missing", "The entry lies elsewhere and gives no address: nothing can be opened.",
                        "uri_translations");
                }

                return entry with { ExternalUri = safe };
        }
    }

    private static LocalizedText Name(Fields fields, string folderName)
    {
        var name = fields.Names("name_translations");
        if (!name.IsEmpty)
        {
            return name;
        }

        var derived = folderName.Replace('-', ' ').Replace('_', ' ').Trim();
        fields.Notes.Warn("name_derived", $"The entry has no name; '{Shown.Of(derived)}' was derived from its folder.",
            "name_translations");
        return LocalizedText.Of(Language.Fallback, derived.Length > 0 ? derived : folderName);
    }

    private static SortedDictionary<string, CatalogueFile> Templates(Fields fields, EntryFiles files)
    {
        var templates = new SortedDictionary<string, CatalogueFile>(StringComparer.Ordinal);
        var format = Vocabulary.One(fields, "format", Vocabulary.Formats);
        foreach (var (language, path) in fields.Texts("file_translations", text => text.Trim()).Translations)
        {
            var field = $"file_translations.{language}";
            if (Addresses.IsWeb(path))
            {
                fields.Notes.Warn("template_elsewhere", $"The template '{Shown.Of(path)}' is an address, not a file of the source.", field);
            }
            else if (files.Find(path, "template", field) is { } file && files.Take(file, "template", field) is { } taken)
            {
                templates[language] = taken;
                WarnFormat(fields, format, taken, field);
            }
        }

        return templates;
    }

    private static void WarnFormat(Fields fields, string? declared, CatalogueFile file, string field)
    {
        var isPdf = file.ContentType == "application/pdf";
        var isOpen = file.ContentType.Contains("opendocument", StringComparison.Ordinal);
        var agrees = declared switch
        {
            "pdf" => isPdf,
            "open_document" => isOpen,
            "editable_source_document" => !isPdf && !MediaTypes.IsPicture(file.ContentType),
            _ => true,
        };
        if (!agrees)
        {
            fields.Notes.Warn("format_disagrees",
                $"The format says '{declared}', but '{file.Name}' is {file.ContentType}; the file is believed.", field);
        }
    }

    private static IReadOnlyList<string> Languages(Interlinker entry) => entry switch
    {
        { Templates.Count: > 0 } => [.. entry.Templates.Keys],
        { ExternalUri.IsEmpty: false } => [.. entry.ExternalUri.Translations.Keys],
        _ => [.. entry.Name.Translations.Keys],
    };

    private static void WarnDisagreements(Interlinker entry, Fields fields)
    {
        var missing = fields.Words("languages").Where(l => !entry.Name.Translations.ContainsKey(l)
            || !entry.Description.Translations.ContainsKey(l)).ToList();
        if (missing.Count > 0)
        {
            fields.Notes.Warn("language_missing",
                $"The entry claims {Shown.Of(string.Join(", ", missing))}, but its name or description lacks it.", "languages");
        }

        var isKnowledge = entry.Nature is InterlinkerNature.Knowledge or InterlinkerNature.ExternalKnowledge;
        if (fields.Word("type") is { } type && !type.Contains(isKnowledge ? "knowledge" : "software", StringComparison.OrdinalIgnoreCase))
        {
            fields.Notes.Warn("type_disagrees", $"The type says '{Shown.Of(type)}'; the folder is believed.", "type");
        }

        if (!entry.Name.Translations.ContainsKey(Language.Fallback))
        {
            fields.Notes.Warn("english_missing", "The name has no English to fall back to.", "name_translations");
        }
    }

    private static InterlinkerNature? Nature(string folder) => CanonicalId.Of(folder).Replace("_", "", StringComparison.Ordinal) switch
    {
        "knowledge" => InterlinkerNature.Knowledge,
        "externalknowledge" => InterlinkerNature.ExternalKnowledge,
        "software" or "sofware" => InterlinkerNature.Software,
        "externalsoftware" or "externalsofware" => InterlinkerNature.ExternalSoftware,
        _ => null,
    };
}
