using System.Diagnostics;

namespace Interlink.Benchmarks;

/// <summary>One measured quantity, as printed.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure, with its unit.</param>
internal readonly record struct Figure(string What, string Value);

/// <summary>Takes times and prints tables.</summary>
internal static class Benchmark
{
    /// <summary>Times one run.</summary>
    public static async Task<TimeSpan> Time(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed;
    }

    /// <summary>Times many runs after a few that do not count, for at most the given time.</summary>
    public static async Task<Times> Repeat(int runs, TimeSpan atMost, Func<int, Task> run)
    {
        for (var warm = 0; warm < Math.Min(5, runs); warm++)
            await run(warm);
        var times = new List<TimeSpan>(runs);
        var started = Stopwatch.StartNew();
        for (var i = 0; i < runs && started.Elapsed < atMost; i++)
            times.Add(await Time(() => run(i)));
        return new Times(times);
    }

    /// <summary>Prints figures under a heading, as a table that goes into markdown as it is.</summary>
    public static void Print(string heading, IEnumerable<Figure> figures)
    {
        Console.WriteLine();
        Console.WriteLine($"### {heading}");
        Console.WriteLine();
        Console.WriteLine("| What | Measured |");
        Console.WriteLine("| --- | --- |");
        foreach (var figure in figures)
            Console.WriteLine($"| {figure.What} | {figure.Value} |");
    }
}

/// <summary>Times of repeated runs.</summary>
internal sealed class Times(IEnumerable<TimeSpan> runs)
{
    private readonly List<double> _milliseconds = [.. runs.Select(r => r.TotalMilliseconds).Order()];

    /// <summary>The time that the given part of the runs did not exceed (nearest rank).</summary>
    public double At(double part) => _milliseconds[Math.Clamp((int)Math.Ceiling(part * _milliseconds.Count) - 1, 0, _milliseconds.Count - 1)];

    /// <summary>Percentiles on one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms ({_milliseconds.Count} runs)");

    /// <summary>Least, median and greatest on one line.</summary>
    public string Range() =>
        FormattableString.Invariant($"min {_milliseconds[0]:0} ms, median {At(0.5):0} ms, max {_milliseconds[^1]:0} ms ({_milliseconds.Count} runs)");
}
