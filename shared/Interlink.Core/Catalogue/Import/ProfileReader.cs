using System.Text.Json;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads the problem profiles of a source; each stands for itself.</summary>
internal static class ProfileReader
{
    private const string Folder = "problemprofiles";
    private const int MaxIdLength = 100;

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name_translations", "description_translations", "functionality_translations",
    };

    /// <summary>Reads every profile and makes the good ones known to the index.</summary>
    public static List<ImportDraft> Read(SourceTree tree, ProfileIndex profiles, ImportLimits limits)
    {
        var drafts = new List<ImportDraft>();
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in tree.Below(Folder).Where(f => IsProfileFile(f.Name)))
        {
            var notes = new EntryNotes();
            var json = JsonDocuments.Read(tree, file, limits, notes);
            if (json is { ValueKind: JsonValueKind.Array } list)
            {
                drafts.AddRange(list.EnumerateArray().Select((item, index) =>
                    CatalogueParser.Guarded(ProblemProfile.Kind, $"{file.Path}#{index}", () => Read(item, $"{file.Path}#{index}", profiles,
                        seen))));
            }
            else if (json is { ValueKind: JsonValueKind.Object } single)
            {
                drafts.Add(Read(single, file.Path, profiles, seen));
            }
            else
            {
                notes.Reject("malformed_json", $"'{Shown.Of(file.Path)}' holds no list of problem profiles.");
                drafts.Add(new ImportDraft { Kind = ProblemProfile.Kind, Id = file.Name, Path = file.Path, Rejection = notes.Rejection });
            }
        }

        foreach (var profile in drafts.Select(d => d.Profile).OfType<ProblemProfile>())
        {
            profiles.Add(profile.Id);
        }

        return drafts;
    }

    private static bool IsProfileFile(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("schema.json", StringComparison.OrdinalIgnoreCase);

    private static ImportDraft Read(JsonElement item, string path, ProfileIndex profiles, Dictionary<string, string> seen)
    {
        var notes = new EntryNotes();
        var draft = new ImportDraft { Kind = ProblemProfile.Kind, Id = path[(path.LastIndexOf('/') + 1)..], Path = path };
        if (item.ValueKind == JsonValueKind.Object)
        {
            draft = Read(draft, new Fields(item, notes), profiles, seen);
        }
        else
        {
            notes.Reject("malformed_json", $"'{Shown.Of(path)}' is no JSON object.");
        }

        return notes.Rejection is null
            ? draft with { Warnings = notes.Warnings }
            : draft with { Warnings = notes.Warnings, Rejection = notes.Rejection, Profile = null };
    }

    private static ImportDraft Read(ImportDraft draft, Fields fields, ProfileIndex profiles, Dictionary<string, string> seen)
    {
        fields.WarnUnknown(Known);
        if (fields.Word("id") is not { } declared)
        {
            fields.Notes.Reject("id_missing", $"The problem profile at '{Shown.Of(draft.Path)}' has no id.");
            return draft;
        }

        if (declared.Length > MaxIdLength || declared.Any(c => !(char.IsAsciiLetterOrDigit(c) || "._-".Contains(c))))
        {
            fields.Notes.Reject("id_malformed",
                $"'{Shown.Of(declared)}' cannot be the id of a problem profile: letters, digits, dots, hyphens and underscores only.");
            return draft with { Id = Shown.Of(declared) };
        }

        if (!seen.TryAdd(declared, draft.Path))
        {
            fields.Notes.Reject("duplicate_id", $"The problem profile '{declared}' is declared already at '{Shown.Of(seen[declared])}'.");
            return draft with { Id = declared };
        }

        // Ids are stable: a profile that is stored keeps its spelling.
        var id = profiles.Stored(declared) ?? declared;
        if (id != declared)
        {
            fields.Notes.Warn("id_respelt", $"The problem profile '{declared}' is stored as '{id}'.", "id");
        }

        var profile = new ProblemProfile(id, fields.Names("name_translations"), fields.Prose("description_translations"),
            fields.Prose("functionality_translations"));
        if (profile.Name.IsEmpty)
        {
            fields.Notes.Warn("name_derived", $"The problem profile '{id}' has no name; its id is shown instead.", "name_translations");
            profile = profile with { Name = Kernel.LocalizedText.Of(Kernel.Language.Fallback, id) };
        }

        return draft with { Id = id, Profile = profile with { SourceHash = SourceHashes.Of(profile) } };
    }
}
