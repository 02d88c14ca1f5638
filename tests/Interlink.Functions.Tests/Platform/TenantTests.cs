using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Functions.Tests.Edge;

namespace Interlink.Functions.Tests.Platform;

public sealed class TenantTests
{
    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("varam.example.org", true)]
    [InlineData("localhost:7071", true)]
    public async Task A_link_never_leads_to_a_host_name_that_only_the_request_claims(string name, bool isOurs)
    {
        await using var host = await PlatformHost.Start(options => options.PublicUrl = null);
        using (var hosts = await host.Send(HttpMethod.Put, "/api/platform/tenants/varam", new { name = "Varam", languages = new[] { "lv" }, administrator = "first@example.org", hosts = new[] { "varam.example.org" } }))
        {
            Assert.True(hosts.IsSuccessStatusCode, await hosts.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        host.Edge.Http.DefaultRequestHeaders.Host = name;
        var link = new Uri((await host.Provision("zaragoza")).GetProperty("administrator").GetProperty("welcomeUrl").GetString()!);
        Assert.Equal(isOurs ? name : host.Edge.Http.BaseAddress!.Authority, link.Authority);
    }

    [Fact]
    public async Task Provisioning_makes_a_tenant_and_an_administrator_who_can_sign_in()
    {
        await using var host = await PlatformHost.Start();
        var made = await host.Provision();
        Assert.Equal("created", made.GetProperty("outcome").GetString());
        Assert.StartsWith("https://coproduction.example.org/t/varam/welcome?token=varam.", made.GetProperty("administrator").GetProperty("welcomeUrl").GetString());
        using var accepted = await host.Accept(PlatformHost.TokenIn(made), PlatformHost.Principal(), "First Person");
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        using var me = await host.Edge.Get("/api/me", PlatformHost.Principal());
        var view = await me.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("First Person", view.GetProperty("name").GetString());
        Assert.Equal("Varam", view.GetProperty("tenant").GetProperty("name").GetString());
        Assert.Equal("lv", view.GetProperty("tenant").GetProperty("languages")[0].GetString());
        Assert.Contains("administrator", view.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task Repeating_changes_nothing_and_keeps_the_link_that_was_sent()
    {
        await using var host = await PlatformHost.Start();
        var first = await host.Provision();
        var second = await host.Provision();
        Assert.Equal("unchanged", second.GetProperty("outcome").GetString());
        Assert.False(second.GetProperty("administrator").TryGetProperty("welcomeUrl", out _));
        Assert.Equal(
            first.GetProperty("administrator").GetProperty("welcomeExpiresAt").GetString(), second.GetProperty("administrator").GetProperty("welcomeExpiresAt").GetString());
        using var accepted = await host.Accept(PlatformHost.TokenIn(first), PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        var third = await host.Provision();
        Assert.True(third.GetProperty("administrator").GetProperty("accepted").GetBoolean());
        Assert.False(third.GetProperty("administrator").TryGetProperty("welcomeExpiresAt", out _));
    }

    [Fact]
    public async Task A_link_that_expired_is_replaced_by_repeating()
    {
        await using var host = await PlatformHost.Start();
        var first = await host.Provision();
        host.Edge.Clock.Jump(TimeSpan.FromHours(25));
        var second = await host.Provision();
        using var expired = await host.Accept(PlatformHost.TokenIn(first), PlatformHost.Principal());
        await Problems.Of(expired, HttpStatusCode.NotFound, "welcome-link-unknown");
        using var accepted = await host.Accept(PlatformHost.TokenIn(second), PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
    }

    [Fact]
    public async Task A_lost_link_can_be_replaced_and_then_the_first_no_longer_works()
    {
        await using var host = await PlatformHost.Start();
        var lost = PlatformHost.TokenIn(await host.Provision());
        using var again = await host.Send(HttpMethod.Post, "/api/platform/tenants/varam/welcome", new { administrator = "FIRST@example.org " });
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var found = PlatformHost.TokenIn(await again.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
        using var refused = await host.Accept(lost, PlatformHost.Principal());
        await Problems.Of(refused, HttpStatusCode.NotFound, "welcome-link-unknown");
        using var accepted = await host.Accept(found, PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        using var late = await host.Send(HttpMethod.Post, "/api/platform/tenants/varam/welcome", new { administrator = "first@example.org" });
        await Problems.Of(late, HttpStatusCode.Conflict, "administrator-accepted");
        using var nobody = await host.Send(HttpMethod.Post, "/api/platform/tenants/varam/welcome", new { administrator = "other@example.org" });
        await Problems.Of(nobody, HttpStatusCode.NotFound, "tenant-not-found");
    }

    [Fact]
    public async Task A_new_description_and_another_administrator_are_added_to_what_is_there()
    {
        await using var host = await PlatformHost.Start();
        await host.Provision();
        var changed = await host.Provision(administrator: "second@example.org", name: "Varam municipality");
        Assert.Equal("updated", changed.GetProperty("outcome").GetString());
        using var accepted = await host.Accept(PlatformHost.TokenIn(changed), PlatformHost.Principal("u-2"));
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        using var listed = await host.Send(HttpMethod.Get, "/api/platform/tenants");
        var list = await listed.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(1, list.GetProperty("total").GetInt32());
        Assert.Equal("Varam municipality", list.GetProperty("items")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Several_at_once_make_one_tenant_and_one_account()
    {
        await using var host = await PlatformHost.Start();
        var bodies = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await host.Send(HttpMethod.Put, "/api/platform/tenants/varam", new { name = "Varam", languages = new[] { "lv" }, administrator = "first@example.org" });
            return response.StatusCode;
        }));
        Assert.All(bodies, status => Assert.Contains(status, new[] { HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed }));
        Assert.InRange(bodies.Count(status => status is HttpStatusCode.Created), 0, 1); // None when the one that made the tenant lost the account to another.
        var settled = await host.Provision();
        Assert.False(settled.GetProperty("administrator").GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task Every_bad_field_is_named_and_nothing_is_made()
    {
        await using var host = await PlatformHost.Start();
        using var response = await host.Send(HttpMethod.Put, "/api/platform/tenants/Varam", new { name = "Varam", languages = new[] { "lv" }, administrator = "first@-example" });
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["tenant", "administrator"], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
        using var fields = await host.Send(HttpMethod.Put, "/api/platform/tenants/varam", new { name = " ", languages = Array.Empty<string>(), administrator = "" });
        var named = await Problems.Of(fields, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["name: required", "languages: too_few", "administrator: required"], Problems.FieldsOf(named).Where(f => !f.EndsWith("malformed", StringComparison.Ordinal)));
        using var reserved = await host.Send(HttpMethod.Put, "/api/platform/tenants/interlink-platform", new { name = "x", languages = new[] { "en" }, administrator = "a@example.org" });
        await Problems.Of(reserved, HttpStatusCode.Conflict, "tenant-reserved");
        using var none = await host.Send(HttpMethod.Get, "/api/platform/tenants/varam");
        await Problems.Of(none, HttpStatusCode.NotFound, "tenant-not-found");
    }

    [Fact]
    public async Task A_tenants_administrator_does_not_administer_the_platform()
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        using var refused = await host.Edge.Get("/api/platform/tenants", PlatformHost.Principal("u-1", "entra", "platform-administrator", "administrator"));
        await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
    }
}
