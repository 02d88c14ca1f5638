using Interlink.Benchmarks;

var benchmarks = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["storage"] = StorageBenchmarks.Run,
    ["startup"] = StartupBenchmarks.Run,
    ["import"] = ImportBenchmarks.Run,
    ["catalogue"] = CatalogueBenchmarks.Run,
    ["recommendation"] = RecommendationBenchmarks.Run,
    ["permissions"] = PermissionBenchmarks.Run,
    ["durable"] = DurableBenchmarks.Run,
    ["webhooks"] = WebhookBenchmarks.Run,
    ["teams"] = TeamBenchmarks.Run,
};

if (args is ["durable-child", .. var child])
{
    await DurableHost.Child(child);
    return 0;
}

if (args is not [var name, ..] || (name != "all" && !benchmarks.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project tests/Interlink.Benchmarks -- all|{string.Join('|', benchmarks.Keys)}");
    return 2;
}

Benchmark.Print("Machine", Machine.Facts());
foreach (var (_, run) in benchmarks.Where(b => name == "all" || b.Key == name))
    await run(args[1..]);
return 0;
