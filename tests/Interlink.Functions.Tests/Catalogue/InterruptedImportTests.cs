using System.Net;
using System.Text.Json;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Storage.Local;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Catalogue;

public sealed class InterruptedImportTests
{
    [Fact]
    public async Task A_host_that_stops_in_the_middle_of_a_round_goes_on_where_it_was_and_nothing_is_ever_half_visible()
    {
        var gate = new Gate { HoldAt = 6 };
        await using var host = await Start(gate);
        var curator = await host.As("curator");
        var id = await curator.BeginImport(SampleCatalogue.Zip());
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal("running", (await curator.GetJson($"/api/operations/{id}")).GetProperty("status").GetString());
        using var second = await curator.PostJson("/api/catalogue/imports", new { uploadId = await curator.Upload(SampleCatalogue.Zip()) });
        await second.ExpectProblem(HttpStatusCode.Conflict, "import-running");
        var visible = await WholeInterlinkers(curator);
        Assert.InRange(visible, 1, SampleCatalogue.GoodInterlinkers - 1);

        await host.StartAgain();
        var operation = await curator.WaitFor(id);
        Assert.Equal("succeeded", operation.GetProperty("status").GetString());
        var report = await curator.Report(id);
        Assert.Equal(new KindCounts(Created: SampleCatalogue.GoodInterlinkers, Rejected: SampleCatalogue.BadInterlinkers), report.Counts.Interlinker);
        Assert.Equal(SampleCatalogue.GoodInterlinkers, await WholeInterlinkers(curator));
    }

    [Fact]
    public async Task A_storage_that_is_busy_for_a_moment_costs_time_and_nothing_else()
    {
        var gate = new Gate { FailAt = 4 };
        await using var host = await Start(gate);
        var report = await (await host.As("curator")).Import(SampleCatalogue.Zip());
        Assert.Null(report.Error);
        Assert.Equal(SampleCatalogue.GoodInterlinkers, report.Counts.Interlinker.Created);
        Assert.True(gate.Files > 4);
    }

    [Fact]
    public async Task The_same_request_sent_twice_starts_one_import()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var uploadId = await curator.Upload(SampleCatalogue.Zip());
        var first = await Ask();
        await curator.WaitFor(first);
        Assert.Equal(first, await Ask());
        Assert.Equal(1, (await curator.GetJson("/api/catalogue/imports")).GetProperty("total").GetInt32());

        async Task<string> Ask()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/catalogue/imports");
            request.Content = System.Net.Http.Json.JsonContent.Create(new { uploadId });
            request.Headers.Add("Idempotency-Key", "spring-import-of-the-town");
            using var answer = await curator.Send(request);
            return (await answer.ExpectJson(HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        }
    }

    private static Task<InterlinkHost> Start(Gate gate) => InterlinkHost.Start(new HostOptions
    {
        Configure = services => services.AddSingleton<IBlobs>(s => new HeldBlobs(s.GetRequiredService<LocalStorage>().Blobs, gate)),
    });

    // Opens every file that any visible entry refers to.
    private static async Task<int> WholeInterlinkers(Client client)
    {
        var list = (await client.GetJson("/api/catalogue/interlinkers?limit=100")).GetProperty("items").EnumerateArray().ToList();
        foreach (var id in list.Select(i => i.GetProperty("id").GetString()))
        {
            var entry = await client.GetJson($"/api/catalogue/interlinkers/{id}");
            var files = Urls(entry, "snapshots").Concat(Urls(entry, "templates")).Concat(entry.TryGetProperty("logo", out var logo) ? [logo.GetString()!] : []);
            foreach (var url in files)
            {
                using var file = await client.Get(url);
                await file.Expect(HttpStatusCode.OK);
            }
        }

        return list.Count;
    }

    private static IEnumerable<string> Urls(JsonElement entry, string list) => entry.GetProperty(list).EnumerateArray().Select(f => f.GetProperty("url").GetString()!);
}
