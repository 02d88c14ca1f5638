using System.Net;
using System.Text;
using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Catalogue;

public sealed class ImportCatalogueTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    [Fact]
    public async Task An_import_tells_what_became_of_every_entry()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var id = await curator.BeginImport(SampleCatalogue.Zip(), "spring copy.zip");
        var operation = await curator.WaitFor(id);
        Assert.Equal("succeeded", operation.GetProperty("status").GetString());
        Assert.Equal($"/api/catalogue/imports/{id}", operation.GetProperty("result").GetProperty("report").GetString());
        var report = await curator.Report(id);
        Assert.Equal(new KindCounts(Created: SampleCatalogue.GoodProfiles, Rejected: SampleCatalogue.BadProfiles), report.Counts.ProblemProfile);
        Assert.Equal(new KindCounts(Created: SampleCatalogue.GoodInterlinkers, Rejected: SampleCatalogue.BadInterlinkers), report.Counts.Interlinker);
        Assert.Equal(new KindCounts(Created: SampleCatalogue.GoodSchemas, Rejected: SampleCatalogue.BadSchemas), report.Counts.CoproductionSchema);
        Assert.Equal(("spring copy.zip", SampleCatalogue.Entries, true), (report.Source, report.Entries.Count, report.FinishedAt is not null));
        Assert.Contains(report.Entries, e => e is { Id: "lost_template", Outcome: ImportOutcome.Created } && e.Warnings.Any(w => w.Code == "template_missing"));
        Assert.Contains(report.Entries, e => e is { Id: "circle", Outcome: ImportOutcome.Rejected, Error.Code: "prerequisite_cycle" });
        var listed = (await curator.GetJson("/api/catalogue/imports")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(id, listed.GetProperty("operationId").GetString());
        Assert.Equal(SampleCatalogue.GoodProfiles, listed.GetProperty("counts").GetProperty("problem_profile").GetProperty("created").GetInt32());
        Assert.False(listed.TryGetProperty("entries", out _));
    }

    [Fact]
    public async Task Importing_any_catalogue_twice_changes_nothing_the_second_time_and_loses_nothing_the_first()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var first = await curator.Import(SampleCatalogue.Zip(SampleCatalogue.AnyFolder));
        var second = await curator.Import(SampleCatalogue.Zip(SampleCatalogue.AnyFolder, below: "main"));
        var (created, again) = (first.Counts.Sum(), second.Counts.Sum());
        Assert.Equal((0, 0), (created.Updated, created.Unchanged));
        Assert.Equal(new KindCounts(Unchanged: created.Created, Rejected: created.Rejected), again);
        Assert.Equal(first.Counts.Interlinker.Created, (await curator.GetJson("/api/catalogue/interlinkers")).GetProperty("total").GetInt32());
        Assert.Equal(first.Counts.ProblemProfile.Created, (await curator.GetJson("/api/catalogue/problem-profiles")).GetProperty("total").GetInt32());
        Assert.Equal(first.Counts.CoproductionSchema.Created, (await curator.GetJson("/api/catalogue/schemas")).GetProperty("total").GetInt32());
        Assert.True(SampleCatalogue.RealFolder is null || created.Rejected == 0, "Entries of the real catalogue were rejected.");
    }

    [Fact]
    public async Task A_newer_copy_updates_what_changed_and_removes_nothing()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        await curator.Import(SampleCatalogue.Zip());
        var report = await curator.Import(SampleCatalogue.Zip(change: (path, content) =>
            path.Contains("polls-board/metadata", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("Polls board", "Polls wall", StringComparison.Ordinal))
            : path.Contains("Shared-Whiteboard", StringComparison.Ordinal) ? null
            : content));
        Assert.Equal(["polls_board"], report.Entries.Where(e => e.Outcome == ImportOutcome.Updated).Select(e => e.Id));
        Assert.Equal(0, report.Counts.Sum().Created);
        var board = await curator.GetJson("/api/catalogue/interlinkers/polls_board");
        Assert.Equal(("Polls wall", 2), (board.GetProperty("name").GetProperty("text").GetString(), board.GetProperty("version").GetInt32()));
        using var kept = await curator.Get("/api/catalogue/interlinkers/shared_whiteboard");
        await kept.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_import_that_is_interrupted_again_and_again_ends_as_if_it_were_not()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var id = await curator.BeginImport(SampleCatalogue.Zip(SampleCatalogue.AnyFolder));
        for (var interruption = 0; interruption < 4; interruption++)
        {
            await host.StartAgain();
        }

        var operation = await curator.WaitFor(id);
        Assert.Equal("succeeded", operation.GetProperty("status").GetString());
        var report = await curator.Report(id);
        Assert.Equal((0, 0), (report.Counts.Sum().Updated, report.Counts.Sum().Unchanged));
        var items = (await curator.GetJson("/api/catalogue/interlinkers?limit=100")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToList();
        Assert.Equal(report.Entries.Where(e => e is { Kind: Interlinker.Kind, Outcome: ImportOutcome.Created }).Select(e => e.Id).Order(), items.Order());
        foreach (var item in items)
        {
            Assert.Equal(1, (await curator.GetJson($"/api/catalogue/interlinkers/{item}")).GetProperty("version").GetInt32());
        }
    }

    [Fact]
    public async Task Every_step_may_run_twice_with_the_same_result()
    {
        await using var host = await InterlinkHost.Start();
        var (run, imports, blobs) = (host.Services.GetRequiredService<RunImport>(), host.Services.GetRequiredService<ImportStore>(), host.Services.GetRequiredService<IBlobs>());
        var cancellation = TestContext.Current.CancellationToken;
        var id = OperationId.Of("catalogue-import", Ulids.Derive("twice"));
        var now = DateTimeOffset.UnixEpoch;
        var address = BlobAddress.Of(Varam, "given");
        await blobs.Put(address, SampleCatalogue.Zip(), "application/zip", long.MaxValue, cancellation);
        await imports.Begin(Varam, id, "twice.zip", now, null, cancellation);
        Assert.Equal(id, (await imports.Begin(Varam, id, "twice.zip", now, null, cancellation)).Import);
        Assert.True(await imports.Keep(Varam, id, address, cancellation));
        var plan = await run.Prepare(Varam, id, cancellation);
        Assert.Equal(plan, await run.Prepare(Varam, id, cancellation));
        for (var round = 0; round < plan.Rounds.Count; round++)
        {
            Assert.Equal(await run.SaveRound(Varam, id, round, cancellation), await run.SaveRound(Varam, id, round, cancellation));
        }

        var finished = await imports.Finish(Varam, id, "tester", null, now, cancellation);
        Assert.Equal(finished, await imports.Finish(Varam, id, "tester", null, now.AddDays(1), cancellation));
        Assert.Equal(new KindCounts(Created: SampleCatalogue.GoodInterlinkers, Rejected: SampleCatalogue.BadInterlinkers), finished.Counts.Interlinker);
        Assert.Null(await imports.FindRunning(Varam, cancellation));
        var papers = new List<BlobInfo>();
        await foreach (var paper in blobs.List(Varam, "catalogue/imports/", cancellation))
        {
            papers.Add(paper);
        }

        Assert.Equal($"catalogue/imports/{id.Key}/report", Assert.Single(papers).Address.Path);
    }

    [Fact]
    public async Task A_second_import_at_the_same_time_is_refused_and_told_which_one_is_running()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var running = OperationId.Of("catalogue-import", Ulids.Derive("somebody else"));
        await host.Services.GetRequiredService<ImportStore>().Begin(Varam, running, "first.zip", TimeProvider.System.GetUtcNow(), null, TestContext.Current.CancellationToken);
        using var refused = await curator.PostJson("/api/catalogue/imports", new { uploadId = await curator.Upload(SampleCatalogue.Zip()) });
        var problem = await refused.ExpectProblem(HttpStatusCode.Conflict, "import-running");
        Assert.Contains(running.ToString(), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_never_began_its_work_gives_its_place_to_the_next_and_is_told_as_broken_off()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var abandoned = OperationId.Of("catalogue-import", Ulids.Derive("abandoned"));
        await host.Services.GetRequiredService<ImportStore>().Begin(Varam, abandoned, "lost.zip", DateTimeOffset.UnixEpoch, null, TestContext.Current.CancellationToken);
        Assert.Equal(SampleCatalogue.GoodInterlinkers, (await curator.Import(SampleCatalogue.Zip())).Counts.Interlinker.Created);
        Assert.Equal("import-interrupted", (await curator.Report(abandoned.ToString())).Error?.Type);
    }

    [Theory]
    [InlineData("no archive", "source-not-a-zip")]
    [InlineData(null, "source-not-a-catalogue")]
    public async Task A_source_that_is_no_catalogue_fails_clearly_imports_nothing_and_lets_the_next_one_in(string? content, string type)
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var source = content is null ? SampleCatalogue.Zip(below: "far/too/deep") : new MemoryStream(Encoding.UTF8.GetBytes(content));
        var id = await curator.BeginImport(source);
        var operation = await curator.WaitFor(id);
        Assert.Equal(("failed", type), (operation.GetProperty("status").GetString(), operation.GetProperty("error").GetProperty("type").GetString()));
        var report = await curator.Report(id);
        Assert.Equal((type, 0), (report.Error?.Type, report.Entries.Count));
        Assert.Equal(0, (await curator.GetJson("/api/catalogue/interlinkers")).GetProperty("total").GetInt32());
        Assert.Equal(SampleCatalogue.GoodInterlinkers, (await curator.Import(SampleCatalogue.Zip())).Counts.Interlinker.Created);
    }

    [Fact]
    public async Task Only_curators_import_and_see_imports()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var refused = await member.PostJson("/api/catalogue/imports", new { uploadId = "01j00000000000000000000000" });
        await refused.Expect(HttpStatusCode.Forbidden);
        using var list = await member.Get("/api/catalogue/imports");
        await list.Expect(HttpStatusCode.Forbidden);
        using var nobody = await host.Anonymous().Get("/api/catalogue/interlinkers");
        await nobody.Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_upload_that_does_not_exist_and_an_import_that_does_not_exist_are_404()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        using var refused = await curator.PostJson("/api/catalogue/imports", new { uploadId = "01j00000000000000000000000" });
        await refused.ExpectProblem(HttpStatusCode.NotFound, "upload-not-found");
        using var import = await curator.Get("/api/catalogue/imports/catalogue-import.01j00000000000000000000000");
        await import.ExpectProblem(HttpStatusCode.NotFound, "import-not-found");
        using var nonsense = await curator.Get("/api/catalogue/imports/nonsense");
        await nonsense.ExpectProblem(HttpStatusCode.NotFound, "import-not-found");
        using var empty = await curator.PostJson("/api/catalogue/imports", new { });
        await empty.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "uploadId");
    }

    [Fact]
    public async Task Tenants_import_apart_from_each_other()
    {
        await using var host = await InterlinkHost.Start();
        await (await host.As("curator")).Import(SampleCatalogue.Zip());
        var other = await host.As("curator", "mef");
        Assert.Equal(0, (await other.GetJson("/api/catalogue/interlinkers")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await other.GetJson("/api/catalogue/imports")).GetProperty("total").GetInt32());
        Assert.Equal(SampleCatalogue.GoodInterlinkers, (await other.Import(SampleCatalogue.Zip())).Counts.Interlinker.Created);
    }
}
