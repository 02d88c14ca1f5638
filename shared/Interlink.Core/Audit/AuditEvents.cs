using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary><c>request.refused</c>: somebody who is known asked for a change and was refused.</summary>
/// <param name="Function">What was asked for: the name of the operation in the API's description.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Problem">The type of the refusal, as in <c>docs/problems.md</c>.</param>
public sealed record RequestRefused(string Function, string Method, int Status, string Problem);

/// <summary><c>request.refusals_counted</c>: somebody was refused too often to list it all.</summary>
/// <param name="Count">How often beside what is listed.</param>
/// <param name="From">From when on, UTC.</param>
/// <param name="To">Until when.</param>
/// <param name="Problems">How often by type of refusal.</param>
public sealed record RequestRefusalsCounted(int Count, DateTimeOffset From, DateTimeOffset To, IReadOnlyDictionary<string, int> Problems);

/// <summary>Makes the events that only the audit hears of.</summary>
internal static class AuditEvents
{
    public const string Refused = "request.refused";
    public const string Counted = "request.refusals_counted";

    /// <summary>Whether an event tells of something done or refused: an event's type that ends in <c>refused</c>, and the counts of such.</summary>
    public static AuditOutcome OutcomeOf(string type) =>
        type is Counted || type.EndsWith("refused", StringComparison.Ordinal) ? AuditOutcome.Refused : AuditOutcome.Done;

    public static DomainEvent RefusedOf(IIds ids, DateTimeOffset at, string actor, string? subject, RequestRefused refused) =>
        new(ids.New(), Refused, at, actor, subject ?? "", refused) { AuditOnly = true };

    public static DomainEvent CountedOf(IIds ids, DateTimeOffset at, string actor, RequestRefusalsCounted counted) =>
        new(ids.New(), Counted, at, actor, "", counted) { AuditOnly = true };
}
