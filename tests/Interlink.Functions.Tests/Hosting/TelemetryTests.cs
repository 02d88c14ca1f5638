using System.Net;
using System.Text.RegularExpressions;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Hosting;

/// <summary>What a collector gets of a real process.</summary>
public sealed partial class TelemetryTests
{
    private static readonly HashSet<string> s_own = ["Interlink.Runtime", "Microsoft.DurableTask", "Interlink.Storage.Local", Core.Mail.MailFigures.MeterName];

    [Fact]
    public async Task A_trace_runs_from_the_request_over_the_orchestration_to_its_activities_and_their_storage()
    {
        using var folder = new TemporaryFolder();
        await using var collector = await OtlpCollector.Start();
        await using (var process = await InterlinkProcess.Demo(folder["data"], new Dictionary<string, string>(collector.Environment) { ["OTEL_SERVICE_NAME"] = "town-hall" }))
        {
            using var curator = await process.As("curator");
            await curator.WaitFor(await curator.BeginImport(SampleCatalogue.Zip()));
            Assert.Equal(0, await process.Stop());
        }

        var spans = collector.Spans.ToArray();
        Assert.Equal(spans.Length, spans.Select(span => span.Id).Distinct().Count());
        var created = Assert.Single(spans, span => span.Name == "create_orchestration:ImportCatalogue");
        var trace = spans.Where(span => span.Trace == created.Trace).ToArray();
        var byId = trace.ToDictionary(span => span.Id);
        var request = Ancestors(created, byId).Last();
        Assert.Equal("POST api/catalogue/imports", request.Name.Replace("/api", "api", StringComparison.Ordinal));
        Assert.Empty(((string[])["http.request.method", "http.route", "http.response.status_code", "faas.name"]).Except(request.Attributes));
        Assert.All(trace.Where(span => span.Parent.Length > 0), span => Assert.Contains(span.Parent, byId.Keys));
        var activities = trace.Where(span => span.Name.StartsWith("activity:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(activities);
        Assert.All(activities, activity => Assert.Equal("orchestration:ImportCatalogue", byId[activity.Parent].Name));
        Assert.Contains(trace, span => span.Scope == "Interlink.Storage.Local" && Ancestors(span, byId).Any(above => activities.Contains(above)));
        Assert.Contains("service.name=town-hall", collector.Resource.Keys);
        Assert.Empty(spans.Where(span => s_own.Contains(span.Scope)).Select(Named).Except(Listed(SpanRow())));
    }

    [Fact]
    public async Task The_documentation_lists_exactly_the_instruments_there_are()
    {
        using var folder = new TemporaryFolder();
        await using var host = await InterlinkHost.Start(new HostOptions { DataFolder = folder["data"] });
        _ = host.Services.GetRequiredService<Core.Mail.MailFigures>();
        List<string> found = [];
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (found) found.Add($"{instrument.Meter.Name} {instrument.Name} {instrument.Unit}");
            },
        };
        listener.Start();
        string[] published;
        lock (found) published = [.. found];
        var own = published.Where(name => s_own.Contains(name.Split(' ')[0])).Distinct().Order();
        Assert.Equal(Listed(InstrumentRow()).Order(), own);
    }

    [Fact]
    public async Task Metrics_of_functions_orchestrations_and_storage_are_sent()
    {
        using var folder = new TemporaryFolder();
        await using var collector = await OtlpCollector.Start();
        await using (var process = await InterlinkProcess.Demo(folder["data"], collector.Environment))
        {
            using var curator = await process.As("curator");
            await curator.WaitFor(await curator.BeginImport(SampleCatalogue.Zip()));
            Assert.Equal(0, await process.Stop());
        }

        foreach (var (scope, name, unit) in (ReadOnlySpan<(string, string, string)>)
        [
            ("Microsoft.AspNetCore.Hosting", "http.server.request.duration", "s"),
            ("System.Runtime", "dotnet.gc.collections", "{collection}"),
            ("Interlink.Runtime", "faas.invoke_duration", "s"),
            ("Microsoft.DurableTask", "durabletask.orchestrations.completed", "{orchestration}"),
            ("Microsoft.DurableTask", "durabletask.commit.duration", "s"),
            ("Interlink.Storage.Local", "db.client.operation.duration", "s"),
        ])
        {
            Assert.Equal(unit, collector.Metrics.GetValueOrDefault((scope, name)));
        }

        Assert.Contains("service.name=interlink", collector.Resource.Keys);
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_disturbs_nobody()
    {
        using var folder = new TemporaryFolder();
        var unreachable = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };
        await using var process = await InterlinkProcess.Demo(folder["data"], unreachable);
        using var curator = await process.As("curator");
        await (await curator.Get("/api/me")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, await process.Stop());
        Assert.Empty(process.Errors.Trim());
    }

    private static IEnumerable<ReceivedSpan> Ancestors(ReceivedSpan span, Dictionary<string, ReceivedSpan> byId)
    {
        while (byId.TryGetValue(span.Parent, out var parent))
        {
            yield return span = parent;
        }
    }

    private static string Named(ReceivedSpan span) => span.Scope == "Interlink.Runtime" ? "{function}"
        : span.Name.Contains(':', StringComparison.Ordinal) ? $"{span.Name.Split(':')[0]}:{{name}}" : span.Name;

    private static List<string> Listed(Regex row) =>
        [.. row.Matches(File.ReadAllText(Path.Combine(Root(), "docs", "observability.md"))).Select(match => string.Join(' ', match.Groups.Values.Skip(1).Select(group => group.Value)))];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Interlink.Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the source tree.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `([A-Z][\w.]+)` \| `([a-z_.]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `([a-z_]+(?::\{name\}|\.[a-z_]+)|\{function\})` \| (?:producer|server|client)", RegexOptions.Multiline)]
    private static partial Regex SpanRow();
}
