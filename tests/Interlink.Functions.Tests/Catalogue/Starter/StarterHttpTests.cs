using System.Net;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Storage.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Catalogue.Starter;

public sealed class StarterHttpTests
{
    private const string Path = "/api/catalogue/starter";

    [Fact]
    public async Task A_curator_imports_it_like_any_other_and_the_second_time_nothing_changes()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var first = await Import(curator);
        Assert.Equal("interlink-starter-catalogue.zip", first.Source);
        Assert.Equal(new KindCounts(Created: 19), first.Counts.Interlinker);
        Assert.Equal(new KindCounts(Created: 16), first.Counts.ProblemProfile);
        Assert.Equal(new KindCounts(Created: 1), first.Counts.CoproductionSchema);
        Assert.Empty(first.Entries.SelectMany(e => e.Warnings));

        var second = await Import(curator);
        Assert.NotEqual(first.OperationId, second.OperationId);
        Assert.Equal(first.Counts.Sum().Created, second.Counts.Sum().Unchanged);
        Assert.Equal(new KindCounts(Unchanged: 36), second.Counts.Sum());
    }

    [Fact]
    public async Task A_process_made_from_it_is_recommended_a_template_that_can_be_used_at_once()
    {
        await using var host = await InterlinkHost.Start();
        await Import(await host.As("curator"));
        var officer = await host.As("officer");
        var process = await officer.MakeProcess(language: "lv");
        using var applied = await officer.PostJson($"{process}/schema", new { schemaId = "starter" }, await officer.TagOf(process));
        await applied.Expect(HttpStatusCode.OK);
        var tasks = (await officer.GetJson($"{process}/guide")).GetProperty("items").EnumerateArray().Where(i => i.GetProperty("type").GetString() == "task").ToList();
        Assert.Equal(29, tasks.Count);
        foreach (var task in tasks)
        {
            var best = (await officer.GetJson($"{process}/items/{task.GetProperty("id").GetString()}/recommendations?language=lv")).GetProperty("items")[0];
            Assert.False(best.GetProperty("generic").GetBoolean());
        }
    }

    [Fact]
    public async Task The_same_request_sent_twice_starts_one_import()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var first = await Ask();
        await curator.WaitFor(first);
        Assert.Equal(first, await Ask());
        Assert.Equal(1, (await curator.GetJson("/api/catalogue/imports")).GetProperty("total").GetInt32());

        async Task<string> Ask()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path);
            request.Headers.Add("Idempotency-Key", "one-and-the-same-wish");
            using var accepted = await curator.Send(request);
            return (await accepted.ExpectJson(HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        }
    }

    [Fact]
    public async Task Who_may_not_change_the_catalogue_may_not_fill_it()
    {
        await using var host = await InterlinkHost.Start();
        using var member = await (await host.As("member")).Send(new HttpRequestMessage(HttpMethod.Post, Path));
        await member.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        using var browser = host.Anonymous();
        using var stranger = await browser.Send(new HttpRequestMessage(HttpMethod.Post, Path));
        await stranger.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task While_another_import_runs_it_is_refused_and_names_that_one()
    {
        var gate = new Gate { HoldAt = 3 };
        await using var host = await InterlinkHost.Start(new HostOptions
        {
            Configure = services => services.AddSingleton<IBlobs>(s => new HeldBlobs(s.GetRequiredService<LocalStorage>().Blobs, gate)),
        });
        var curator = await host.As("curator");
        var running = await Begin(curator);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        using var refused = await curator.Send(new HttpRequestMessage(HttpMethod.Post, Path));
        var problem = await refused.ExpectProblem(HttpStatusCode.Conflict, "import-running");
        Assert.Contains(running, problem.ToString());
    }

    private static async Task<string> Begin(Client curator)
    {
        using var accepted = await curator.Send(new HttpRequestMessage(HttpMethod.Post, Path));
        var id = (await accepted.ExpectJson(HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        Assert.Equal($"/api/operations/{id}", accepted.Headers.Location?.ToString());
        return id;
    }

    private static async Task<ImportReport> Import(Client curator)
    {
        var id = await Begin(curator);
        var operation = await curator.WaitFor(id);
        Assert.Equal("succeeded", operation.GetProperty("status").GetString());
        return await curator.Report(id);
    }
}
