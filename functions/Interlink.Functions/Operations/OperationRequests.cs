using System.ComponentModel.DataAnnotations;
using Interlink.Core.Operations;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Operations;

/// <summary>Which operations to list. Of several values of one filter, one must hold.</summary>
public sealed record ListOperationsQuery : PagedQuery
{
    /// <summary>How they stand.</summary>
    public IReadOnlyList<OperationState> Status { get; init; } = [];

    /// <summary>What kinds of work.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Kind { get; init; } = [];

    internal OperationFilter Filter => new(Status, Kind);
}

/// <summary>A wish to cancel an operation.</summary>
/// <param name="Reason">Why, for those who look at it later.</param>
/// <param name="Attempt">The attempt that was seen; a later one is left alone. The current one when absent.</param>
public sealed record CancelOperationRequest([StringLength(500)] string? Reason = null, [Range(1, int.MaxValue)] int? Attempt = null)
{
    internal string? Told => string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
}

/// <summary>A wish to have an operation tried again.</summary>
/// <param name="Attempt">The attempt that was seen to fail; when somebody else had it tried again already, nothing more is started. The current one when absent.</param>
public sealed record RetryOperationRequest([Range(1, int.MaxValue)] int? Attempt = null);
