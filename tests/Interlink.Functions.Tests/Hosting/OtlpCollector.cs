using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Tests.Hosting;

/// <summary>Receives OTLP over HTTP on a free port of this machine and keeps what came.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app) => _app = app;

    /// <summary>The spans that came.</summary>
    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    /// <summary>The metrics that came, by scope and name; the value is the unit.</summary>
    public ConcurrentDictionary<(string Scope, string Name), string> Metrics { get; } = new();

    /// <summary>The attributes of the sender, as name=value.</summary>
    public ConcurrentDictionary<string, bool> Resource { get; } = new();

    /// <summary>What tells a program to send here.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    public static async Task<OtlpCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.MapPost("/v1/traces", http => Receive(http, collector.Trace));
        app.MapPost("/v1/metrics", http => Receive(http, collector.Measure));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Receive(HttpContext http, Action<byte[]> take)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        take(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
    }

    private void Trace(byte[] request)
    {
        foreach (var resource in Parts(request, 1))
        {
            Describe(resource);
            foreach (var scope in Parts(resource, 2))
            {
                foreach (var span in Parts(scope, 2))
                {
                    Spans.Enqueue(new ReceivedSpan(ScopeOf(scope), Text(span, 5), Id(span, 1), Id(span, 2), Id(span, 4), [.. Parts(span, 9).Select(attribute => Text(attribute, 1))]));
                }
            }
        }
    }

    private void Measure(byte[] request)
    {
        foreach (var resource in Parts(request, 1))
        {
            Describe(resource);
            foreach (var scope in Parts(resource, 2))
            {
                foreach (var metric in Parts(scope, 2))
                {
                    Metrics[(ScopeOf(scope), Text(metric, 1))] = Text(metric, 3);
                }
            }
        }
    }

    private void Describe(byte[] resource)
    {
        foreach (var attribute in Parts(resource, 1).SelectMany(described => Parts(described, 1)))
        {
            Resource[$"{Text(attribute, 1)}={Parts(attribute, 2).Select(value => Text(value, 1)).FirstOrDefault()}"] = true;
        }
    }

    private static string ScopeOf(byte[] scope) => Text(Parts(scope, 1).Single(), 1);

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Parts(message, field).FirstOrDefault() ?? []);

    private static string Id(byte[] message, int field) => Convert.ToHexStringLower(Parts(message, field).FirstOrDefault() ?? []);

    /// <summary>The parts of a protobuf message that have a length and belong to a field.</summary>
    private static List<byte[]> Parts(byte[] message, int field)
    {
        List<byte[]> parts = [];
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Number(message, ref at);
                    if ((int)(tag >> 3) == field)
                    {
                        parts.Add(message[at..(at + length)]);
                    }

                    at += length;
                    break;
            }
        }

        return parts;
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}

/// <summary>A span as it was received; ids in hexadecimal, the parent empty at a root.</summary>
public sealed record ReceivedSpan(string Scope, string Name, string Trace, string Id, string Parent, IReadOnlyList<string> Attributes);
