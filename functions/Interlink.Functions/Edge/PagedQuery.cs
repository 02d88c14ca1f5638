using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>The query of a list. Lists with filters derive their own from it.</summary>
public record PagedQuery
{
    /// <summary>How many items at the most.</summary>
    [Range(1, PageRequest.MaxLimit)]
    public int Limit { get; init; } = PageRequest.DefaultLimit;

    /// <summary>Where to go on: <c>next</c> of the page before.</summary>
    [StringLength(2000)]
    public string? Cursor { get; init; }

    /// <summary>The same as stores take it.</summary>
    [JsonIgnore]
    public PageRequest Page => new(Limit, Cursor);
}
