using System.Text.Json;

namespace Interlink.Core.Catalogue.Import;

/// <summary>A phase, objective or task as read, before its references were resolved and its place was found.</summary>
internal sealed class SchemaNode(SchemaItem item, SchemaNode? parent, string path)
{
    /// <summary>The item without prerequisites and children.</summary>
    public SchemaItem Item => item;

    /// <summary>The item above.</summary>
    public SchemaNode? Parent => parent;

    /// <summary>Where it stands in the source.</summary>
    public string Path => path;

    /// <summary>The items below, in file order.</summary>
    public List<SchemaNode> Children { get; } = [];

    /// <summary>The prerequisites as written.</summary>
    public List<string> Written { get; } = [];

    /// <summary>The prerequisites.</summary>
    public List<SchemaNode> Prerequisites { get; } = [];

    /// <summary>The node itself and everything below it, depth first.</summary>
    public IEnumerable<SchemaNode> All => Children.SelectMany(c => c.All).Prepend(this);
}

/// <summary>Reads the nodes of one phase file.</summary>
internal sealed class SchemaNodeReader(ProfileIndex profiles, string owner)
{
    private static readonly string[] Below = ["objectives", "tasks"];
    private static readonly string[] Words = ["phase", "objective", "task"];

    private static readonly HashSet<string>[] Known =
    [
        new(StringComparer.Ordinal)
        {
            "id", "prerequisites", "name_translations", "description_translations", "objectives", "is_part_of_codelivery",
        },
        new(StringComparer.Ordinal) { "id", "prerequisites", "name_translations", "description_translations", "problemprofiles", "tasks" },
        new(StringComparer.Ordinal) { "id", "prerequisites", "name_translations", "description_translations", "problemprofiles" },
    ];

    private static readonly HashSet<string> PrerequisiteKinds = new(StringComparer.OrdinalIgnoreCase) { "finished", "previous" };

    /// <summary>How many nodes list their prerequisites as an array, which the published form does not.</summary>
    public int ArrayShapes { get; private set; }

    /// <summary>Reads a phase with everything below it.</summary>
    public SchemaNode Read(Fields fields, string path) => Read(fields, null, 0, path);

    private SchemaNode Read(Fields fields, SchemaNode? parent, int depth, string path)
    {
        fields.WarnUnknown(Known[depth]);
        var name = fields.Names("name_translations");
        var id = fields.Word("id") ?? Derived(fields, name.In(Kernel.Language.Fallback)?.Text, Words[depth], path);
        if (name.IsEmpty)
        {
            fields.Notes.Warn("name_derived", $"The {Words[depth]} '{Shown.Of(id)}' has no name; its id is shown instead.",
                fields.PathOf("name_translations"));
            name = Kernel.LocalizedText.Of(Kernel.Language.Fallback, id);
        }

        var node = new SchemaNode(
            new SchemaItem
            {
                Id = id,
                Name = name,
                Description = fields.Prose("description_translations"),
                ProblemProfiles = depth == 0 ? [] : profiles.Resolve(fields, "problemprofiles",
                    $"The {Words[depth]} '{Shown.Of(id)}' of {owner}"),
                IsPartOfCodelivery = depth == 0 && fields.Flag("is_part_of_codelivery"),
            },
            parent,
            path);
        node.Written.AddRange(Prerequisites(fields).Distinct(StringComparer.Ordinal));
        if (depth < Below.Length)
        {
            node.Children.AddRange(fields.Objects(Below[depth]).Select(child => Read(child, node, depth + 1, path)));
        }

        return node;
    }

    private static string Derived(Fields fields, string? name, string word, string path)
    {
        var id = $"{word}-{CanonicalId.Of(name ?? System.IO.Path.GetFileNameWithoutExtension(path))}";
        fields.Notes.Warn("id_derived", $"A {word} in '{Shown.Of(path)}' has no id; '{id}' was derived from its name.",
            fields.PathOf("id"));
        return id;
    }

    // Published: an object, either { "item": id, … } or { id: status }. Stored: an array of { "item": id, … } or of ids.
    private List<string> Prerequisites(Fields fields)
    {
        switch (fields.Raw("prerequisites"))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.Object }:
                var published = fields.Object("prerequisites")!;
                return published.Raw("item") is not null ? One(published) : [.. published.Names()];
            case { ValueKind: JsonValueKind.Array } list:
                ArrayShapes++;
                return
                [
                    .. list.EnumerateArray().SelectMany((item, index) => item.ValueKind == JsonValueKind.Object
                        ? One(new Fields(item, fields.Notes, $"{fields.PathOf("prerequisites")}[{index}]."))
                        : fields.Text(item, "prerequisites") is { } id ? [id.Trim()] : []),
                ];
            default:
                return fields.Words("prerequisites");
        }
    }

    private static List<string> One(Fields prerequisite)
    {
        foreach (var name in prerequisite.Names().Where(n => n is "status" or "type"))
        {
            if (prerequisite.Word(name) is { } kind && !PrerequisiteKinds.Contains(kind))
            {
                prerequisite.Notes.Warn("unknown_value",
                    $"'{Shown.Of(kind)}' says nothing about a prerequisite; it must be finished before.", prerequisite.PathOf(name));
            }
        }

        return prerequisite.Word("item") is { } item ? [item] : [];
    }
}
