using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

public sealed partial class ProcessTree
{
    /// <summary>Makes the tree of a process from a schema: every item copied under an id of its own, prerequisites pointing at the copies,
    /// siblings in an order that respects them, texts in the language of the process or, marked, in English or whatever there is.</summary>
    /// <returns>The tree, or <see cref="SchemaUnusable"/> naming the offender.</returns>
    public static Outcome<ProcessTree> From(CoproductionSchema schema, string language, IIds ids)
    {
        var flat = Flatten(schema.Phases, 0).ToList();
        if (Fault(flat) is { } fault)
        {
            return new SchemaUnusable(schema.Id, fault);
        }

        var copies = flat.ToDictionary(i => i.Item.Id, _ => ids.New(), StringComparer.Ordinal);
        return new ProcessTree([.. Copy(schema.Phases, null, TreeItemType.Phase)]);

        IEnumerable<TreeItem> Copy(IReadOnlyList<SchemaItem> siblings, string? parent, TreeItemType type) =>
            PrerequisiteGraph.Order(siblings, i => i.Id, i => i.Prerequisites).SelectMany(item => Copy(item.Items, copies[item.Id], type + 1)
                .Prepend(CopyOf(item, type, language) with
                {
                    Id = copies[item.Id],
                    Parent = parent,
                    Prerequisites = [.. item.Prerequisites.Distinct(StringComparer.Ordinal).Select(p => copies[p])],
                    FromSchema = schema.Id,
                }));
    }

    private static TreeItem CopyOf(SchemaItem item, TreeItemType type, string language)
    {
        var name = item.Name.In(language) ?? new Localized(item.Id, Language.Fallback, true);
        return new TreeItem
        {
            Id = item.Id,
            Type = type,
            Name = name.Text,
            Language = name.Language,
            Untranslated = name.Fallback,
            Description = item.Description.In(language),
            ProblemProfiles = [.. item.ProblemProfiles.Distinct(StringComparer.OrdinalIgnoreCase)],
            IsPartOfCodelivery = type is TreeItemType.Phase ? item.IsPartOfCodelivery : null,
            FromItem = item.Id,
        };
    }

    /// <summary>What makes the items unfit for a tree, in words; null when nothing does.</summary>
    private static string? Fault(List<(SchemaItem Item, int Depth)> flat)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return flat.Count is 0 ? "It has no phases."
            : flat.Count > MaxItems ? $"It has more than {MaxItems} items."
            : flat.FirstOrDefault(i => i.Depth > (int)TreeItemType.Task).Item is { } deep ? $"'{deep.Id}' lies below a task."
            : flat.FirstOrDefault(i => !known.Add(i.Item.Id)).Item is { } twin ? $"'{twin.Id}' occurs twice."
            : flat.SelectMany(i => i.Item.Prerequisites).FirstOrDefault(p => !known.Contains(p)) is { } lost
                ? $"There is no item '{lost}' that could be a prerequisite."
            : PrerequisiteGraph.FindCycle(flat.Select(i => (i.Item.Id, i.Item.Prerequisites))) is { } cycle
                ? $"Prerequisites go round in a circle: {string.Join(" → ", cycle)}."
            : null;
    }

    private static IEnumerable<(SchemaItem Item, int Depth)> Flatten(IEnumerable<SchemaItem> items, int depth) =>
        items.SelectMany(i => Flatten(i.Items, depth + 1).Prepend((i, depth)));
}
