using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Edge;

/// <summary>The names of one request: in our logs, in problems, and as the client calls it.</summary>
/// <param name="TraceId">32 hexadecimal digits; the client's own when it sent a <c>traceparent</c>.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="RequestId">What the client sent as <c>X-Request-Id</c>, else the trace id.</param>
internal sealed record RequestTrace(string TraceId, string SpanId, string RequestId)
{
    private static readonly object Key = new();

    /// <summary>Value of the <c>traceparent</c> header (W3C Trace Context).</summary>
    public string TraceParent => $"00-{TraceId}-{SpanId}-01";

    /// <summary>The names of the request; the same for its whole life.</summary>
    public static RequestTrace Of(HttpContext context)
    {
        if (context.Items[Key] is RequestTrace known)
        {
            return known;
        }

        var parent = ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var sent) ? sent : default;
        var current = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Context : parent;
        var trace = (parent == default ? current.TraceId : parent.TraceId) is var id && id != default ? id : ActivityTraceId.CreateRandom();
        var span = current.SpanId != default ? current.SpanId : ActivitySpanId.CreateRandom();
        var named = new RequestTrace(trace.ToHexString(), span.ToHexString(), RequestIdOf(context.Request) ?? trace.ToHexString());
        context.Items[Key] = named;
        return named;
    }

    /// <summary>Makes the trace the current one where it is not, as when a client sent something malformed for it: what is written meanwhile tells of it.</summary>
    /// <returns>What ends it; null when nothing had to be done.</returns>
    public Activity? Enter() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && current.TraceId.ToHexString() == TraceId
        ? null
        : new Activity("request").SetParentId(ActivityTraceId.CreateFromString(TraceId), ActivitySpanId.CreateFromString(SpanId)).Start();

    private static string? RequestIdOf(HttpRequest request) =>
        request.Headers["X-Request-Id"].ToString() is { Length: > 0 and <= 128 } id && id.All(c => c is > ' ' and < '\x7f') ? id : null;
}
