using System.Net;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.ApiAccess;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_nothing_of_people()
    {
        await using var host = await InterlinkHost.Start();
        using var partner = host.Anonymous();
        var id = await Applications.Become(partner, await host.As("administrator"), "read_catalogue", "write_processes");
        using var catalogue = await partner.Get("/api/catalogue/interlinkers");
        await catalogue.Expect(HttpStatusCode.OK);
        using var processes = await partner.Get("/api/processes");
        var missing = await processes.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        Assert.Contains("read_processes", missing.GetProperty("detail").GetString());
        foreach (var path in new[] { "/api/me", "/api/me/profile", "/api/me/consents", "/api/applications", "/api/tenant/settings" })
        {
            using var refused = await partner.Get(path);
            await refused.ExpectProblem(HttpStatusCode.Forbidden, "not-for-applications");
        }

        var self = await partner.GetJson("/api/application");
        Assert.Equal(id, self.GetProperty("id").GetString());
        Assert.Equal(["read_catalogue", "write_processes"], self.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task The_key_is_answered_once_and_kept_nowhere()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var id = await Applications.Register(administrator, "Register of parks", "read_catalogue");
        var first = await Keyed(administrator, id);
        var (key, _) = Applications.Of(await first.ExpectJson(HttpStatusCode.Created));
        Assert.Matches("^ilk_varam_[0-9a-z]{26}_[0-9A-Za-z]{38}$", key);
        Assert.Equal("no-store", first.Headers.CacheControl?.ToString());
        using var again = await Keyed(administrator, id);
        await again.ExpectProblem(HttpStatusCode.Conflict, "answered-once");
        var shown = await administrator.GetJson($"/api/applications/{id}");
        Assert.DoesNotContain(key, shown.ToString());
        Assert.Single(shown.GetProperty("keys").EnumerateArray());
        Assert.Equal(key[^4..], shown.GetProperty("keys")[0].GetProperty("hint").GetString());
        await host.Stop();
        Assert.All(Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(key[^38..], System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        first.Dispose();
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_the_next_request_and_says_why_only_to_who_has_it()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        var id = await Applications.Register(administrator, "Register of parks", "read_catalogue");
        var (key, keyId) = await Applications.Key(administrator, id);
        using var before = await partner.With(key).Get("/api/catalogue/schemas");
        await before.Expect(HttpStatusCode.OK);
        using var revoked = await administrator.Delete($"/api/applications/{id}/keys/{keyId}");
        await revoked.Expect(HttpStatusCode.NoContent);
        using var after = await partner.Get("/api/catalogue/schemas");
        Assert.Contains("revoked", (await after.ExpectProblem(HttpStatusCode.Unauthorized, "api-key-refused")).GetProperty("detail").GetString());
        using var guessed = await partner.With(key[..^1] + (key[^1] == 'a' ? 'b' : 'a')).Get("/api/catalogue/schemas");
        Assert.DoesNotContain("revoked", (await guessed.ExpectProblem(HttpStatusCode.Unauthorized, "api-key-refused")).GetProperty("detail").GetString());
        using var face = await partner.Get("/api/tenant");
        await face.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rotated_key_is_good_beside_the_new_one_for_the_overlap_and_not_longer()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        var id = await Applications.Register(administrator, "Register of parks", "read_catalogue");
        var (old, oldId) = await Applications.Key(administrator, id, new { name = "Server one", expiresInDays = 30 });
        using var rotated = await administrator.PostJson($"/api/applications/{id}/keys/{oldId}/rotate", new { overlapHours = 2 });
        var made = await rotated.ExpectJson(HttpStatusCode.Created);
        var (fresh, _) = Applications.Of(made);
        Assert.Equal(["active Server one", "replaced Server one"], made.GetProperty("application").GetProperty("keys").EnumerateArray()
            .Select(k => $"{k.GetProperty("state").GetString()} {k.GetProperty("name").GetString()}"));
        using var twice = await administrator.PostJson($"/api/applications/{id}/keys/{oldId}/rotate", new { overlapHours = 2 });
        await twice.ExpectProblem(HttpStatusCode.Conflict, "api-key-over");
        host.Clock.Jump(TimeSpan.FromMinutes(119));
        foreach (var key in new[] { old, fresh })
        {
            using var good = await partner.With(key).Get("/api/application");
            await good.Expect(HttpStatusCode.OK);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var over = await partner.With(old).Get("/api/application");
        Assert.Contains("expired", (await over.ExpectProblem(HttpStatusCode.Unauthorized, "api-key-refused")).GetProperty("detail").GetString());
        host.Clock.Jump(TimeSpan.FromDays(30));
        using var end = await partner.With(fresh).Get("/api/application");
        await end.ExpectProblem(HttpStatusCode.Unauthorized, "api-key-refused");
    }

    [Fact]
    public async Task Each_key_has_a_rate_of_its_own_told_in_headers()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        using var made = await administrator.PostJson("/api/applications", new { name = "Slow", scopes = new[] { "read_catalogue" }, requestsPerMinute = 12 });
        var id = (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var (one, _) = await Applications.Key(administrator, id);
        var (two, _) = await Applications.Key(administrator, id);
        for (var left = 1; left >= 0; left--)
        {
            using var granted = await partner.With(one).Get("/api/application");
            Assert.StartsWith($"\"key\";r={left};", granted.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
            Assert.Equal("\"key\";q=2;w=10", granted.Headers.GetValues("RateLimit-Policy").Single());
        }

        using var refused = await partner.Get("/api/application");
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        using var other = await partner.With(two).Get("/api/application");
        await other.Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        using var later = await partner.With(one).Get("/api/application");
        await later.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Last_use_is_written_every_ten_minutes_at_most()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        var id = await Applications.Register(administrator, "Register of parks", "read_catalogue");
        var (key, _) = await Applications.Key(administrator, id);
        var began = host.Clock.GetUtcNow();
        Assert.Null(await LastUse(administrator, id));
        foreach (var (minutes, noted) in new[] { (0, 0), (9, 0), (1, 10), (5, 10) })
        {
            host.Clock.Advance(TimeSpan.FromMinutes(minutes));
            using var used = await partner.With(key).Get("/api/application");
            await used.Expect(HttpStatusCode.OK);
            Assert.Equal(began.AddMinutes(noted), await LastUse(administrator, id));
        }
    }

    [Fact]
    public async Task An_application_of_one_tenant_is_nobody_at_the_address_of_another()
    {
        await using var host = await InterlinkHost.Start();
        using var partner = host.Anonymous();
        await Applications.Become(partner, await host.As("administrator"), "read_catalogue");
        partner.Http.DefaultRequestHeaders.Add("X-Interlink-Tenant", "elsewhere");
        using var refused = await partner.Get("/api/catalogue/schemas");
        Assert.True(refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Keys_lose_what_the_application_loses_and_all_with_it_when_it_is_removed()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        var id = await Applications.Become(partner, administrator, "read_catalogue", "read_processes");
        using var read = await administrator.Get($"/api/applications/{id}");
        using var edited = await administrator.PutJson($"/api/applications/{id}", new { name = "Narrower", scopes = new[] { "read_processes" } }, read.Tag());
        await edited.Expect(HttpStatusCode.OK);
        using var lost = await partner.Get("/api/catalogue/schemas");
        await lost.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        using var kept = await partner.Get("/api/processes");
        await kept.Expect(HttpStatusCode.OK);
        var key = (await administrator.GetJson($"/api/applications/{id}")).GetProperty("keys")[0].GetProperty("id").GetString();
        using var rotated = await administrator.PostJson($"/api/applications/{id}/keys/{key}/rotate", new { overlapHours = 1 });
        Assert.Equal(["read_processes"], (await rotated.ExpectJson(HttpStatusCode.Created)).GetProperty("application").GetProperty("keys")[0].GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        using var wider = await administrator.PostJson($"/api/applications/{id}/keys", new { scopes = new[] { "read_audit" } });
        await wider.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "scopes");
        using var removed = await administrator.Delete($"/api/applications/{id}");
        await removed.Expect(HttpStatusCode.NoContent);
        using var gone = await partner.Get("/api/processes");
        await gone.ExpectProblem(HttpStatusCode.Unauthorized, "api-key-refused");
    }

    [Fact]
    public async Task What_is_wrong_with_an_application_is_named()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var wrong = await administrator.PostJson(
            "/api/applications", new { name = "A register", scopes = new[] { "read_catalogue" }, contact = "nobody", clients = new[] { "a b" } });
        await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "contact", "clients[0]");
        using var unknown = await administrator.PostJson("/api/applications", new { name = "x", scopes = new[] { "administrator" } });
        await unknown.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "scopes[0]");
    }

    [Fact]
    public async Task What_an_application_does_stands_under_its_name_and_its_secrets_nowhere()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        var id = await Applications.Become(partner, administrator, "read_processes", "write_processes");
        using var made = await partner.PostJson("/api/processes", new { name = "Benches", language = "en" });
        var process = (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString();
        var listed = await partner.GetJson("/api/processes");
        Assert.Equal(process, listed.GetProperty("items")[0].GetProperty("id").GetString());
        await OutboxFlow.HandOn(host.Services);
        var audit = await administrator.GetJson("/api/audit");
        var entry = audit.GetProperty("items").EnumerateArray().Single(e => e.GetProperty("action").GetString() == "process.created");
        Assert.Contains(id, entry.ToString());
        Assert.Contains("Program of a partner", entry.ToString());
        Assert.Contains(audit.GetProperty("items").EnumerateArray(), e => e.GetProperty("action").GetString() == "application.key_created");
        var events = await administrator.GetJson("/api/events");
        Assert.DoesNotContain("application.key_created", events.ToString());
    }

    [Fact]
    public async Task In_a_team_an_application_sees_what_the_team_may()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var partner = host.Anonymous();
        var id = await Applications.Become(partner, administrator, "read_processes", "read_organizations");
        using var organization = await administrator.PostJson("/api/organizations", new { name = new { en = "Parks" }, isPublic = false, defaultTeamType = "citizen", teamCreation = "administrators" });
        var home = (await organization.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString();
        using var team = await administrator.PostJson($"/api/organizations/{home}/teams", new { name = "Programs", type = "citizen" });
        var teamId = (await team.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString();
        using var process = await administrator.PostJson("/api/processes", new { name = "Benches", language = "en" });
        var processId = (await process.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString();
        using var unseen = await partner.Get($"/api/processes/{processId}");
        await unseen.Expect(HttpStatusCode.NotFound);
        using var granted = await administrator.PostJson($"/api/processes/{processId}/permissions", new { team = teamId, accessAssets = true, createAssets = false, deleteAssets = false });
        await granted.Expect(HttpStatusCode.Created);
        using var admitted = await administrator.PutJson($"/api/applications/{id}/teams/{teamId}", new { });
        await admitted.Expect(HttpStatusCode.NoContent);
        using var seen = await partner.Get($"/api/processes/{processId}");
        await seen.Expect(HttpStatusCode.OK);
        Assert.Equal(0, (await partner.GetJson($"/api/organizations/{home}")).GetProperty("administrators").GetArrayLength()); // Who they are is for read_members.
        Assert.Equal("Programs", (await administrator.GetJson($"/api/applications/{id}/teams")).GetProperty("items")[0].GetProperty("name").GetString());
        using var left = await administrator.Delete($"/api/teams/{teamId}/members/{id}");
        await left.Expect(HttpStatusCode.NoContent);
        using var gone = await partner.Get($"/api/processes/{processId}");
        await gone.Expect(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> Keyed(Client administrator, string id) => administrator.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/applications/{id}/keys")
    {
        Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
        Headers = { { "Idempotency-Key", "one" } },
    });

    private static async Task<DateTimeOffset?> LastUse(Client administrator, string id) =>
        (await administrator.GetJson($"/api/applications/{id}")).GetProperty("keys")[0].TryGetProperty("lastUsedAt", out var at) ? at.GetDateTimeOffset() : null;
}
