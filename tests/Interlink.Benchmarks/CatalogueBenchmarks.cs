using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;

namespace Interlink.Benchmarks;

/// <summary>A large catalogue, seeded through the store and then asked over HTTP as the web app asks.</summary>
internal static class CatalogueBenchmarks
{
    private const int Entries = 30_000;
    private const string SchemaId = "synthetic_schema";
    private static readonly TenantId Tenant = TenantId.Parse("demo");

    // One client asks as fast as it can; the limits on a caller would be all that is measured.
    private static readonly string[] Unlimited = ["--demo", "--Interlink:Edge:CallerBurst=100000", "--Interlink:Edge:CallerRate=100000"];

    public static async Task Run(string[] args)
    {
        var data = Directory.CreateTempSubdirectory("interlink-benchmark-").FullName;
        try
        {
            var seeding = await Benchmark.Time(() => Seed(data));
            await using var host = await RunningHost.Start(data, Unlimited);
            await host.SignIn(data);
            var first = await Benchmark.Time(() => host.Get("/api/catalogue/interlinkers?limit=20"));
            List<Figure> figures =
            [
                new("Seeding through the store, 100 a commit", Text($"{seeding.TotalSeconds:0.0} s, {Entries / seeding.TotalSeconds:0} entries/s")),
                new("Start on that data folder, to the first 200 of `/api/health`", Text($"{host.UntilHealthy.TotalMilliseconds:0} ms")),
                new("First list after the start (reads the index into memory)", Text($"{first.TotalMilliseconds:0} ms")),
            ];
            foreach (var (what, path) in Questions())
                figures.Add(new(what, (await Benchmark.Repeat(300, TimeSpan.FromSeconds(15), i => host.Get(path(i)))).ToString()));
            figures.Add(new("Twenty pages by cursor, one after the other (each)", (await Pages(host)).ToString()));
            figures.Add(new("Recommendations for a task, 10 listed", (await Recommendations(host)).ToString()));
            if (Machine.ResidentMebibytes(host.Id) is { } mebibytes)
                figures.Add(new("Resident memory afterwards", Text($"{mebibytes:0} MiB")));
            Benchmark.Print($"Catalogue of {Entries:N0} entries, asked over HTTP", figures);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static IEnumerable<(string What, Func<int, string> Path)> Questions()
    {
        const string list = "/api/catalogue/interlinkers?limit=20";
        yield return ("List by title, all facets counted", _ => $"{list}&language=it");
        yield return ("List filtered by profile, difficulty and language",
            i => $"{list}&profile={SyntheticCatalogue.ProfileId(i)}&difficulty=easy&difficulty=medium&contentLanguage=it");
        yield return ("List filtered by one profile, newest first", i => $"{list}&profile={SyntheticCatalogue.ProfileId(i)}&sort=newest");
        yield return ("Search for two words, filtered by form",
            i => $"{list}&text={SyntheticCatalogue.Word(i)}+{SyntheticCatalogue.Word(i * 5)}&form=guidelines");
        yield return ("Search for the beginning of a word, by relevance", i => $"{list}&text={SyntheticCatalogue.Word(i)[..4]}");
        yield return ("One entry", i => $"/api/catalogue/interlinkers/synthetic_{i * 97 % Entries}");
    }

    private static async Task<Times> Pages(RunningHost host)
    {
        var next = "";
        return await Benchmark.Repeat(20, TimeSpan.FromSeconds(15), async _ =>
        {
            var page = await host.Get($"/api/catalogue/interlinkers?limit=100&sort=title{next}");
            next = $"&cursor={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
        });
    }

    private static async Task<Times> Recommendations(RunningHost host)
    {
        using var made = await host.Client.PostAsJsonAsync("/api/processes", new { name = "Benchmark", language = "en" });
        var process = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var apply = new HttpRequestMessage(HttpMethod.Post, $"/api/processes/{process}/schema")
        {
            Content = JsonContent.Create(new { schemaId = SchemaId }),
        };
        apply.Headers.IfMatch.Add(made.Headers.ETag!);
        using var applied = await host.Client.SendAsync(apply);
        var guide = await applied.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var tasks = guide.GetProperty("items").EnumerateArray()
            .Where(i => i.GetProperty("type").GetString() == "task").Select(i => i.GetProperty("id").GetString()).ToList();
        return await Benchmark.Repeat(
            200, TimeSpan.FromSeconds(20), i => host.Get($"/api/processes/{process}/items/{tasks[i % tasks.Count]}/recommendations?limit=10"));
    }

    private static async Task Seed(string folder)
    {
        await using var storage = await LocalStorage.Open(new LocalStorageOptions { Folder = folder }, TimeProvider.System);
        var partition = CatalogueStore.PartitionOf(Tenant);
        var profiles = Enumerable.Range(0, SyntheticCatalogue.Profiles).Select(SyntheticCatalogue.Profile);
        await Put(profiles, (batch, p) => batch.Put(ProblemProfile.Kind, p.Id, p, CatalogueIndex.Of(p)));
        await Put(Enumerable.Range(0, Entries).Select(SyntheticCatalogue.Entry), (batch, e) => batch.Put(Interlinker.Kind, e.Id, e, CatalogueIndex.Of(e)));
        await Put([SyntheticCatalogue.Schema(SchemaId)], (batch, s) => batch.Put(CoproductionSchema.Kind, s.Id, s, CatalogueIndex.Of(s)));

        async Task Put<T>(IEnumerable<T> entries, Func<Batch, T, Batch> put)
        {
            foreach (var some in entries.Chunk(Batch.MaxOperations))
            {
                await storage.Documents.Commit(partition, some.Aggregate(new Batch(), put), CancellationToken.None);
            }
        }
    }

    private static string Text(FormattableString figure) => FormattableString.Invariant(figure);
}
