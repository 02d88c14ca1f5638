using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads one co-production schema from its folder.</summary>
internal static class SchemaReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name_translations", "description_translations", "tags_translations", "author", "licence", "languages", "environments",
    };

    /// <summary>Reads the metadata and every phase; one bad phase rejects the schema.</summary>
    /// <param name="folder">Its own folder, such as <c>schemas/default</c>.</param>
    public static ImportDraft Read(SourceTree tree, string folder, ProfileIndex profiles, ImportLimits limits)
    {
        var notes = new EntryNotes();
        var folderName = folder[(folder.LastIndexOf('/') + 1)..];
        var draft = new ImportDraft { Kind = CoproductionSchema.Kind, Id = CanonicalId.Of(folderName), Path = folder };
        if (!tree.TryFind($"{folder}/metadata.json", out var metadata))
        {
            notes.Reject("metadata_missing", $"'{Shown.Of(folder)}' has no metadata.json.");
        }
        else if (JsonDocuments.Read(tree, metadata, limits, notes) is { } json)
        {
            if (json.ValueKind == JsonValueKind.Object)
            {
                draft = Read(draft, new Fields(json, notes), folderName, tree, profiles, limits);
            }
            else
            {
                notes.Reject("malformed_json", $"'{Shown.Of(metadata.Path)}' holds no JSON object.");
            }
        }

        return notes.Rejection is null
            ? draft with { Warnings = notes.Warnings }
            : draft with { Warnings = notes.Warnings, Rejection = notes.Rejection, Schema = null };
    }

    private static ImportDraft Read(ImportDraft draft, Fields fields, string folderName, SourceTree tree, ProfileIndex profiles,
        ImportLimits limits)
    {
        fields.WarnUnknown(Known);
        var id = CanonicalId.ForEntry(fields, folderName);
        var name = fields.Names("name_translations");
        if (name.IsEmpty)
        {
            fields.Notes.Warn("name_derived", $"The schema has no name; '{Shown.Of(folderName)}' was derived from its folder.",
                "name_translations");
            name = LocalizedText.Of(Language.Fallback, folderName);
        }

        var phases = Phases(tree, draft.Path, new SchemaNodeReader(profiles, $"the schema '{id}'"), limits, fields.Notes);
        var schema = new CoproductionSchema
        {
            Id = id,
            Name = name,
            Description = fields.Prose("description_translations"),
            Tags = fields.WordLists("tags_translations"),
            Author = fields.Word("author") ?? "",
            Licence = Vocabulary.Value(fields, "licence", Vocabulary.Licences),
            Phases = phases,
        };
        WarnLanguages(schema, fields);
        return draft with { Id = id, Schema = schema with { SourceHash = SourceHashes.Of(schema) } };
    }

    private static List<SchemaItem> Phases(SourceTree tree, string folder, SchemaNodeReader reader, ImportLimits limits, EntryNotes notes)
    {
        var phases = new List<SchemaNode>();
        foreach (var file in tree.Below($"{folder}/phases").Where(f => f.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            var json = JsonDocuments.Read(tree, file, limits, notes);
            if (json is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } content)
            {
                var items = content.ValueKind == JsonValueKind.Array ? content.EnumerateArray()
                    .Where(i => i.ValueKind == JsonValueKind.Object) : [content];
                phases.AddRange(items.Select(i => reader.Read(new Fields(i, notes, $"phases/{file.Name}:"), file.Path)));
            }
            else
            {
                notes.Reject("malformed_json", $"'{Shown.Of(file.Path)}' holds no phase.");
            }
        }

        var all = phases.SelectMany(p => p.All).ToList();
        if (phases.Count == 0)
        {
            notes.Reject("no_phases", $"The schema '{Shown.Of(folder)}' has no phases.");
        }
        else if (all.Count > limits.MaxSchemaItems)
        {
            notes.Reject("too_many_items",
                $"The schema '{Shown.Of(folder)}' has {all.Count} items; at most {limits.MaxSchemaItems} are allowed.");
        }

        if (reader.ArrayShapes > 0)
        {
            notes.Warn("prerequisites_shape",
                $"{reader.ArrayShapes} items list their prerequisites as an array; the published form is an object. Both are read.",
                "prerequisites");
        }

        return notes.Rejection is null && Resolve(all, notes) && IsAcyclic(phases, notes)
            ? [.. SchemaGraph.Order(phases).Select(Assemble)]
            : [];
    }

    private static bool Resolve(List<SchemaNode> all, EntryNotes notes)
    {
        var byId = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var node in all)
        {
            if (!byId.TryAdd(node.Item.Id, node))
            {
                notes.Reject("duplicate_id",
                    $"The id '{Shown.Of(node.Item.Id)}' occurs in '{Shown.Of(byId[node.Item.Id].Path)}' and again in '{Shown.Of(node.Path)}'.");
            }
        }

        var byForm = all.GroupBy(n => CanonicalId.Of(n.Item.Id)).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First(),
            StringComparer.Ordinal);
        foreach (var node in all)
        {
            foreach (var written in node.Written)
            {
                if (byId.TryGetValue(written, out var prerequisite))
                {
                    node.Prerequisites.Add(prerequisite);
                }
                else if (byForm.TryGetValue(CanonicalId.Of(written), out prerequisite))
                {
                    notes.Warn("prerequisite_respelt",
                        $"The prerequisite '{Shown.Of(written)}' of '{Shown.Of(node.Item.Id)}' was read as '{prerequisite.Item.Id}'.",
                        "prerequisites");
                    node.Prerequisites.Add(prerequisite);
                }
                else
                {
                    notes.Reject("unknown_prerequisite",
                        $"'{Shown.Of(node.Item.Id)}' in '{Shown.Of(node.Path)}' waits for '{Shown.Of(written)}', which does not exist.");
                }
            }
        }

        return notes.Rejection is null;
    }

    private static bool IsAcyclic(List<SchemaNode> phases, EntryNotes notes)
    {
        var cycle = SchemaGraph.FindCycle(phases);
        if (cycle.Count > 0)
        {
            notes.Reject("prerequisite_cycle",
                $"Items wait for each other in a circle: {string.Join(" → ", cycle.Take(20).Select(Shown.Of))}.");
        }

        return cycle.Count == 0;
    }

    private static SchemaItem Assemble(SchemaNode node) => node.Item with
    {
        Prerequisites = [.. node.Prerequisites.Select(p => p.Item.Id).Distinct()],
        Items = [.. SchemaGraph.Order(node.Children).Select(Assemble)],
    };

    private static void WarnLanguages(CoproductionSchema schema, Fields fields)
    {
        var missing = fields.Words("languages").Where(l => !schema.Name.Translations.ContainsKey(l)).ToList();
        if (missing.Count > 0)
        {
            fields.Notes.Warn("language_missing", $"The schema claims {Shown.Of(string.Join(", ", missing))}, but its name lacks it.",
                "languages");
        }
    }
}
