using System.Diagnostics;

namespace Interlink.Runtime.Observability;

/// <summary>
/// Where an orchestration stands in a trace: the span that started it, and the id that its own span will have when it ends. Stored with the
/// orchestration, as the parent's <c>traceparent</c>, the own span id, and the <c>tracestate</c> if there is one, so that one trace
/// goes on across restarts.
/// </summary>
internal static class TraceLink
{
    private const int ParentLength = 55;
    private const int SpanLength = 16;
    private const int OwnLength = ParentLength + 1 + SpanLength;

    /// <summary>The place of a new orchestration, or of a new run of one, below a span.</summary>
    public static string New(ActivityContext parent)
    {
        var place = $"00-{parent.TraceId}-{parent.SpanId}-{(byte)parent.TraceFlags:x2} {ActivitySpanId.CreateRandom()}";
        return parent.TraceState is { Length: > 0 } state ? $"{place} {state}" : place;
    }

    /// <summary>The place of the next run of the same orchestration: another span below the same.</summary>
    public static string? Next(string? link) => Parent(link) is { } parent ? New(parent) : null;

    /// <summary>The place of a child: below the orchestration's own span.</summary>
    public static string? Child(string? link) => Own(link) is { } own ? New(own) : null;

    /// <summary>The span that started it; null when it is not traced.</summary>
    public static ActivityContext? Parent(string? link) =>
        link is { Length: >= OwnLength } && ActivityContext.TryParse(link[..ParentLength], State(link), isRemote: true, out var context) ? context : null;

    /// <summary>The orchestration's own span, to be the parent of what it does; null when it is not traced.</summary>
    public static ActivityContext? Own(string? link) => Parent(link) is { } parent
        ? new ActivityContext(parent.TraceId, ActivitySpanId.CreateFromString(link.AsSpan(ParentLength + 1, SpanLength)), parent.TraceFlags, parent.TraceState, isRemote: true)
        : null;

    private static string? State(string link) => link.Length > OwnLength ? link[(OwnLength + 1)..] : null;
}
