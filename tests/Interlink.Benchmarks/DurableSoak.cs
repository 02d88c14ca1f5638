using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Benchmarks;

/// <summary>A mixed load at a steady rate for as long as it is told, to see whether memory and file stay flat.</summary>
internal sealed class DurableSoak(DurableHost host, TimeSpan length)
{
    /// <summary>Starts in a second, of all kinds together: less than half a core.</summary>
    private const int Rate = 150;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<long, long> _underWay = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _started;
    private long _ended;
    private long _purged;

    /// <summary>Finished orchestrations are purged at this age.</summary>
    private TimeSpan Age => length / 20 < TimeSpan.FromMinutes(2) ? length / 20 : TimeSpan.FromMinutes(2);

    /// <summary>Runs for so many minutes, two when none is given; prints figures as it goes and a verdict at the end.</summary>
    public static async Task Run(string[] args, bool flush)
    {
        var minutes = args.Select(a => double.TryParse(a, CultureInfo.InvariantCulture, out var number) ? number : 0).FirstOrDefault(n => n > 0, 2);
        await using var host = await DurableHost.Start(flush);
        await new DurableSoak(host, TimeSpan.FromMinutes(minutes)).Run();
    }

    private async Task Run()
    {
        using var queues = new Queues();
        Console.WriteLine(FormattableString.Invariant($"\n### Soak of {length.TotalMinutes:0.#} minutes, {Rate} starts/s, purged at {Age.TotalSeconds:0} s ({host.Durability})\n"));
        Console.WriteLine("| Minute | Ended/s | Processor | Resident MiB | Heap MiB | Database MiB | Log MiB | Threads | Queued | Oldest queued | Under way | Oldest under way |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        using var over = new CancellationTokenSource(length);
        var load = Load(over.Token);
        var purging = Purge(over.Token);
        var marks = await Watch(queues, over.Token);
        await Task.WhenAll(load, purging);
        while (!_underWay.IsEmpty && _clock.Elapsed < length + TimeSpan.FromMinutes(2)) await Task.Delay(100);
        Benchmark.Print("Verdict", Verdict(marks));
    }

    private async Task Load(CancellationToken over)
    {
        using var timer = new PeriodicTimer(s_tick);
        while (await Tick(timer, over))
        {
            while (_started < Rate * _clock.Elapsed.TotalSeconds) _ = One(Interlocked.Increment(ref _started));
        }
    }

    /// <summary>One orchestration of the mix, from its start to its end.</summary>
    private async Task One(long number)
    {
        _underWay[number] = Stopwatch.GetTimestamp();
        var id = FormattableString.Invariant($"t{number % 20}:soak:{number}");
        var options = new StartOrchestrationOptions(id);
        Task Start(string name, object? input = null) => host.Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);
        switch (number % 10)
        {
            case 0 or 1 or 2:
                await Start("BenchmarkChain", 5);
                break;
            case 3:
                await Start("BenchmarkFan", 20);
                break;
            case 4:
                await Start("SoakSleep", 1 + (int)(number / 10 % 30));
                break;
            case 5:
                await Start("SoakListen");
                await host.Client.RaiseEventAsync(id, "go", 1);
                await Task.Delay(1000);
                await host.Client.SuspendInstanceAsync(id);
                await host.Client.RaiseEventAsync(id, "go", 2);
                await host.Client.ResumeInstanceAsync(id);
                break;
            case 6:
                await Start("SoakFamily", 3);
                break;
            case 7:
                await Start("SoakRounds", 4);
                break;
            case 8:
                await Start("SoakRetry", 1);
                break;
            default:
                await Start("SoakForever");
                await Task.Delay(2000);
                await host.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions { Recursive = true });
                break;
        }

