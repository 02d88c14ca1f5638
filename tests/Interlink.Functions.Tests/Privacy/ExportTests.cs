using System.Net;
using System.Text;
using System.Text.Json;
using Interlink.Core.Privacy;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

public sealed class ExportTests
{
    [Fact]
    public async Task A_copy_holds_every_part_as_JSON_and_one_readable_page()
    {
        await using var host = await InterlinkHost.Start();
        var person = await host.As("officer");
        await person.MakeProcess("A square for everybody");
        var export = await person.Export();
        var files = await person.Fetch(export);
        var parts = host.Services.GetServices<IPersonalData>().Select(p => $"{p.Description.Name}.json");
        Assert.Equal(parts.Append("index.html").Order(), files.Keys.Where(k => !k.StartsWith("files/", StringComparison.Ordinal)).Order());
        var processes = JsonElement.Parse(files["processes.json"]);
        Assert.Equal("A square for everybody", processes.EnumerateArray().Single().GetProperty("data").Text("name"));
        var page = Encoding.UTF8.GetString(files["index.html"]);
        Assert.Contains("<html lang=\"lv\">", page, StringComparison.Ordinal);
        Assert.Contains("A square for everybody", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nothing_of_a_password_is_in_a_copy()
    {
        await using var host = await InterlinkHost.Start();
        var person = await host.As("officer");
        var files = await person.Fetch(await person.Export());
        Assert.All(files.Values, bytes => Assert.DoesNotContain("passwordHash", Encoding.UTF8.GetString(bytes), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_others_did_to_the_account_is_in_a_copy_and_what_they_did_elsewhere_is_not()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, person, other) = (await host.As("administrator"), await host.As("officer"), await host.As("citizen"));
        foreach (var somebody in new[] { person, other })
        {
            using var changed = await administrator.PutJson($"/api/people/{somebody.Subject}/role", new { role = "curator" });
            await changed.Expect(HttpStatusCode.OK);
        }

        await host.Services.GetRequiredService<Core.Events.OutboxDispatch>().Run(TimeSpan.Zero, TestContext.Current.CancellationToken);
        var entries = JsonElement.Parse((await person.Fetch(await person.Export()))["audit.json"]).EnumerateArray().Select(e => e.GetProperty("data")).ToList();
        Assert.Contains(entries, e => e.Text("actor") == administrator.Subject && e.Text("object") == person.Subject);
        Assert.All(entries, e => Assert.Contains(person.Subject, new[] { e.Text("actor"), e.Text("object") }));
    }

    [Fact]
    public async Task Only_the_person_can_fetch_it()
    {
        await using var host = await InterlinkHost.Start();
        var export = await (await host.As("officer")).Export();
        foreach (var other in new[] { await host.As("citizen"), await host.As("administrator") })
        {
            using var refused = await other.Get($"/api/me/exports/{export.Text("id")}/file");
            await refused.ExpectProblem(HttpStatusCode.NotFound, "export-not-found");
            Assert.Empty((await other.GetJson("/api/me/exports")).EnumerateArray());
        }
    }

    [Fact]
    public async Task A_copy_cannot_be_fetched_after_its_days_and_is_removed_by_the_next_run()
    {
        var clock = new FakeClock();
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var administrator = await host.As("administrator");
        await administrator.Decide(7, new { exports = 2 });
        var export = await administrator.Export();
        Assert.Equal(clock.GetUtcNow().AddDays(2), export.GetProperty("expiresAt").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        clock.Set(clock.GetUtcNow().AddDays(2.5));
        await host.Services.GetRequiredService<EnforceRetention>().Run(Core.Kernel.TenantId.Parse("varam"), CancellationToken.None);
        var again = host.Anonymous();
        await again.SignIn(People.Email("administrator"), People.Password);
        using var refused = await again.Get($"/api/me/exports/{export.Text("id")}/file");
        await refused.ExpectProblem(HttpStatusCode.NotFound, "export-not-found");
        Assert.Empty((await again.GetJson("/api/me/exports")).EnumerateArray());
    }

    [Fact]
    public async Task Asking_twice_makes_one()
    {
        await using var host = await InterlinkHost.Start();
        var person = await host.As("officer");
        using var first = await person.PostJson("/api/me/exports", new { });
        using var second = await person.PostJson("/api/me/exports", new { });
        await first.Expect(HttpStatusCode.Accepted);
        await second.Expect(HttpStatusCode.Accepted);
        var ids = (await person.GetJson("/api/me/exports")).EnumerateArray().Select(e => e.Text("id")).ToList();
        Assert.InRange(ids.Count, 1, 2); // The first may have been ready already.
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_copy_survives_the_end_of_the_process()
    {
        using var folder = new TemporaryFolder();
        string id;
        await using (var process = await InterlinkProcess.Demo(folder.Path))
        {
            var person = await process.As("citizen");
            using var started = await person.PostJson("/api/me/exports", new { });
            id = (await started.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
            await process.Kill();
        }

        await using var again = await InterlinkProcess.Demo(folder.Path);
        var back = await again.As("citizen");
        var export = await PrivacyFlow.Eventually(async () =>
        {
            var found = (await back.GetJson("/api/me/exports")).EnumerateArray().Single(e => e.Text("id") == id);
            return found.TryGetProperty("readyAt", out _) ? found : (JsonElement?)null;
        });
        Assert.Contains("index.html", (await back.Fetch(export)).Keys);
    }
}
