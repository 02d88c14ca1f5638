using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interlink.Runtime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Interlink.Runtime.Observability;

/// <summary>
/// Figures and spans of HTTP and timer functions, by the conventions of OpenTelemetry for functions as a service. An HTTP function has no span of
/// its own: ASP.NET Core's is told the function's name.
/// </summary>
internal sealed class FunctionTelemetry
{
    /// <summary>The name of the meter, and of the activity source.</summary>
    public const string Name = "Interlink.Runtime";

    private static readonly ActivitySource s_source = new(Name);

    private readonly Counter<long> _invocations;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _duration;

    public FunctionTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _invocations = meter.CreateCounter<long>("faas.invocations", "{invocation}", "Invocations that ended without an error.");
        _errors = meter.CreateCounter<long>("faas.errors", "{error}", "Invocations that ended with an exception or a status of 500 and above.");
        _duration = meter.CreateHistogram(
            "faas.invoke_duration", "s", "One invocation, middleware included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });
    }

    /// <summary>A timestamp when somebody wants durations, else 0.</summary>
    public long Begins() => _duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Names the server span of a request by its method and route, and tells it which function serves it.</summary>
    /// <returns>The span; null when nobody listens.</returns>
    public static Activity? Serves(FunctionEntry entry, HttpContext http)
    {
        if (!s_source.HasListeners() || Activity.Current is not { IsAllDataRequested: true } span) return null;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = $"{http.Request.Method} {route}";
        return span.SetTag("http.route", route).SetTag("faas.trigger", "http").SetTag("faas.name", entry.Name);
    }

    /// <summary>Tells the span of a request how it was answered.</summary>
    public static void Served(Activity? span, int status)
    {
        if (span?.SetTag("http.response.status_code", status) is not null && status >= 500) span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Around one run of a timer function; null when nobody listens.</summary>
    public static Activity? Run(FunctionEntry entry, string schedule) => s_source.HasListeners()
        ? s_source.StartActivity(entry.Name, ActivityKind.Server)?.SetTag("faas.trigger", "timer").SetTag("faas.name", entry.Name).SetTag("faas.cron", schedule)
        : null;

    public void Ended(FunctionEntry entry, string trigger, long began, bool isError)
    {
        var tags = new TagList { { "faas.trigger", trigger }, { "faas.name", entry.Name } };
        (isError ? _errors : _invocations).Add(1, tags);
        if (began != 0) _duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
    }
}
