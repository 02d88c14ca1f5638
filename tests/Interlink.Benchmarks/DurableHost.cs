using System.Diagnostics;
using System.Globalization;
using Interlink.Runtime.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Benchmarks;

/// <summary>The embedded host with nothing but the functions below, on a folder of its own.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _ownFolder;

    private DurableHost(WebApplication app, string folder, string? ownFolder, bool flush)
    {
        _app = app;
        _ownFolder = ownFolder;
        Folder = folder;
        Durability = flush ? "synchronous=FULL" : "synchronous=NORMAL";
        Client = app.Services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public string Folder { get; }

    public string Durability { get; }

    public static async Task<DurableHost> Start(bool flush, string? folder = null)
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("interlink-benchmark-").FullName : null;
        var path = folder ?? own!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddFunctionsRuntime(new FunctionsRuntimeOptions
        {
            Assemblies = [typeof(DurableHost).Assembly],
            DatabasePath = Path.Combine(path, "runtime.db"),
            FlushEveryCommit = flush,
        });
        var app = builder.Build();
        await app.StartAsync();
        return new DurableHost(app, path, own, flush);
    }

    /// <summary>Starts a host in a process of its own; tells after how many milliseconds it had run an
    /// orchestration, its memory, and its processor time from the very beginning.</summary>
    public static async Task<(double Ready, double Resident, double Processor)> StartElsewhere(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(DurableHost).Assembly.Location);
        foreach (var argument in (string[])["durable-child", folder]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var words = (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        var numbers = words.Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>What <see cref="StartElsewhere"/> runs.</summary>
    public static async Task Child(string[] args)
    {
        var watch = Stopwatch.StartNew();
        await using var host = await Start(flush: true, args[0]);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("BenchmarkStep", 1);
        await host.Client.WaitForInstanceCompletionAsync(id);
        var resident = Machine.ResidentMebibytes(Environment.ProcessId);
        Console.WriteLine(FormattableString.Invariant(
            $"{watch.Elapsed.TotalMilliseconds:0} {resident:0} {Environment.CpuUsage.TotalTime.TotalMilliseconds:0}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }
}

/// <summary>What the process and its disk have done so far.</summary>
internal readonly record struct Usage(TimeSpan Elapsed, long Allocated, long Written, TimeSpan Processor)
{
    public static Usage Now(DurableHost host) => new(
        Stopwatch.GetElapsedTime(0),
        GC.GetTotalAllocatedBytes(),
        BytesWritten(),
        Environment.CpuUsage.TotalTime);

    public Usage Since(Usage before) => new(
        Elapsed - before.Elapsed, Allocated - before.Allocated, Written - before.Written, Processor - before.Processor);

    /// <summary>The same for each of so many orchestrations.</summary>
    public IEnumerable<Figure> Per(int count, Times times) =>
    [
        new("Throughput", string.Create(CultureInfo.InvariantCulture, $"{count / Elapsed.TotalSeconds:0} orchestrations/s")),
        new("Start to result", times.ToString()),
        new("Processor", string.Create(CultureInfo.InvariantCulture, $"{Processor.TotalMicroseconds / count:0} µs each")),
        new("Allocated", string.Create(CultureInfo.InvariantCulture, $"{Allocated / count / 1024.0:0.0} KiB each")),
        new("Written to disk", string.Create(CultureInfo.InvariantCulture, $"{Written / count / 1024.0:0.0} KiB each")),
    ];

    /// <summary>What the process has given to the disk, where the system tells.</summary>
    private static long BytesWritten()
    {
        if (!File.Exists("/proc/self/io")) return 0;
        var line = File.ReadLines("/proc/self/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}

/// <summary>What the benchmarks run.</summary>
public static class DurableBenchmarkFunctions
{
    [Function("BenchmarkAdd")]
    public static int Add([ActivityTrigger] int number) => number + 1;

    [Function("BenchmarkStep")]
    public static Task<int> Step([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
        context.CallActivityAsync<int>("BenchmarkAdd", number);

    [Function("BenchmarkChain")]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context, int steps)
    {
        var number = 0;
        for (var i = 0; i < steps; i++) number = await context.CallActivityAsync<int>("BenchmarkAdd", number);
        return number;
    }

    [Function("BenchmarkFan")]
    public static async Task<int> Fan([OrchestrationTrigger] TaskOrchestrationContext context, int width)
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>("BenchmarkAdd", i)));
        return numbers.Length;
    }

    [Function("BenchmarkWait")]
    public static Task<int> Wait([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<int>("go");

    [Function("BenchmarkSleep")]
    public static Task Sleep([OrchestrationTrigger] TaskOrchestrationContext context, int hours) =>
        context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
}
