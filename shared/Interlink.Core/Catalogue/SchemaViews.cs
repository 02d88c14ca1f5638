using Interlink.Core.Catalogue.Markup;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue;

/// <summary>How many items a schema has.</summary>
public sealed record SchemaCounts(int Phases, int Objectives, int Tasks);

/// <summary>A schema as shown in lists.</summary>
/// <param name="Description">Plain text.</param>
/// <param name="Author">Who wrote it; absent when not said.</param>
/// <param name="Languages">The languages of its name and of every item.</param>
public sealed record SchemaSummary(
    string Id,
    Localized Name,
    Localized? Description,
    IReadOnlyList<string> Tags,
    string? Author,
    Licence? Licence,
    SchemaCounts Counts,
    IReadOnlyList<string> Languages)
{
    /// <summary>Shows a schema to a reader.</summary>
    public static SchemaSummary Of(CoproductionSchema schema, string language)
    {
        var objectives = schema.Phases.SelectMany(p => p.Items).ToList();
        var tasks = objectives.SelectMany(o => o.Items).ToList();
        return new SchemaSummary(
            schema.Id,
            schema.Name.In(language) ?? new Localized(schema.Id, Language.Fallback, language != Language.Fallback),
            schema.Description.In(language) is { } d ? d with { Text = MarkdownText.ToPlain(d.Text) } : null,
            CataloguePaths.Words(schema.Tags, language),
            schema.Author.Length > 0 ? schema.Author : null,
            schema.Licence,
            new SchemaCounts(schema.Phases.Count, objectives.Count, tasks.Count),
            [.. schema.Name.Translations.Keys.Where(l => schema.Phases.Concat(objectives).Concat(tasks)
                .All(i => i.Name.Translations.ContainsKey(l)))]);
    }
}

/// <summary>A schema as shown on its own page.</summary>
/// <param name="Phases">The phases, in an order that respects their prerequisites.</param>
public sealed record SchemaView(
    string Id,
    Localized Name,
    Localized? Description,
    IReadOnlyList<string> Tags,
    string? Author,
    Licence? Licence,
    SchemaCounts Counts,
    IReadOnlyList<string> Languages,
    IReadOnlyList<SchemaNodeView> Phases)
{
    /// <summary>Shows a schema to a reader.</summary>
    /// <param name="profiles">At least the profiles that its items refer to, by id.</param>
    public static SchemaView Of(CoproductionSchema schema, string language, IReadOnlyDictionary<string, ProblemProfile> profiles)
    {
        var s = SchemaSummary.Of(schema, language);
        return new SchemaView(
            s.Id, s.Name, schema.Description.In(language), s.Tags, s.Author, s.Licence, s.Counts, s.Languages,
            [.. schema.Phases.Select(p => SchemaNodeView.Of(p, SchemaNodeType.Phase, language, profiles))]);
    }
}

/// <summary>What an item of a schema is.</summary>
public enum SchemaNodeType
{
    Phase,
    Objective,
    Task,
}

/// <summary>A phase, objective or task of a schema as shown.</summary>
/// <param name="Description">Markdown without HTML.</param>
/// <param name="IsPartOfCodelivery">Phases only.</param>
/// <param name="Items">The items below, in an order that respects their prerequisites.</param>
public sealed record SchemaNodeView(
    string Id,
    SchemaNodeType Type,
    Localized Name,
    Localized? Description,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<ProblemProfileReference> ProblemProfiles,
    bool? IsPartOfCodelivery,
    IReadOnlyList<SchemaNodeView> Items)
{
    internal static SchemaNodeView Of(SchemaItem item, SchemaNodeType type, string language, IReadOnlyDictionary<string,
        ProblemProfile> profiles) => new(
        item.Id,
        type,
        item.Name.In(language) ?? new Localized(item.Id, Language.Fallback, language != Language.Fallback),
        item.Description.In(language),
        item.Prerequisites,
        InterlinkerSummary.References(item.ProblemProfiles, language, profiles),
        type == SchemaNodeType.Phase ? item.IsPartOfCodelivery : null,
        [.. item.Items.Select(i => Of(i, type + 1, language, profiles))]);
}
