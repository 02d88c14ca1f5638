using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Webhooks;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Platform;

/// <summary>The embedded edition: people who run the platform with the session they sign in with, and everybody who would like to.</summary>
public sealed class PlatformSessionTests
{
    private const string Tenants = "/api/platform/tenants", Runner = "runner";

    private static object Town => new { name = "New town", languages = new[] { "en" }, administrator = "mayor@example.org", password = People.Password };

    [Fact]
    public async Task Somebody_whom_the_settings_name_makes_a_tenant_and_steers_it()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        Assert.True((await runner.GetJson("/api/me")).GetProperty("runsPlatform").GetBoolean());
        using var made = await runner.PutJson($"{Tenants}/new-town", Town);
        var town = await made.ExpectJson(HttpStatusCode.Created);
        Assert.Contains("token=", town.GetProperty("administrator").Text("welcomeUrl"), StringComparison.Ordinal);
        Assert.Contains(Items(await runner.GetJson(Tenants)), tenant => tenant.Text("id") == "new-town");

        using var suspended = await runner.PostJson($"{Tenants}/new-town/suspend", new { reason = "Unpaid.", password = People.Password });
        Assert.Equal("suspended", (await suspended.ExpectJson(HttpStatusCode.OK)).Text("state"));
        using var resumed = await runner.PostJson($"{Tenants}/new-town/resume", new { });
        Assert.Equal("active", (await resumed.ExpectJson(HttpStatusCode.OK)).Text("state"));
        var audit = await WebhookFlow.Until(async () => Items(await runner.GetJson("/api/platform/audit")), entries => entries.Any(entry => entry.Text("action") == "tenant.resumed"));
        Assert.All(audit, entry => Assert.Equal((runner.Subject, "Runner"), (entry.GetProperty("actor").Text("id"), entry.GetProperty("actor").Text("name"))));
    }

    [Fact]
    public async Task What_gives_or_takes_a_tenant_asks_for_the_password_and_a_borrowed_session_has_none()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        using var made = await runner.PutJson($"{Tenants}/new-town", Town);
        await made.Expect(HttpStatusCode.Created);
        foreach (var password in new[] { null, "seven quiet hares" })
        {
            var code = password is null ? "required" : "wrong";
            foreach (var (act, body) in new (string, object)[]
            {
                ("suspend", new { reason = "Mine.", password }), ("hand-over", new { reason = "Mine.", password }), ("deletion", new { confirmation = "new-town", password }),
                ("welcome", new { administrator = "mayor@example.org", password }),
            })
            {
                using var refused = await runner.PostJson($"{Tenants}/new-town/{act}", body);
                Assert.Equal([$"password: {code}"], Problems.FieldsOf(await Problems.Of(refused, HttpStatusCode.BadRequest, "invalid-input")));
            }
        }

        using var taken = await runner.PutJson($"{Tenants}/new-town", new { name = "New town", languages = new[] { "en" }, administrator = "thief@example.org" });
        Assert.Equal(["password: required"], Problems.FieldsOf(await Problems.Of(taken, HttpStatusCode.BadRequest, "invalid-input")));
        using var deleted = await runner.Delete($"{Tenants}/new-town");
        Assert.Equal(["password: required"], Problems.FieldsOf(await Problems.Of(deleted, HttpStatusCode.BadRequest, "invalid-input")));
        Assert.Equal("active", (await runner.GetJson($"{Tenants}/new-town")).Text("state"));
    }

    [Fact]
    public async Task A_deletion_asks_for_the_id_once_more_and_can_be_taken_back()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        using var made = await runner.PutJson($"{Tenants}/new-town", Town);
        using var misspelt = await runner.PostJson($"{Tenants}/new-town/deletion", new { confirmation = "newtown", password = People.Password });
        Assert.Equal(["confirmation: differs"], Problems.FieldsOf(await Problems.Of(misspelt, HttpStatusCode.BadRequest, "invalid-input")));
        using var asked = await runner.PostJson($"{Tenants}/new-town/deletion", new { confirmation = "new-town", password = People.Password });
        var operation = (await asked.ExpectJson(HttpStatusCode.Accepted)).Text("id");
        var town = await runner.GetJson($"{Tenants}/new-town");
        Assert.Equal(("deleting", operation, 168d), (town.Text("state"), town.Text("deletion"), town.GetProperty("graceHours").GetDouble()));
        Assert.Equal(operation, (await runner.GetJson($"/api/platform/operations/{operation}")).Text("id"));
        using var back = await runner.PostJson($"{Tenants}/new-town/resume", new { });
        Assert.Equal("active", (await back.ExpectJson(HttpStatusCode.OK)).Text("state"));
    }

    [Fact]
    public async Task In_the_own_tenant_the_person_may_no_more_than_before_and_in_others_nothing()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        var curator = await host.As("curator");
        using var made = await curator.PostJson("/api/processes", new { name = "Walled garden", language = "en" });
        await made.Expect(HttpStatusCode.Created);
        Assert.Equal(["member"], (await runner.GetJson("/api/me")).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Empty(Items(await runner.GetJson("/api/processes")));
        foreach (var path in new[] { "/api/people", "/api/audit", "/api/tenant/settings", "/api/mails" })
        {
            using var refused = await runner.Get(path);
            await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        }

        using var town = await runner.PutJson($"{Tenants}/new-town", Town);
        foreach (var path in new[] { "/api/me", "/api/processes", Tenants })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Interlink-Tenant", "new-town");
            using var elsewhere = await runner.Send(request);
            await Problems.Of(elsewhere, HttpStatusCode.Forbidden, "other-tenants-address");
        }
    }

    [Fact]
    public async Task An_account_of_another_tenant_with_the_same_address_runs_nothing()
    {
        await using var host = await Start();
        await Ordinary(await host.As(Runner, "elsewhere"));
        await Ordinary(await host.As("administrator"));
    }

    [Fact]
    public async Task An_address_that_is_not_verified_or_is_another_by_now_runs_nothing_from_the_next_request_on()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        using var before = await runner.Get(Tenants);
        await before.Expect(HttpStatusCode.OK);
        await AccountWorld.Change(host, runner.Subject, account => account with { EmailVerifiedAt = null });
        await Ordinary(runner);
        await AccountWorld.Change(host, runner.Subject, account => account with { EmailVerifiedAt = account.CreatedAt, Email = "another@example.org" });
        await Ordinary(runner);
    }

    [Fact]
    public async Task A_suspended_account_is_nobody()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        await AccountWorld.Change(host, runner.Subject, account => account with { State = Core.Accounts.AccountState.Suspended });
        using var refused = await runner.Get(Tenants);
        await Problems.Of(refused, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task The_role_in_an_account_or_in_a_forged_header_gives_nothing()
    {
        await using var host = await Start();
        var administrator = await host.As("administrator");
        await AccountWorld.Change(host, administrator.Subject, account => account with { Scopes = [.. account.Scopes, Scope.PlatformAdministrator] });
        await Ordinary(administrator);
        var me = await administrator.GetJson("/.auth/me");
        Assert.DoesNotContain(Scope.PlatformAdministrator, me.GetProperty("clientPrincipal").GetProperty("userRoles").EnumerateArray().Select(role => role.GetString()));

        var forged = EdgeHost.Principal(administrator.Subject, "varam", Scope.Member, Scope.PlatformAdministrator);
        foreach (var client in new[] { administrator, host.Anonymous() })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Tenants);
            request.Headers.Add("x-ms-client-principal", forged);
            using var refused = await client.Send(request);
            Assert.Contains(refused.StatusCode, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized]);
        }
    }

    [Fact]
    public async Task Another_site_changes_nothing_with_the_session()
    {
        await using var host = await Start();
        var runner = await host.As(Runner);
        runner.Http.DefaultRequestHeaders.Remove("X-Requested-With");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Tenants}/varam/resume") { Content = new StringContent("{}", null, "text/plain") };
        request.Headers.Add("Origin", "https://elsewhere.example.org");
        using var refused = await runner.Send(request);
        await Problems.Of(refused, HttpStatusCode.Forbidden, "cross-site-request");
    }

    [Fact]
    public async Task The_right_is_gone_when_the_host_starts_without_the_setting()
    {
        using var folder = new TemporaryFolder();
        await using var named = await Start(folder.Path);
        var runner = await named.As(Runner);
        await named.Stop();
        await using var unnamed = await InterlinkHost.Start(new HostOptions { DataFolder = folder.Path });
        runner.MoveTo(unnamed.Address);
        await Ordinary(runner);
    }

    [Fact]
    public async Task Nobody_runs_the_platform_of_a_fresh_host_and_the_administrator_of_the_demonstration_does()
    {
        await using var fresh = await InterlinkHost.Start();
        await Ordinary(await fresh.As("administrator"));
        await using var demo = await InterlinkHost.Start(new HostOptions { Arguments = ["--demo", "--Interlink:DemoCatalogue=false"] });
        var password = demo.Notices.Split("password   ")[1].Split('\n')[0].Trim();
        using var administrator = demo.Anonymous();
        await administrator.SignIn("administrator@example.org", password);
        using var seen = await administrator.Get(Tenants);
        await seen.Expect(HttpStatusCode.OK);
        using var officer = demo.Anonymous();
        await officer.SignIn("officer@example.org", password);
        await Ordinary(officer);
    }

    [Fact]
    public async Task A_setting_that_is_no_address_stops_the_start() =>
        await Assert.ThrowsAnyAsync<Exception>(() => InterlinkHost.Start(new HostOptions { Arguments = ["--Interlink:Platform:Administrators:0=everybody"] }));

    private static Task<InterlinkHost> Start(string? folder = null) => InterlinkHost.Start(
        new HostOptions { DataFolder = folder, Arguments = ["--Interlink:Platform:Administrators:0=Runner@Example.org"] });

    private static IReadOnlyList<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static async Task Ordinary(Client client)
    {
        using var refused = await client.Get(Tenants);
        await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        Assert.False((await client.GetJson("/api/me")).TryGetProperty("runsPlatform", out _));
    }
}
