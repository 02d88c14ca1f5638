using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Functions.Processes;

/// <summary>A process in a list.</summary>
public record ProcessSummaryView
{
    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>The name, in the language of the process.</summary>
    public required string Name { get; init; }

    /// <summary>The language of its content.</summary>
    public required string Language { get; init; }

    /// <summary>What is to be reached; markdown.</summary>
    public string? Aim { get; init; }

    /// <summary>How far it is.</summary>
    public required ItemStatus Status { get; init; }

    /// <summary>The same in percent, a whole number.</summary>
    public required int Percent { get; init; }

    /// <summary>Name of the schema that its tree was made from.</summary>
    public string? SchemaName { get; init; }

    /// <summary>Its tasks, counted.</summary>
    public required TaskCountView Tasks { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything in it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static ProcessSummaryView Of(Process process) => new()
    {
        Id = process.Id,
        Name = process.Name,
        Language = process.Language,
        Aim = process.Aim,
        Status = process.Progress.Status,
        Percent = process.Progress.Percent,
        SchemaName = process.Schema?.Name,
        Tasks = new TaskCountView(process.Progress.Tasks, process.Progress.Finished),
        CreatedAt = process.CreatedAt,
        UpdatedAt = process.UpdatedAt,
    };
}

/// <summary>Tasks, counted.</summary>
/// <param name="Total">Those that take part.</param>
/// <param name="Finished">Those of them that are finished.</param>
public sealed record TaskCountView([Example("5")] int Total, [Example("2")] int Finished);

/// <summary>A process.</summary>
public sealed record ProcessView : ProcessSummaryView
{
    /// <summary>How the aim could be reached; markdown.</summary>
    public string? Idea { get; init; }

    /// <summary>What stands in the way; markdown.</summary>
    public string? Challenges { get; init; }

    /// <summary>Who may see and change all of it.</summary>
    public required IReadOnlyList<PersonReference> Administrators { get; init; }

    /// <summary>The schema that its tree was made from.</summary>
    public SchemaReferenceView? Schema { get; init; }

    /// <summary>Whether the reader administers it: edits description, tree and permissions, and has every right.</summary>
    public required bool Administers { get; init; }

    /// <summary>Whether it has a tree.</summary>
    public required bool HasTree { get; init; }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    private ProcessView(Process process, bool administers)
        : base(ProcessSummaryView.Of(process))
    {
        Idea = process.Idea;
        Challenges = process.Challenges;
        Administrators = process.Administrators;
        Schema = process.Schema is { } schema ? new SchemaReferenceView(schema.Id, schema.Name, schema.Version) : null;
        (Administers, HasTree) = (administers, process.Schema is not null);
    }

    internal static ProcessView Of(LoadedProcess loaded) => new(loaded.Process, loaded.Rights.Administers);

    internal static ProcessView Of(Process process, bool administers) => new(process, administers);
}

/// <summary>A schema as it was when a tree was made from it.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Name">Its name in the language of the process.</param>
/// <param name="Version">Which version of it.</param>
public sealed record SchemaReferenceView(string Id, string Name, int Version);

/// <summary>A process with its tree and what to do next.</summary>
/// <param name="Process">The process.</param>
/// <param name="Items">Every item of the tree, depth first, in order; empty without a tree.</param>
/// <param name="Next">What to do next, most pressing first.</param>
public sealed record GuideView(ProcessView Process, IReadOnlyList<GuideItemView> Items, IReadOnlyList<NextStep> Next);

/// <summary>A problem profile by name.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Name">Its name in the reader's language.</param>
public sealed record ProfileNameView(string Id, Localized Name);

/// <summary>An item by name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record ItemNameView(string Id, string Name);
