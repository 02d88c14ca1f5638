using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Benchmarks;

/// <summary>What the embedded durable engine does in a second, how long one caller waits, and what waiting orchestrations cost.</summary>
internal static class DurableBenchmarks
{
    /// <summary>Runs all of them with full durability, or only those named; <c>relaxed</c> flushes no commit. <c>soak</c> runs alone, for so many minutes.</summary>
    public static async Task Run(string[] args)
    {
        var flush = !args.Contains("relaxed");
        var chosen = args.Where(a => a != "relaxed").ToHashSet(StringComparer.Ordinal);
        bool Wants(string name) => chosen.Count == 0 || chosen.Contains(name);
        if (args.Contains("soak"))
        {
            await DurableSoak.Run(args, flush);
            return;
        }

        if (Wants("chain"))
        {
            foreach (var concurrency in new[] { 1, 100, 1000, 4000 }) await Chain(flush, concurrency);
        }

        if (Wants("idle")) await Idle(flush);
        if (Wants("fan")) await FanOut(flush);
        if (Wants("events")) await Events(flush);
        if (Wants("dormant")) await Dormant(flush);
    }

    /// <summary>Five activities one after another, so many orchestrations at once.</summary>
    private static async Task Chain(bool flush, int concurrency)
    {
        await using var host = await DurableHost.Start(flush);
        await Flood(host, "BenchmarkChain", 3000, concurrency);
        var total = concurrency == 1 ? 2000 : 20_000;
        var before = Usage.Now(host);
        var times = await Flood(host, "BenchmarkChain", total, concurrency);
        var used = Usage.Now(host).Since(before);
        Benchmark.Print(
            $"Five activities in a row, {total} orchestrations, {concurrency} at once ({host.Durability})", used.Per(total, times));
    }

    /// <summary>One activity, nothing else to do.</summary>
    private static async Task Idle(bool flush)
    {
        await using var host = await DurableHost.Start(flush);
        await Flood(host, "BenchmarkStep", 5000, 100);
        var times = await Benchmark.Repeat(2000, TimeSpan.FromSeconds(20), async _ =>
        {
            var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("BenchmarkStep", 1);
            await host.Client.WaitForInstanceCompletionAsync(id);
        });
        Benchmark.Print($"One activity, one orchestration at a time ({host.Durability})", [new("Start to result", times.ToString())]);
    }

    /// <summary>A thousand activities at once and their results together.</summary>
    private static async Task FanOut(bool flush)
    {
        await using var host = await DurableHost.Start(flush);
        await Flood(host, "BenchmarkFan", 20, 1);
        var times = await Benchmark.Repeat(20, TimeSpan.FromSeconds(30), async _ =>
        {
            var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("BenchmarkFan", 1000);
            await host.Client.WaitForInstanceCompletionAsync(id);
        });
        Benchmark.Print($"Fan-out and fan-in of 1,000 activities ({host.Durability})", [new("Start to result", times.ToString())]);
    }

    /// <summary>Ten thousand wait for an event, then all are signalled.</summary>
    private static async Task Events(bool flush)
    {
        const int count = 10_000;
        await using var host = await DurableHost.Start(flush);
        var ids = Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"t{i % 10}:wait:{i}")).ToArray();
        var starting = await Benchmark.Time(() => Task.WhenAll(ids.Select(async id =>
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync("BenchmarkWait", null, new StartOrchestrationOptions(id));
            await host.Client.WaitForInstanceStartAsync(id);
        })));
        var resident = Machine.ResidentMebibytes(Environment.ProcessId);
        var before = Usage.Now(host);
        var times = new TimeSpan[count];
        var signalling = await Benchmark.Time(() => Task.WhenAll(ids.Select(async (id, i) =>
        {
            var began = Stopwatch.GetTimestamp();
            await host.Client.RaiseEventAsync(id, "go", i);
            await host.Client.WaitForInstanceCompletionAsync(id);
            times[i] = Stopwatch.GetElapsedTime(began);
        })));
        Benchmark.Print($"10,000 waiting for an event, then signalled ({host.Durability})",
        [
            new("All started and waiting", Seconds(starting)),
            new("Resident memory while they wait", string.Create(CultureInfo.InvariantCulture, $"{resident:0} MiB")),
            new("All signalled and ended", Seconds(signalling)),
            .. Usage.Now(host).Since(before).Per(count, new Times(times)),
        ]);
    }

    /// <summary>A hundred thousand wait for a timer while the host starts anew.</summary>
    private static async Task Dormant(bool flush)
    {
        const int count = 100_000;
        var folder = Directory.CreateTempSubdirectory("interlink-benchmark-").FullName;
        try
        {
            await using (var host = await DurableHost.Start(flush: false, folder))
            {
                foreach (var chunk in Enumerable.Range(0, count).Chunk(5000))
                {
                    await Task.WhenAll(chunk.Select(async i =>
                    {
                        var id = FormattableString.Invariant($"t{i % 10}:sleep:{i}");
                        await host.Client.ScheduleNewOrchestrationInstanceAsync("BenchmarkSleep", 1 + i, new StartOrchestrationOptions(id));
                        await host.Client.WaitForInstanceStartAsync(id);
                    }));
                }
            }

            var size = new FileInfo(Path.Combine(folder, "runtime.db")).Length / 1048576.0;
            var (ready, resident, processor) = await DurableHost.StartElsewhere(folder);
            Benchmark.Print($"100,000 dormant orchestrations with timers ({(flush ? "synchronous=FULL" : "synchronous=NORMAL")})",
            [
                new("Start of a host in a new process until one more orchestration has run", string.Create(CultureInfo.InvariantCulture, $"{ready:0} ms")),
                new("Processor time of that process in all", string.Create(CultureInfo.InvariantCulture, $"{processor:0} ms")),
                new("Resident memory of that process", string.Create(CultureInfo.InvariantCulture, $"{resident:0} MiB")),
                new("File", string.Create(CultureInfo.InvariantCulture, $"{size:0} MiB")),
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts so many orchestrations, always so many at once, and waits for the end of each.</summary>
    private static async Task<Times> Flood(DurableHost host, string orchestrator, int total, int concurrency)
    {
        var times = new TimeSpan[total];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < total)
            {
                var began = Stopwatch.GetTimestamp();
                var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, 5);
                var ended = await host.Client.WaitForInstanceCompletionAsync(id);
                times[i] = Stopwatch.GetElapsedTime(began);
                if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                    throw new InvalidOperationException($"{id} is {ended.RuntimeStatus}.");
            }
        })));
        return new Times(times);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
