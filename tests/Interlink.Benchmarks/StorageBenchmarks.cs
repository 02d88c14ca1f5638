using System.Diagnostics;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;

namespace Interlink.Benchmarks;

/// <summary>What the local storage does in a second: commits, point reads, and searches over a large catalogue. Arguments: the number of entries.</summary>
public static class StorageBenchmarks
{
    private static readonly TenantId Tenant = TenantId.Parse("benchmark");
    private static readonly Partition Catalogue = Partition.Of(Tenant, "catalogue");

    /// <summary>Runs every measurement on a data folder of its own, and prints the figures.</summary>
    public static async Task Run(string[] args)
    {
        var entries = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 30_000;
        var folder = Directory.CreateTempSubdirectory("interlink-benchmark-");
        try
        {
            await using (var storage = await LocalStorage.Open(new LocalStorageOptions { Folder = folder.FullName }, TimeProvider.System))
            {
                await Commits(storage.Documents, callers: 1, total: 2_000);
                await Commits(storage.Documents, callers: 64, total: 20_000);
                await PointReads(storage.Documents);
                await Fill(storage.Documents, entries);
            }

            await using var reopened = await LocalStorage.Open(new LocalStorageOptions { Folder = folder.FullName }, TimeProvider.System);
            await Searches(reopened.Documents);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Commits(IDocuments documents, int callers, int total)
    {
        var times = new double[total];
        var next = -1;
        var whole = Lap.Start();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < total; i = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                await documents.Commit(
                    Partition.Of(Tenant, $"process:{i % 50}"),
                    new Batch().Put("item", $"{callers}-{i}", new Body($"item {i}", new string('x', 1_500))),
                    CancellationToken.None);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        })));
        Report($"commit, {callers} at a time", times, whole);
    }

    private static async Task PointReads(IDocuments documents)
    {
        var times = new double[20_000];
        var whole = Lap.Start();
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await documents.Find<Body>(Partition.Of(Tenant, $"process:{i % 50}"), "item", $"64-{i}", CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Report("point read", times, whole);
    }

    private static async Task Fill(IDocuments documents, int entries)
    {
        var corpus = new SyntheticCorpus(1);
        var whole = Stopwatch.StartNew();
        for (var first = 0; first < entries; first += 50)
        {
            var batch = new Batch();
            for (var i = first; i < Math.Min(first + 50, entries); i++)
            {
                batch.Put("interlinker", $"entry-{i:d6}", new Body($"entry {i}", new string('x', 2_000)), corpus.Entry());
            }

            await documents.Commit(Catalogue, batch, CancellationToken.None);
        }

        Console.WriteLine($"{entries} entries written in {whole.Elapsed.TotalSeconds:f1} s, {entries / whole.Elapsed.TotalSeconds:f0}/s");
    }

    private static async Task Searches(IDocuments documents)
    {
        var corpus = new SyntheticCorpus(2);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Search("first search after a start", documents, 1, _ => Filtered(corpus));
        Console.WriteLine($"index in memory: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0:f1} MiB");
        await Search("list, no filter, 6 facets counted", documents, 300, i => new SearchQuery { Count = SyntheticCorpus.Facets, Language = Languages(i) });
        await Search("list, 2 filters, 6 facets counted", documents, 300, i => Filtered(corpus) with { Language = Languages(i) });
        await Search("two words, by title, facets", documents, 300, i => Filtered(corpus) with { Text = corpus.Words(2), Language = Languages(i) });
        await Search("one word, by relevance, facets", documents, 300, i => Worded(corpus, 1, i));
        await Search("two words, by relevance, facets", documents, 300, i => Worded(corpus, 2, i));
        await Search("two letters, by relevance, facets", documents, 300, i => Worded(corpus, 1, i) with { Text = corpus.Words(1)[..2] });
        await Search("one letter, by relevance, facets", documents, 100, i => Worded(corpus, 1, i) with { Text = corpus.Words(1)[..1] });
        Console.WriteLine($"working set: {Environment.WorkingSet / 1048576.0:f0} MiB");
    }

    private static async Task Search(string name, IDocuments documents, int count, Func<int, SearchQuery> query)
    {
        var (times, processor) = (new double[count], new double[count]);
        var whole = Lap.Start();
        for (var i = 0; i < count; i++)
        {
            var asked = query(i);
            var lap = Lap.Start();
            await documents.Search<Body>(Catalogue, "interlinker", asked, CancellationToken.None);
            var (clock, used) = lap.Stop();
            (times[i], processor[i]) = (clock.TotalMilliseconds, used.TotalMilliseconds);
        }

        Report(name, times, whole);
        if (count > 1)
        {
            Console.WriteLine($"{"  processor time of these",-36} p50 {At(processor, 0.5),8:f3}  p95 {At(processor, 0.95),8:f3}  p99 {At(processor, 0.99),8:f3} ms");
        }
    }

    private static SearchQuery Filtered(SyntheticCorpus corpus) => new()
    {
        AnyOf = new Dictionary<string, IReadOnlyList<string>> { ["nature"] = [corpus.Value("nature")], ["profile"] = [corpus.Value("profile"), corpus.Value("profile")] },
        Count = SyntheticCorpus.Facets,
    };

    private static SearchQuery Worded(SyntheticCorpus corpus, int words, int i) => new()
    {
        Text = corpus.Words(words),
        Language = Languages(i),
        Order = SearchOrder.Relevance,
        Count = SyntheticCorpus.Facets,
    };

    private static string Languages(int i) => SyntheticCorpus.Languages[i % SyntheticCorpus.Languages.Count];

    private static void Report(string name, double[] times, Lap lap)
    {
        var (whole, processor) = lap.Stop();
        Console.WriteLine(
            $"{name,-36} p50 {At(times, 0.5),8:f3}  p95 {At(times, 0.95),8:f3}  p99 {At(times, 0.99),8:f3} ms  "
            + $"{times.Length / whole.TotalSeconds,8:f0}/s  processor {processor.TotalMilliseconds / times.Length,7:f3} ms each");
    }

    private static double At(double[] times, double share) => times.Order().ElementAt((int)Math.Min(times.Length - 1, share * times.Length));

    private sealed record Body(string Name, string Filler);

    /// <summary>Time on the clock and on the processor: the second tells the work from the waiting on a machine that is shared.</summary>
    private readonly record struct Lap(long Clock, TimeSpan Processor)
    {
        public static Lap Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

        public (TimeSpan Clock, TimeSpan Processor) Stop() => (Stopwatch.GetElapsedTime(Clock), Environment.CpuUsage.TotalTime - Processor);
    }
}
