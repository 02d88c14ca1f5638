using System.Net;
using System.Text.Json;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Storage.Local;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Catalogue;

/// <summary>Imports that somebody canceled, that broke off, and that are tried again.</summary>
public sealed class EndedImportTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    [Fact]
    public async Task An_import_tells_its_steps_in_order_with_their_times()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var operation = await curator.WaitFor(await curator.BeginImport(SampleCatalogue.Zip(), "spring.zip"));
        var steps = operation.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(
            ["reading", "checking", "saving-problems", "saving-interlinkers", "saving-schemas", "reporting"], steps.Select(s => s.GetProperty("step").GetString()));
        Assert.All(steps, step => Assert.Equal("done", step.GetProperty("outcome").GetString()));
        Assert.All(steps, step => Assert.True(step.GetProperty("startedAt").GetDateTimeOffset() <= step.GetProperty("finishedAt").GetDateTimeOffset()));
        Assert.Equal(steps.Skip(1).Select(s => s.GetProperty("startedAt").GetString()), steps.SkipLast(1).Select(s => s.GetProperty("finishedAt").GetString()));
        Assert.Equal((SampleCatalogue.Entries, "spring.zip"), (operation.GetProperty("progress").GetProperty("done").GetInt32(), operation.GetProperty("summary").GetString()));
        Assert.Equal(curator.Subject, operation.GetProperty("startedBy").GetProperty("subject").GetString());
        Assert.Equal(steps[0].GetProperty("startedAt").GetString(), operation.GetProperty("startedAt").GetString());
    }

    [Fact]
    public async Task A_refused_source_tells_the_step_that_refused_it_and_is_not_tried_again()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var id = await curator.BeginImport(new MemoryStream("no archive"u8.ToArray()));
        var operation = await curator.WaitFor(id);
        Assert.Equal(["reading: failed", "reporting: done"], Steps(operation));
        Assert.Equal("input-refused", operation.GetProperty("can").GetProperty("whyNotRetry").GetString());
        using var refused = await curator.PostJson($"/api/operations/{id}/retry", new { });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "not-retryable");
    }

    [Fact]
    public async Task A_canceled_import_keeps_and_tells_what_it_saved_lets_the_next_one_in_and_can_be_tried_again_to_the_end()
    {
        var gate = new Gate { HoldAt = 6 };
        await using var host = await Start(gate);
        var curator = await host.As("curator");
        var id = await curator.BeginImport(SampleCatalogue.Zip(), "spring.zip");
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        var visible = (await curator.GetJson("/api/catalogue/interlinkers")).GetProperty("total").GetInt32();
        using var canceled = await curator.PostJson($"/api/operations/{id}/cancel", new { reason = "The wrong file" });
        await canceled.Expect(HttpStatusCode.Accepted);
        var operation = await curator.WaitFor(id);
        Assert.Equal(("canceled", "The wrong file"), (operation.GetProperty("status").GetString(), operation.GetProperty("canceled").GetProperty("reason").GetString()));
        Assert.Equal("saving-interlinkers: canceled", Steps(operation)[^1]);
        var report = await curator.Report(id);
        Assert.Equal(("import-canceled", visible), (report.Error?.Type, report.Counts.Interlinker.Created));
        Assert.NotNull(report.FinishedAt);
        Assert.Equal(SampleCatalogue.GoodProfiles, report.Counts.ProblemProfile.Created);

        // The next import takes the place, and then the first is tried again. What it saved the first time is still its own.
        await host.StartAgain();
        Assert.Equal(visible, (await curator.Import(SampleCatalogue.Zip(change: Nothing))).Counts.Interlinker.Unchanged);
        using var again = await curator.PostJson($"/api/operations/{id}/retry", new { attempt = 1 });
        await again.Expect(HttpStatusCode.Accepted);
        var second = await curator.WaitFor(id);
        Assert.Equal(("succeeded", 2), (second.GetProperty("status").GetString(), second.GetProperty("attempt").GetInt32()));
        var whole = await curator.Report(id);
        Assert.Null(whole.Error);
        Assert.Equal(SampleCatalogue.Entries, whole.Entries.Count);
        Assert.Equal(visible, whole.Counts.Interlinker.Created);
    }

    [Fact]
    public async Task An_import_is_not_tried_again_while_another_runs()
    {
        var gate = new Gate { HoldAt = 6 };
        await using var host = await Start(gate);
        var curator = await host.As("curator");
        var id = await Canceled(host, curator, gate);
        var running = Core.Operations.OperationId.Of("catalogue-import", Ulids.Derive("somebody else"));
        await host.Services.GetRequiredService<ImportStore>().Begin(Varam, running, "other.zip", TimeProvider.System.GetUtcNow(), null, TestContext.Current.CancellationToken);
        using var refused = await curator.PostJson($"/api/operations/{id}/retry", new { });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "import-running");
        Assert.Equal(1, (await curator.GetJson($"/api/operations/{id}")).GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task What_an_import_needs_to_be_tried_again_is_kept_for_a_while_and_its_report_for_good()
    {
        var gate = new Gate { HoldAt = 6 };
        await using var host = await Start(gate);
        var curator = await host.As("curator");
        var id = await Canceled(host, curator, gate);
        Assert.True((await curator.GetJson($"/api/operations/{id}")).GetProperty("can").GetProperty("retry").GetBoolean());
        var imports = host.Services.GetRequiredService<ImportStore>();
        await imports.Forget(Varam, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.True((await curator.GetJson($"/api/operations/{id}")).GetProperty("can").GetProperty("retry").GetBoolean());

        await imports.Forget(Varam, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal("input-gone", (await curator.GetJson($"/api/operations/{id}")).GetProperty("can").GetProperty("whyNotRetry").GetString());
        using var refused = await curator.PostJson($"/api/operations/{id}/retry", new { });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "not-retryable");
        Assert.NotEmpty((await curator.Report(id)).Entries);
    }

    [Fact]
    public async Task A_storage_that_stays_away_breaks_an_import_off_and_the_next_attempt_ends_it()
    {
        var gate = new Gate { FailFrom = 4 };
        await using var host = await Start(gate, new FakeClock());
        var curator = await host.As("curator");
        var id = await curator.BeginImport(SampleCatalogue.Zip());
        JsonElement broken;
        do
        {
            // The import waits longer and longer before it believes that storage stays away.
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(20, TestContext.Current.CancellationToken);
            broken = await curator.GetJson($"/api/operations/{id}");
        }
        while (!broken.TryGetProperty("endedAt", out _));

        Assert.Equal("import-interrupted", broken.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(["saving-interlinkers: failed", "reporting: done"], Steps(broken)[^2..]);
        Assert.DoesNotContain("busy", broken.ToString(), StringComparison.Ordinal);
        var listed = (await curator.GetJson("/api/catalogue/imports")).GetProperty("items")[0];
        Assert.Equal("import-interrupted", listed.GetProperty("error").GetProperty("type").GetString());
        Assert.True(listed.GetProperty("counts").GetProperty("interlinker").GetProperty("created").GetInt32() > 0);

        gate.FailFrom = 0;
        using var again = await curator.PostJson($"/api/operations/{id}/retry", new { });
        await again.Expect(HttpStatusCode.Accepted);
        Assert.Equal("succeeded", (await curator.WaitFor(id)).GetProperty("status").GetString());
        var whole = await curator.Report(id);
        Assert.Equal((SampleCatalogue.Entries, SampleCatalogue.GoodInterlinkers), (whole.Entries.Count, whole.Counts.Interlinker.Created));
    }

    private static async Task<string> Canceled(InterlinkHost host, Client curator, Gate gate)
    {
        var id = await curator.BeginImport(SampleCatalogue.Zip());
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        using var canceled = await curator.PostJson($"/api/operations/{id}/cancel", new { });
        await canceled.Expect(HttpStatusCode.Accepted);
        await curator.WaitFor(id);
        await host.StartAgain();
        return id;
    }

    private static Task<InterlinkHost> Start(Gate gate, FakeClock? clock = null) => InterlinkHost.Start(new HostOptions
    {
        Clock = clock,
        Configure = services => services.AddSingleton<IBlobs>(s => new HeldBlobs(s.GetRequiredService<LocalStorage>().Blobs, gate)),
    });

    private static byte[]? Nothing(string path, byte[] content) => content;

    private static List<string> Steps(JsonElement operation) =>
        [.. operation.GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("step").GetString()}: {s.GetProperty("outcome").GetString()}")];
}
