using System.Text.Json;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tests.Recommendation;

/// <summary>A whole catalogue as recommendation sees it: what each entry answers, and what the items of each schema ask.</summary>
internal sealed record CatalogueAtHand(
    IReadOnlyList<Interlinker> Entries, IReadOnlyList<string> Profiles, IReadOnlyList<(string Schema, IReadOnlyList<SchemaItem> Phases)> Schemas)
{
    /// <summary>Reads a catalogue folder, if this machine has one; see the guide for contributors.</summary>
    public static CatalogueAtHand? FromFolder()
    {
        var folder = Environment.GetEnvironmentVariable("INTERLINK_SAMPLE_CATALOGUE") ?? Beside("shared", "data", "interlink-catalogue");
        return folder is null || !Directory.Exists(folder) ? null : Read(folder);
    }

    private static string? Beside(params string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "global.json")))
                return at.Parent is null ? null : Path.Combine([at.Parent.FullName, .. path]);
        }

        return null;
    }

    private static CatalogueAtHand Read(string folder)
    {
        var profiles = Load(Path.Combine(folder, "problemprofiles", "problemprofiles.json")).EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
        var canonical = profiles.ToDictionary(p => p, StringComparer.OrdinalIgnoreCase);
        var entries = Directory.GetFiles(Path.Combine(folder, "interlinkers"), "metadata.json", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Length == 4)
            .Select(f => ReadEntry(Path.GetFileName(Path.GetDirectoryName(f))!.ToLowerInvariant(), Load(f), canonical)).ToList();
        var schemas = Directory.GetDirectories(Path.Combine(folder, "schemas")).Order().Select(s => (Path.GetFileName(s), (IReadOnlyList<SchemaItem>)[.. Directory
            .GetFiles(Path.Combine(s, "phases"), "*.json").Order().Select(f => ReadItem(Load(f), canonical))])).ToList();
        return new CatalogueAtHand(entries, profiles, schemas);
    }

    private static Interlinker ReadEntry(string id, JsonElement metadata, Dictionary<string, string> canonical) => new()
    {
        Id = id,
        Nature = metadata.TryGetProperty("uri_translations", out _) ? InterlinkerNature.ExternalSoftware : InterlinkerNature.Knowledge,
        Name = ReadText(metadata, "name_translations"),
        Languages = [.. ReadText(metadata, "name_translations").Translations.Keys],
        ProblemProfiles = ReadProfiles(metadata, canonical),
    };

    private static SchemaItem ReadItem(JsonElement node, Dictionary<string, string> canonical) => new()
    {
        Id = node.GetProperty("id").GetString()!,
        Name = ReadText(node, "name_translations"),
        ProblemProfiles = ReadProfiles(node, canonical),
        Items = [.. new[] { "objectives", "tasks" }.Where(n => node.TryGetProperty(n, out _))
            .SelectMany(n => node.GetProperty(n).EnumerateArray()).Select(n => ReadItem(n, canonical))],
    };

    private static LocalizedText ReadText(JsonElement node, string name) => LocalizedText.Of(
        node.GetProperty(name).EnumerateObject().Select(t => KeyValuePair.Create(t.Name, t.Value.GetString() ?? "")));

    private static List<string> ReadProfiles(JsonElement node, Dictionary<string, string> canonical) =>
        node.TryGetProperty("problemprofiles", out var profiles) ? [.. profiles.EnumerateArray().Select(p => canonical[p.GetString()!]).Distinct()] : [];

    private static JsonElement Load(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
}
