using System.Text;
using System.Text.Json.Nodes;
using Interlink.Core.Catalogue.Import;
using Interlink.Testing;

namespace Interlink.Core.Tests.Catalogue;

/// <summary>Catalogue sources made of texts, and what the parser says of them.</summary>
internal static class Sources
{
    public const string Instructions = "Read this first.\n";

    /// <summary>The made-up catalogue, parsed.</summary>
    public static IReadOnlyList<ImportDraft> Sample()
    {
        using var tree = ZipSourceTree.OpenZip(SampleCatalogue.Zip(), new ImportLimits()).Value;
        return CatalogueParser.Parse(tree, [], new ImportLimits());
    }

    public static ImportDraft The(this IEnumerable<ImportDraft> drafts, string pathEnd) => drafts.Single(d => d.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    public static IEnumerable<string> Codes(this ImportDraft draft) => draft.Warnings.Select(w => w.Code);

    /// <summary>Parses files given as texts.</summary>
    public static IReadOnlyList<ImportDraft> Parse(params (string Path, string Content)[] files) => Parse(new ImportLimits(), files);

    public static IReadOnlyList<ImportDraft> Parse(ImportLimits limits, params (string Path, string Content)[] files)
    {
        using var tree = new TextTree(files);
        return CatalogueParser.Parse(tree, ["STORED_PROBLEM_1"], limits);
    }

    /// <summary>Parses one knowledge interlinker made by changing a good one.</summary>
    public static ImportDraft ParseEntry(Action<JsonObject> change, params (string Path, string Content)[] more) =>
        Parse([("interlinkers/knowledge/Entry/metadata.json", Entry(change)), ("interlinkers/knowledge/Entry/instructions.md", Instructions),
            ("interlinkers/knowledge/Entry/form.txt", "Fill me in."), .. more]).The("knowledge/Entry");

    public static string Entry(Action<JsonObject> change)
    {
        var entry = new JsonObject
        {
            ["id"] = "entry",
            ["name_translations"] = new JsonObject { ["en"] = "Entry" },
            ["description_translations"] = new JsonObject { ["en"] = "An entry." },
            ["problemprofiles"] = new JsonArray(),
            ["instructions_translations"] = new JsonObject { ["en"] = "./interlinkers/knowledge/Entry/instructions.md" },
            ["file_translations"] = new JsonObject { ["en"] = "./interlinkers/knowledge/Entry/form.txt" },
        };
        change(entry);
        return entry.ToJsonString();
    }

    /// <summary>Parses one schema of one phase whose tasks wait for each other as told: <c>"b after a"</c>.</summary>
    public static ImportDraft ParseTasks(params string[] tasks)
    {
        var nodes = tasks.Select(t => t.Split(" after ")).Select(t => Node(t[0], t.Length > 1 ? t[1].Split(',') : []));
        return ParsePhases(("one", Node("p", [], ("objectives", new JsonArray(Node("o", [], ("tasks", new JsonArray([.. nodes]))))))));
    }

    public static ImportDraft ParsePhases(params (string File, JsonNode Phase)[] phases) =>
        Parse([("schemas/s/metadata.json", """{"id":"s","name_translations":{"en":"S"}}"""),
            .. phases.Select(p => ($"schemas/s/phases/{p.File}.json", p.Phase.ToJsonString()))]).The("schemas/s");

    public static JsonObject Node(string id, string[] after, params (string Name, JsonNode? Value)[] more)
    {
        var node = new JsonObject
        {
            ["id"] = id,
            ["name_translations"] = new JsonObject { ["en"] = id.ToUpperInvariant() },
            ["prerequisites"] = new JsonArray([.. after.Select(a => new JsonObject { ["item"] = a, ["type"] = "previous" })]),
        };
        foreach (var (name, value) in more)
        {
            node[name] = value;
        }

        return node;
    }

    private sealed class TextTree(IReadOnlyList<(string Path, string Content)> files)
        : SourceTree(files.Select(f => new SourceFile(f.Path, Encoding.UTF8.GetByteCount(f.Content))))
    {
        public override Stream Open(SourceFile file) => new MemoryStream(Encoding.UTF8.GetBytes(files.First(f => f.Path == file.Path).Content));
    }
}
