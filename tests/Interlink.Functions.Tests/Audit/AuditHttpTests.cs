using System.Net;
using System.Text.Json;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Audit;

/// <summary>What auditors read.</summary>
public sealed class AuditHttpTests : IAsyncLifetime
{
    private InterlinkHost _host = null!;
    private Client _member = null!, _auditor = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await InterlinkHost.Start();
        _member = await _host.As("member");
        _auditor = await _host.As("auditor");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_change_is_told_with_who_what_and_of_which_request_and_the_name_of_today()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/processes") { Content = System.Net.Http.Json.JsonContent.Create(new { name = "A park", language = "en" }) };
        request.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var made = await _member.Send(request);
        var id = (await made.ExpectJson(HttpStatusCode.Created)).Text("id");
        var entry = Assert.Single((await Read("?action=process")).GetProperty("items").EnumerateArray());
        Assert.Equal(("process.created", "done", id), (entry.Text("action"), entry.Text("outcome"), entry.GetProperty("object").Text("id")));
        Assert.Equal((_member.Subject, "Member"), (entry.GetProperty("actor").Text("id"), entry.GetProperty("actor").Text("name")));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", entry.Text("correlation"));
        Assert.DoesNotContain("A park", entry.GetRawText());
        Assert.DoesNotContain("Member", (await Export("jsonl")));
    }

    [Fact]
    public async Task A_refused_change_is_told_with_its_reason_and_nothing_that_the_caller_wrote()
    {
        var path = await _member.MakeProcess("A park");
        using var stale = await _member.PatchJson(path, new { aim = "More" }, "0");
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var foreign = await _auditor.PatchJson($"/api/processes/{Ulids.Derive("none")}", new { aim = "<b>" }, "0");
        await foreign.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
        using var odd = await _auditor.PatchJson("/api/processes/secret@example.org", new { aim = "x" }, "0");
        await odd.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
        using var malformed = await _member.PostJson("/api/processes", new { nam = "x" });
        await malformed.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input");

        var page = await Read("?outcome=refused");
        var items = page.GetProperty("items").EnumerateArray().Reverse().ToList();
        Assert.Equal(["stale-revision", "process-not-found", "process-not-found", "invalid-input"], items.Select(i => i.GetProperty("details").Text("problem")));
        Assert.Equal(["EditProcess", "EditProcess", "EditProcess", "CreateProcess"], items.Select(i => i.GetProperty("details").Text("function")));
        Assert.Equal(path.Split('/')[^1], items[0].GetProperty("object").Text("id"));
        Assert.False(items[2].TryGetProperty("object", out _));
        Assert.DoesNotContain("secret", page.GetRawText());
        Assert.All(items, i => Assert.Equal("request.refused", i.Text("action")));
        var administrator = await _host.As("administrator");
        Assert.DoesNotContain("request.refused", (await administrator.GetJson("/api/events")).GetRawText());
    }

    [Fact]
    public async Task Reading_what_is_not_there_and_asking_without_a_name_tell_nothing()
    {
        using var none = await _member.Get($"/api/processes/{Ulids.Derive("none")}");
        await none.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
        using var nobody = await _host.Anonymous().PostJson("/api/processes", new { name = "x", language = "en" });
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        Assert.Equal(0, (await Read("?outcome=refused")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_flood_of_refusals_is_counted_in_place_of_listed()
    {
        for (var i = 0; i < RefusalLog.ListedPerMinute + 15; i++)
        {
            using var refused = await _member.PostJson("/api/processes", new { });
            await refused.Expect(HttpStatusCode.BadRequest);
        }

        Assert.Equal(RefusalLog.ListedPerMinute, (await Read("?outcome=refused&limit=100")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_list_is_paged_from_the_latest_back_and_filtered()
    {
        for (var i = 0; i < 7; i++)
        {
            await _member.MakeProcess($"Park {i}");
        }

        var sequences = new List<long>();
        var next = "";
        do
        {
            var page = await Read($"?action=process.created&limit=3{(next.Length > 0 ? $"&cursor={next}" : "")}");
            sequences.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("sequence").GetInt64()));
            next = page.TryGetProperty("next", out var cursor) ? cursor.GetString()! : "";
        }
        while (next.Length > 0);

        Assert.Equal(7, sequences.Count);
        Assert.Equal(sequences.OrderDescending(), sequences);
        Assert.Equal(0, (await Read("?actor=nobody")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await Read("?to=2020-01-01T00:00:00Z")).GetProperty("items").GetArrayLength());
        Assert.Equal(7, (await Read("?from=2020-01-01T00:00:00Z&action=process.created")).GetProperty("items").GetArrayLength());
        Assert.Equal(7, (await Read("?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z&action=process.created")).GetProperty("items").GetArrayLength());
        using var malformed = await _auditor.Get("/api/audit?cursor=nonsense");
        await malformed.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "cursor");
    }

    [Fact]
    public async Task The_head_the_verification_and_the_export_agree()
    {
        await _member.MakeProcess("A park");
        await _member.MakeProcess("A garden");
        await Dispatch();
        var head = await _auditor.GetJson("/api/audit/head");
        var verified = await _auditor.GetJson("/api/audit/verification");
        var lines = (await Export("jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(head.Text("hash"), verified.GetProperty("verdict").Text("hash"));
        Assert.Equal(head.Text("hash"), JsonElement.Parse(lines[^1]).GetProperty("end").Text("hash"));
        Assert.Equal(head.GetProperty("sequence").GetInt64(), lines.Length - 2);
        Assert.True(verified.GetProperty("verdict").GetProperty("ok").GetBoolean());
        Assert.Contains("process.created", head.GetProperty("actions").EnumerateArray().Select(a => a.GetString()));
        var verdict = await AuditFile.Verify(lines.ToAsyncEnumerable(), [], Now);
        Assert.True(verdict.Ok);
        var cut = await AuditFile.Verify(lines[..^2].ToAsyncEnumerable(), [], Now);
        Assert.Equal(AuditFaultKind.Truncated, Assert.Single(cut.Faults).Kind);
        var table = (await Export("csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("sequence,at,recordedAt,outcome,actor,action", table[0], StringComparison.Ordinal);
        Assert.Equal(lines.Length - 1, table.Length);
    }

    [Fact]
    public async Task An_audit_is_read_by_auditors_and_administrators_of_its_tenant()
    {
        await _member.MakeProcess("A park");
        await Dispatch();
        var administrator = await _host.As("administrator");
        Assert.NotEqual(0, (await administrator.GetJson("/api/audit")).GetProperty("items").GetArrayLength());
        var elsewhere = await _host.As("auditor", "elsewhere");
        Assert.Equal(0, (await elsewhere.GetJson("/api/audit")).GetProperty("entries").GetInt64());
        foreach (var path in (string[])["/api/audit", "/api/audit/head", "/api/audit/verification", "/api/audit/export"])
        {
            using var refused = await _member.Get(path);
            await refused.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        }
    }

    private Task Dispatch() => OutboxFlow.HandOn(_host.Services);

    private async Task<JsonElement> Read(string query)
    {
        await Dispatch();
        return await _auditor.GetJson($"/api/audit{query}");
    }

    private async Task<string> Export(string format)
    {
        await Dispatch();
        using var file = await _auditor.Get($"/api/audit/export?format={format}");
        await file.Expect(HttpStatusCode.OK);
        return await file.Content.ReadAsStringAsync(Now);
    }
}
