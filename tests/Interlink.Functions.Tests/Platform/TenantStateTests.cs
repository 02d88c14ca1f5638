using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Tenants;
using Interlink.Functions.Tests.Edge;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Platform;

public sealed class TenantStateTests
{
    [Fact]
    public async Task A_suspended_tenant_refuses_its_people_until_it_is_resumed_and_nothing_is_lost()
    {
        await using var host = await PlatformHost.Start();
        await Enter(host);
        using var suspended = await Act(host, "suspend", new { reason = "The contract\u202e ended.\n" });
        var view = await Json(suspended, HttpStatusCode.OK);
        Assert.Equal(("suspended", "The contract ended."), (view.GetProperty("state").GetString(), view.GetProperty("rest").GetProperty("reason").GetString()));
        foreach (var path in new[] { "/api/processes", "/api/catalogue/interlinkers", "/api/tenant/settings" })
        {
            using var refused = await host.Edge.Get(path, PlatformHost.Principal());
            await Problems.Of(refused, HttpStatusCode.Forbidden, "tenant-suspended");
        }

        using var write = await host.Edge.Send(HttpMethod.Post, "/api/processes", JsonContent.Create(new { name = "Park", language = "en" }), PlatformHost.Principal());
        await Problems.Of(write, HttpStatusCode.Forbidden, "tenant-suspended");
        using var me = await host.Edge.Get("/api/me", PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        using var events = await host.Edge.Get("/api/events", PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.OK, events.StatusCode);
        using var face = await host.Edge.Get("/api/tenant", PlatformHost.Principal());
        Assert.True((await Json(face, HttpStatusCode.OK)).GetProperty("suspended").GetBoolean());

        using var resumed = await Act(host, "resume");
        Assert.Equal("active", (await Json(resumed, HttpStatusCode.OK)).GetProperty("state").GetString());
        using var after = await host.Edge.Get("/api/processes", PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Work_on_a_schedule_passes_over_tenants_that_rest()
    {
        await using var host = await PlatformHost.Start();
        await host.Provision("varam");
        await host.Provision("zaragoza");
        Assert.Equal(["varam", "zaragoza"], await AtWork(host));
        using var suspended = await Act(host, "suspend", new { reason = "Rest." });
        Assert.Equal(["zaragoza"], await AtWork(host));
        using var resumed = await Act(host, "resume");
        Assert.Equal(["varam", "zaragoza"], await AtWork(host));
    }

    [Fact]
    public async Task A_tenant_that_is_handed_over_can_be_read_and_not_changed()
    {
        await using var host = await PlatformHost.Start();
        await Enter(host);
        using var handed = await Act(host, "hand-over", new { reason = "They move." });
        Assert.Equal("exporting", (await Json(handed, HttpStatusCode.OK)).GetProperty("state").GetString());
        using var read = await host.Edge.Get("/api/processes", PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var write = await host.Edge.Send(HttpMethod.Post, "/api/processes", JsonContent.Create(new { name = "Park", language = "en" }), PlatformHost.Principal());
        await Problems.Of(write, HttpStatusCode.Forbidden, "tenant-read-only");
    }

    [Fact]
    public async Task Repeating_changes_nothing_and_what_does_not_follow_is_refused()
    {
        await using var host = await PlatformHost.Start();
        await host.Provision();
        using var first = await Act(host, "suspend", new { reason = "First." });
        using var second = await Act(host, "suspend", new { reason = "Second." });
        Assert.Equal("First.", (await Json(second, HttpStatusCode.OK)).GetProperty("rest").GetProperty("reason").GetString());
        using var resumed = await Act(host, "resume");
        using var again = await Act(host, "resume");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var silent = await Act(host, "suspend", new { reason = "" });
        Assert.Equal(["reason: required"], Problems.FieldsOf(await Problems.Of(silent, HttpStatusCode.BadRequest, "invalid-input")).Take(1));
        foreach (var none in new[] { "nowhere", "interlink-platform", "Not-A-Tenant" })
        {
            using var missing = await Act(host, "resume", tenant: none);
            await Problems.Of(missing, HttpStatusCode.NotFound, "tenant-not-found");
        }
    }

    [Fact]
    public async Task Nobody_but_the_platforms_administrators_changes_how_a_tenant_stands()
    {
        await using var host = await PlatformHost.Start();
        await Enter(host);
        foreach (var act in new[] { "suspend", "resume", "hand-over" })
        {
            using var refused = await host.Edge.Send(
                HttpMethod.Post, $"/api/platform/tenants/varam/{act}", JsonContent.Create(new { reason = "x" }), PlatformHost.Principal("u-1", "entra", "platform-administrator"));
            await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        }
    }

    [Fact]
    public async Task A_host_name_is_of_one_tenant_and_leads_to_it()
    {
        await using var host = await PlatformHost.Start();
        await Enter(host);
        await host.Provision("zaragoza");
        using var named = await Describe(host, "varam", "Varam.Example.org", "varam.example.com");
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        using var taken = await Describe(host, "zaragoza", "varam.example.org");
        await Problems.Of(taken, HttpStatusCode.Conflict, "host-taken");
        using var malformed = await Describe(host, "zaragoza", "es.example.org", "not a host", "10.0.0.1");
        Assert.Equal(["hosts[1]: not_a_host", "hosts[2]: not_a_host"], Problems.FieldsOf(await Problems.Of(malformed, HttpStatusCode.BadRequest, "invalid-input")));

        Assert.Equal("varam", await FaceAt(host, "varam.example.org"));
        Assert.Equal("varam", await FaceAt(host, "VARAM.example.com:8443"));
        Assert.Null(await FaceAt(host, "elsewhere.example.org"));
        Assert.Equal("zaragoza", await FaceAt(host, "elsewhere.example.org", "zaragoza"));
        Assert.Null(await FaceAt(host, "varam.example.org", "zaragoza"));
        Assert.Null(await FaceAt(host, "elsewhere.example.org", "nowhere"));

        using var moved = await Describe(host, "varam", "varam.example.com");
        Assert.Null(await FaceAt(host, "varam.example.org"));
        using var free = await Describe(host, "zaragoza", "varam.example.org");
        Assert.Equal("zaragoza", await FaceAt(host, "varam.example.org"));
        using var foreign = await host.Edge.Get("/api/me", PlatformHost.Principal(), ("Host", "varam.example.org"));
        await Problems.Of(foreign, HttpStatusCode.Forbidden, "no-account");
        using var own = await host.Edge.Get("/api/me", PlatformHost.Principal(), ("Host", "varam.example.com"));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_principal_that_names_its_tenant_is_refused_at_anothers_address()
    {
        await using var host = await PlatformHost.Start(options => options.LinkedIdentities = false);
        await host.Provision();
        using var named = await Describe(host, "varam", "varam.example.org");
        var zaragoza = EdgeHost.Principal(tenant: "zaragoza");
        foreach (var (name, value) in new[] { ("Host", "varam.example.org"), ("X-Interlink-Tenant", "varam"), ("X-Interlink-Tenant", "%%") })
        {
            using var refused = await host.Edge.Get("/api/me", zaragoza, (name, value));
            await Problems.Of(refused, HttpStatusCode.Forbidden, "other-tenants-address");
        }

        using var face = await host.Edge.Get("/api/tenant", zaragoza, ("Host", "varam.example.org"));
        Assert.Equal("varam", (await Json(face, HttpStatusCode.OK)).GetProperty("id").GetString());
        using var own = await host.Edge.Get("/api/me", zaragoza, ("X-Interlink-Tenant", "zaragoza"));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task What_the_tenant_chose_for_itself_stays_unless_the_description_says_something_new()
    {
        await using var host = await PlatformHost.Start();
        await Enter(host);
        using var read = await host.Edge.Get("/api/tenant/settings", PlatformHost.Principal());
        using var saved = await host.Edge.Send(
            HttpMethod.Put, "/api/tenant/settings", JsonContent.Create(new { name = "Our town", languages = new[] { "lv" } }), PlatformHost.Principal(), ("If-Match", read.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        await host.Provision();
        Assert.Equal("Our town", await NameOf(host));
        using var described = await Describe(host, "varam", "varam.example.org");
        Assert.Equal("Our town", await NameOf(host));
        await host.Provision(name: "Varam municipality");
        Assert.Equal("Varam municipality", await NameOf(host));
    }

    private static async Task<string?> NameOf(PlatformHost host)
    {
        using var face = await host.Edge.Get("/api/tenant", PlatformHost.Principal());
        return (await Json(face, HttpStatusCode.OK)).GetProperty("name").GetString();
    }

    private static async Task<string?> FaceAt(PlatformHost host, string name, string? asked = null)
    {
        using var face = await host.Edge.Get("/api/tenant", "", asked is null ? [("Host", name)] : [("Host", name), ("X-Interlink-Tenant", asked)]);
        return face.StatusCode is HttpStatusCode.NotFound ? null : (await Json(face, HttpStatusCode.OK)).GetProperty("id").GetString();
    }

    private static Task<HttpResponseMessage> Describe(PlatformHost host, string tenant, params string[] hosts) => host.Send(
        HttpMethod.Put, $"/api/platform/tenants/{tenant}", new { name = "Varam", languages = new[] { "lv", "en" }, administrator = "first@example.org", hosts });

    private static async Task Enter(PlatformHost host)
    {
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
    }

    private static Task<HttpResponseMessage> Act(PlatformHost host, string act, object? body = null, string tenant = "varam") =>
        host.Send(HttpMethod.Post, $"/api/platform/tenants/{tenant}/{act}", body);

    private static async Task<List<string>> AtWork(PlatformHost host)
    {
        var tenants = new List<string>();
        await foreach (var tenant in host.Edge.Services.GetRequiredService<TenantDirectory>().All(TestContext.Current.CancellationToken))
        {
            tenants.Add(tenant.Id.Value);
        }

        return tenants;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
