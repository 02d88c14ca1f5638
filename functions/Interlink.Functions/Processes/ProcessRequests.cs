using System.ComponentModel.DataAnnotations;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Processes;

/// <summary>Which processes to list.</summary>
public sealed record ListProcessesQuery : PagedQuery
{
    /// <summary>Words in name, aim, idea or challenges.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<ItemStatus> Status { get; init; } = [];

    /// <summary>The order.</summary>
    public ProcessSort Sort { get; init; } = ProcessSort.Newest;
}

/// <summary>A process to make.</summary>
/// <param name="Name">The name, in the language of the process.</param>
/// <param name="Language">The language of its content.</param>
/// <param name="Aim">What is to be reached; markdown.</param>
/// <param name="Idea">How it could be reached; markdown.</param>
/// <param name="Challenges">What stands in the way; markdown.</param>
public sealed record CreateProcessRequest(
    [Required, StringLength(ProcessLimits.Name)] string Name,
    [Required, LanguageCode] string Language,
    [StringLength(ProcessLimits.Aim)] string? Aim = null,
    [StringLength(ProcessLimits.Text)] string? Idea = null,
    [StringLength(ProcessLimits.Text)] string? Challenges = null);

/// <summary>What to change of a process: what is not stated stays, what is blank is removed.</summary>
/// <param name="Name">The name; cannot be removed.</param>
/// <param name="Aim">What is to be reached; markdown.</param>
/// <param name="Idea">How it could be reached; markdown.</param>
/// <param name="Challenges">What stands in the way; markdown.</param>
public sealed record EditProcessRequest(
    [StringLength(ProcessLimits.Name)] string? Name = null,
    [StringLength(ProcessLimits.Aim)] string? Aim = null,
    [StringLength(ProcessLimits.Text)] string? Idea = null,
    [StringLength(ProcessLimits.Text)] string? Challenges = null);

/// <summary>The schema to make the tree from.</summary>
/// <param name="SchemaId">Its id in the catalogue.</param>
public sealed record ApplySchemaRequest([Required, StringLength(200)] string SchemaId);

/// <summary>How far a task is.</summary>
/// <param name="Status">The new status.</param>
public sealed record SetTaskStatusRequest(ItemStatus Status);
