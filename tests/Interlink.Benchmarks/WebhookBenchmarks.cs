using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;
using Interlink.Local.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Benchmarks;

/// <summary>From a commit with an event to the first attempt, at a steady rate, and how many a second go through without a growing backlog. Host, receiver and load share one process
/// and its cores; commits are as durable as in production.</summary>
internal static class WebhookBenchmarks
{
    private static readonly TenantId s_tenant = TenantId.Parse("local");

    public static async Task Run(string[] args)
    {
        var seconds = args is [var stated, ..] ? int.Parse(stated, CultureInfo.InvariantCulture) : 20;
        var data = Directory.CreateTempSubdirectory("interlink-benchmark-").FullName;
        try
        {
            await using var receiver = await CountingReceiver.Start();
            await using var host = LocalHost.Build(
                CommandLine.Parse(["--data", data, "--urls", "http://127.0.0.1:0", "--Interlink:Outbound:LocalHosts:0=127.0.0.1"]),
                builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
            await host.StartAsync();
            await MakeEndpoint(host.Services, receiver.Address);
            await Load(host.Services, receiver, 50, 3);
            var figures = new List<Figure>();
            foreach (var rate in (int[])[200, 400, 800, 1_200])
                figures.Add(await Load(host.Services, receiver, rate, seconds));
            figures.Add(new("Resident memory of the whole", string.Create(CultureInfo.InvariantCulture, $"{Machine.ResidentMebibytes(Environment.ProcessId):0} MiB")));
            await host.StopAsync();
            Benchmark.Print($"Webhooks: commit to first attempt, one endpoint, {seconds} s at each rate", figures);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MakeEndpoint(IServiceProvider services, Uri address)
    {
        var desk = services.GetRequiredService<EndpointDesk>();
        var caller = new Caller(s_tenant, "benchmark", "Benchmark", new HashSet<string> { Scope.Administrator });
        var made = await desk.Create(
            caller, new EndpointDraft(address.ToString(), ["*"]), SigningKind.Hmac, services.GetRequiredService<OutboundRules>(), "benchmark", CancellationToken.None);
        await desk.Verified(caller, made.Value.Endpoint.Body, null, CancellationToken.None);
    }

    private static async Task<Figure> Load(IServiceProvider services, CountingReceiver receiver, int rate, int seconds)
    {
        var (documents, ids) = (services.GetRequiredService<IDocuments>(), services.GetRequiredService<IIds>());
        receiver.Begin();
        var (watch, commits, emitted, worst) = (Stopwatch.StartNew(), new List<Task>(), 0, 0);
        while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * rate); emitted < due; emitted++)
                commits.Add(Emit(documents, ids, receiver));
            worst = Math.Max(worst, emitted - receiver.Count);
            await Task.Delay(5);
        }

        await Task.WhenAll(commits);
        var backlog = emitted - receiver.Count;
        while (receiver.Count < emitted && watch.Elapsed < TimeSpan.FromSeconds(seconds * 4))
            await Task.Delay(20);
        var took = watch.Elapsed;
        return new Figure(
            string.Create(CultureInfo.InvariantCulture, $"{rate}/s asked"),
            string.Create(CultureInfo.InvariantCulture, $"{receiver.Count / took.TotalSeconds:0}/s received, {receiver.Times()}; backlog at the end {backlog}, at most {worst}; lost {emitted - receiver.Count}"));
    }

    private static async Task Emit(IDocuments documents, IIds ids, CountingReceiver receiver)
    {
        var (id, task) = (ids.New(), ids.New());
        var told = new DomainEvent(id, "task.status_changed", TimeProvider.System.GetUtcNow(), "benchmark", task, new TaskStatusChanged(id, task, ItemStatus.Awaiting, ItemStatus.InProgress, TaskStatusCause.ByHand));
        receiver.Expect(id);
        await documents.Commit(Partition.Of(s_tenant, $"process:{id}"), new Batch().Emit(told), CancellationToken.None);
    }

    private sealed class CountingReceiver : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly ConcurrentDictionary<string, long> _expected = new();
        private ConcurrentDictionary<string, TimeSpan> _times = new();

        private CountingReceiver(WebApplication app) => _app = app;

        public Uri Address => new(_app.Urls.First());

        public int Count => _times.Count;

        public static async Task<CountingReceiver> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var app = builder.Build();
            var receiver = new CountingReceiver(app);
            app.Run(receiver.Take);
            await app.StartAsync();
            return receiver;
        }

        public void Begin() => _times = new ConcurrentDictionary<string, TimeSpan>();

        public void Expect(string id) => _expected[id] = Stopwatch.GetTimestamp();

        public Times Times() => new(_times.Values);

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task Take(HttpContext context)
        {
            var now = Stopwatch.GetTimestamp();
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var id = body.RootElement.GetProperty("data").GetProperty("process").GetString()!;
            if (_expected.TryRemove(id, out var began))
                _times[id] = Stopwatch.GetElapsedTime(began, now);
        }
    }
}