        await host.Client.WaitForInstanceCompletionAsync(id);
        _underWay.TryRemove(number, out _);
        Interlocked.Increment(ref _ended);
    }

    private async Task Purge(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Age / 4);
        while (await Tick(timer, over))
        {
            var filter = new PurgeInstancesFilter(CreatedTo: DateTimeOffset.UtcNow - Age);
            _purged += (await host.Client.PurgeAllInstancesAsync(filter, cancellation: CancellationToken.None)).PurgedInstanceCount;
        }
    }

    /// <summary>Prints the state at intervals; returns it with the times of the taking.</summary>
    private async Task<List<Mark>> Watch(Queues queues, CancellationToken over)
    {
        List<Mark> marks = [];
        using var timer = new PeriodicTimer(length / 20);
        var (ended, at, processor) = (0L, TimeSpan.Zero, Environment.CpuUsage.TotalTime);
        while (await Tick(timer, over))
        {
            var now = _clock.Elapsed;
            var mark = Mark.Take(host.Folder, now);
            marks.Add(mark);
            var (queued, oldest) = queues.Look();
            var oldestUnderWay = _underWay.IsEmpty ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_underWay.Values.Min());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {now.TotalMinutes:0.0} | {(_ended - ended) / (now - at).TotalSeconds:0} | {(Environment.CpuUsage.TotalTime - processor) / (now - at):0.00} cores | {mark.Resident:0.0} | {mark.Heap:0.0} | {mark.Database:0.0} | {mark.Log:0.0} | {Process.GetCurrentProcess().Threads.Count} | {queued} | {oldest:0.000} s | {_underWay.Count} | {oldestUnderWay.TotalSeconds:0.0} s |"));
            (ended, at, processor) = (_ended, now, Environment.CpuUsage.TotalTime);
        }

        return marks;
    }

    private IEnumerable<Figure> Verdict(List<Mark> marks)
    {
        var early = marks.First(mark => mark.At >= length / 10 || mark == marks[^1]);
        var late = marks[^1];
        string Pair(Func<Mark, double> of) => string.Create(CultureInfo.InvariantCulture,
            $"{of(early):0.0} MiB, then {of(late):0.0} MiB; most {marks.Where(mark => mark.At >= early.At).Max(of):0.0} MiB");
        var all = FormattableString.Invariant($"{_started} started, {_ended} ended, {_underWay.Count} lost, {_purged} purged (children among them)");
        return
        [
            new("Orchestrations", all),
            new("Resident at 10 % and at the end", Pair(mark => mark.Resident)),
            new("Heap after a collection at 10 % and at the end", Pair(mark => mark.Heap)),
            new("Database at 10 % and at the end", Pair(mark => mark.Database)),
            new("Log at 10 % and at the end", Pair(mark => mark.Log)),
        ];
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken over)
    {
        try
        {
            return await timer.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Memory and files at one moment, in mebibytes.</summary>
    private sealed record Mark(TimeSpan At, double Resident, double Heap, double Database, double Log)
    {
        public static Mark Take(string folder, TimeSpan at) => new(
            at,
            Machine.ResidentMebibytes(Environment.ProcessId) ?? 0,
            GC.GetTotalMemory(forceFullCollection: true) / 1048576.0,
            new FileInfo(Path.Combine(folder, "runtime.db")).Length / 1048576.0,
            new FileInfo(Path.Combine(folder, "runtime.db-wal")).Length / 1048576.0);
    }

    /// <summary>What the engine itself says of its queues.</summary>
    private sealed class Queues : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _queued;
        private double _oldest;

        public Queues()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name is "durabletask.work_items.queued" or "durabletask.work_items.oldest_age") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => _queued += value);
            _listener.SetMeasurementEventCallback<double>((_, value, _, _) => _oldest = Math.Max(_oldest, value));
            _listener.Start();
        }

        public (long Queued, double Oldest) Look()
        {
            (_queued, _oldest) = (0, 0);
            _listener.RecordObservableInstruments();
            return (_queued, _oldest);
        }

        public void Dispose() => _listener.Dispose();
    }
}
