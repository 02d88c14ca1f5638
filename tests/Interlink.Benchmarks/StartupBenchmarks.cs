namespace Interlink.Benchmarks;

/// <summary>How long the embedded edition takes to be of use, and what it holds while it idles.</summary>
internal static class StartupBenchmarks
{
    public static async Task Run(string[] args)
    {
        const int runs = 8;
        var fresh = new List<TimeSpan>();
        var again = new List<TimeSpan>();
        double? resident = null;
        for (var run = 0; run < runs; run++)
        {
            var data = Directory.CreateTempSubdirectory("interlink-benchmark-").FullName;
            try
            {
                await using (var host = await RunningHost.Start(data))
                    fresh.Add(host.UntilHealthy);
                await using (var host = await RunningHost.Start(data))
                {
                    again.Add(host.UntilHealthy);
                    if (run == runs - 1)
                    {
                        await Task.Delay(TimeSpan.FromSeconds(10));
                        resident = Machine.ResidentMebibytes(host.Id);
                    }
                }
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
        }

        Benchmark.Print("Start of the embedded edition",
        [
            new("First 200 of `/api/health`, on a new data folder", new Times(fresh).Range()),
            new("First 200 of `/api/health`, on an existing data folder", new Times(again).Range()),
            new("Resident memory, idle for 10 s", resident is { } mebibytes ? FormattableString.Invariant($"{mebibytes:0} MiB") : "not known here"),
        ]);
    }
}
