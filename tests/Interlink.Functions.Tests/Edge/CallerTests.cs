using System.Net;

namespace Interlink.Functions.Tests.Edge;

public sealed class CallerTests
{
    public static TheoryData<string> Forged =>
    [
        "%%%",
        "bm90IGpzb24=",
        EdgeHost.Encoded("null"),
        EdgeHost.Encoded("[]"),
        EdgeHost.Encoded("\"authenticated\""),
        EdgeHost.Encoded("{}"),
        EdgeHost.Encoded(new string('[', 1000)),
        EdgeHost.Encoded("{\"userId\":\"\\ud800\",\"userRoles\":[\"authenticated\"],\"claims\":[{\"typ\":\"tenant\",\"val\":\"varam\"}]}"),
        EdgeHost.Encoded(new { userId = 7, userRoles = new[] { "authenticated" } }),
        EdgeHost.Encoded(new { userId = "a", userRoles = "authenticated", claims = "tenant" }),
        EdgeHost.Encoded(new { userId = "a", userRoles = new object[] { 1, new { } }, claims = new object[] { 1, "x" } }),
        EdgeHost.Encoded(new { userId = "a b\n", userRoles = new[] { "authenticated" }, claims = new[] { new { typ = "tenant", val = "varam" } } }),
        EdgeHost.Encoded(new { userId = "a", userRoles = new[] { "member", "administrator" }, claims = new[] { new { typ = "tenant", val = "varam" } } }),
        EdgeHost.Principal(tenant: null),
        EdgeHost.Principal(tenant: "Not A Tenant"),
        EdgeHost.Principal(tenant: "../varam"),
        EdgeHost.Principal(tenant: "interlink-platform"),
        EdgeHost.Principal(subject: ""),
        EdgeHost.Principal(subject: new string('x', 129)),
        EdgeHost.Principal(subject: new string('x', 16_000)),
    ];

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task What_is_not_a_whole_principal_is_nobody(string principal)
    {
        await using var host = await EdgeHost.Start();
        using var refused = await host.Get("/api/planted/member", principal);
        await Problems.Of(refused, HttpStatusCode.Unauthorized, "not-signed-in");
        using var open = await host.Get("/api/planted/who", principal);
        Assert.Equal("\"nobody\"", await open.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, host.Tally.Runs);
    }

    [Fact]
    public async Task A_principal_becomes_the_caller()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/who", EdgeHost.Principal("p-1", "varam", "member", "curator", "Not A Scope"));
        Assert.Equal("\"varam/p-1/Some One/curator,member\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_principals_are_none()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/who", EdgeHost.Principal(), ("x-ms-client-principal", EdgeHost.Principal("other")));
        Assert.Equal("\"nobody\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_header_means_nothing_where_it_is_not_trusted()
    {
        await using var host = await EdgeHost.Start(options => options.TrustPrincipalHeader = false);
        using var response = await host.Get("/api/planted/member");
        await Problems.Of(response, HttpStatusCode.Unauthorized, "not-signed-in");
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task The_default_tenant_is_taken_when_the_principal_names_none()
    {
        await using var host = await EdgeHost.Start(options => options.DefaultTenant = "zaragoza");
        using var response = await host.Get("/api/planted/who", EdgeHost.Principal("p-1", null));
        Assert.Equal("\"zaragoza/p-1/p-1/member\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/curator");
        var problem = await Problems.Of(response, HttpStatusCode.Forbidden, "scope-missing");
        Assert.Contains("'curator'", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("curator")]
    [InlineData("administrator")]
    public async Task The_scope_itself_or_administering_the_tenant_opens_the_function(string scope)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/curator", EdgeHost.Principal("p-1", "varam", scope));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_function_that_does_not_say_who_may_call_it_is_closed_to_everybody()
    {
        await using var host = await EdgeHost.Start();
        using var administrator = await host.Get("/api/planted/closed", EdgeHost.Principal("p-1", "varam", "administrator"));
        await Problems.Of(administrator, HttpStatusCode.Forbidden, "nobody-allowed");
        using var nobody = await host.Get("/api/planted/closed", "");
        await Problems.Of(nobody, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Me_tells_person_tenant_and_scopes()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/me", EdgeHost.Principal("p-1", "varam", "member", "curator"));
        Assert.Equal(
            """{"subject":"p-1","name":"Some One","tenant":{"id":"varam","name":"varam","languages":["en","it","es","lv"]},"scopes":["curator","member"]}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
