using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Platform;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Accounts;

public sealed class LinkedSignInTests
{
    private static readonly string Office = PlatformHost.Principal("u-1", "entra"), Card = PlatformHost.Principal("card-7", "eidas");

    [Fact]
    public async Task A_code_made_with_one_sign_in_and_taken_up_with_another_makes_them_the_same_person()
    {
        await using var host = await With("first@example.org", Office);
        using var before = await host.Edge.Get("/api/me", Card);
        await Problems.Of(before, HttpStatusCode.Forbidden, "no-account");
        using var linked = await Link(host, await Code(host, Office), Card);
        Assert.Equal(HttpStatusCode.NoContent, linked.StatusCode);
        Assert.Equal(await SubjectOf(host, Office), await SubjectOf(host, Card));
        var list = await SignIns(host, Card);
        Assert.Equal(["entra", "eidas"], list.Texts("items", "provider"));
        Assert.Equal([false, true], list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("current").GetBoolean()));
    }

    [Fact]
    public async Task A_code_works_once_and_only_the_newest_does()
    {
        await using var host = await With("first@example.org", Office);
        var (old, code) = (await Code(host, Office), await Code(host, Office));
        using var replaced = await Link(host, old, Card);
        await Problems.Of(replaced, HttpStatusCode.NotFound, "link-unknown");
        using var linked = await Link(host, code, Card);
        Assert.Equal(HttpStatusCode.NoContent, linked.StatusCode);
        using var again = await Link(host, code, PlatformHost.Principal("card-8", "eidas"));
        await Problems.Of(again, HttpStatusCode.NotFound, "link-unknown");
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes()
    {
        await using var host = await With("first@example.org", Office);
        var code = await Code(host, Office);
        host.Edge.Clock.Advance(TimeSpan.FromMinutes(10));
        using var late = await Link(host, code, Card);
        await Problems.Of(late, HttpStatusCode.NotFound, "link-unknown");
    }

    [Theory]
    [InlineData("")]
    [InlineData("varam")]
    [InlineData("varam.00000000000000000000000000.AAAA")]
    [InlineData("nowhere.00000000000000000000000000.AAAA")]
    public async Task A_code_that_was_made_up_is_refused(string code)
    {
        await using var host = await With("first@example.org", Office);
        using var refused = await Link(host, code, Card);
        Assert.True(refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, refused.StatusCode.ToString());
        using var still = await host.Edge.Get("/api/me", Card);
        await Problems.Of(still, HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task Nobody_and_a_bearer_of_a_token_cannot_take_up_a_code_and_it_still_works_afterwards()
    {
        await using var host = await With("first@example.org", Office);
        var code = await Code(host, Office);
        using var nobody = await Link(host, code, "");
        await Problems.Of(nobody, HttpStatusCode.Unauthorized, "not-signed-in");
        using var machine = await host.Send(HttpMethod.Post, "/api/sign-ins/link", new { code });
        await Problems.Of(machine, HttpStatusCode.Unauthorized, "not-signed-in");
        using var linked = await Link(host, code, Card);
        Assert.Equal(HttpStatusCode.NoContent, linked.StatusCode);
    }

    [Fact]
    public async Task Somebody_else_of_the_tenant_cannot_become_the_person()
    {
        await using var host = await With("first@example.org", Office);
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision(administrator: "second@example.org")), Card);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        using var refused = await Link(host, await Code(host, Office), Card);
        await Problems.Of(refused, HttpStatusCode.Conflict, "already-member");
        Assert.NotEqual(await SubjectOf(host, Office), await SubjectOf(host, Card));
    }

    [Fact]
    public async Task A_sign_in_that_is_unlinked_is_nobody_at_the_next_request_and_the_last_one_stays()
    {
        await using var host = await With("first@example.org", Office);
        using var linked = await Link(host, await Code(host, Office), Card);
        var ids = (await SignIns(host, Office)).Texts("items", "id").ToList();
        using var foreign = await Unlink(host, "00000000", Office);
        await Problems.Of(foreign, HttpStatusCode.NotFound, "identity-not-found");
        using var unlinked = await Unlink(host, ids[0]!, Card);
        Assert.Equal(HttpStatusCode.NoContent, unlinked.StatusCode);
        using var gone = await host.Edge.Get("/api/me", Office);
        await Problems.Of(gone, HttpStatusCode.Forbidden, "no-account");
        using var last = await Unlink(host, ids[1]!, Card);
        await Problems.Of(last, HttpStatusCode.Conflict, "last-identity");
        Assert.NotNull(await SubjectOf(host, Card));
    }

    [Fact]
    public async Task The_level_of_assurance_is_what_the_provider_said_last_for_each_sign_in()
    {
        await using var host = await With("first@example.org", Office);
        using var linked = await Link(host, await Code(host, Office), Card);
        Assert.Equal([null, null], await Levels(host));
        await SignIn(host, "eidas", "card-7", ("acr", "http://eidas.europa.eu/LoA/high"));
        await SignIn(host, "entra", "u-1", ("amr", "mfa"));
        Assert.Equal([null, "high"], await Levels(host));
        await SignIn(host, "eidas", "card-7", ("acr", "http://eidas.europa.eu/LoA/high"), ("loa", "low"));
        await SignIn(host, "entra", "u-1", ("acr", "https://www.spid.gov.it/SpidL2"));
        Assert.Equal(["substantial", "low"], await Levels(host));
        await SignIn(host, "eidas", "card-7", ("acr", "very high indeed"));
        Assert.Equal(["substantial", null], await Levels(host));
        Assert.All((await SignIns(host, Office)).GetProperty("items").EnumerateArray(), i => Assert.Equal(host.Edge.Clock.GetUtcNow(), i.GetProperty("signedInAt").GetDateTimeOffset()));
    }

    [Fact]
    public async Task A_level_that_is_stated_gives_no_right_and_nothing_is_kept_of_strangers()
    {
        await using var host = await With("first@example.org", Office);
        await SignIn(host, "eidas", "stranger", ("acr", "http://eidas.europa.eu/LoA/high"));
        var stranger = PlatformHost.Principal("stranger", "eidas");
        using var refused = await host.Edge.Get("/api/me", stranger);
        await Problems.Of(refused, HttpStatusCode.Forbidden, "no-account");
        using var linked = await Link(host, await Code(host, Office), stranger);
        Assert.Equal([null, null], await Levels(host));
    }

    [Fact]
    public async Task Where_the_host_signs_people_in_there_is_nothing_to_link()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        Assert.Empty((await member.GetJson("/api/me/sign-ins")).GetProperty("items").EnumerateArray());
        using var refused = await member.PostJson("/api/me/sign-ins/codes", new { });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "not-on-this-host");
    }

    private static async Task<PlatformHost> With(string administrator, string principal)
    {
        var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision(administrator: administrator)), principal);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        return host;
    }

    private static async Task<string> Code(PlatformHost host, string principal)
    {
        using var made = await host.Edge.Send(HttpMethod.Post, "/api/me/sign-ins/codes", Json(new { }), principal);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var code = await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(600, code.GetProperty("goodFor").GetInt32());
        return code.Text("code")!;
    }

    private static Task<HttpResponseMessage> Link(PlatformHost host, string code, string principal) =>
        host.Edge.Send(HttpMethod.Post, "/api/sign-ins/link", Json(new { code }), principal);

    private static Task<HttpResponseMessage> Unlink(PlatformHost host, string id, string principal) =>
        host.Edge.Send(HttpMethod.Delete, $"/api/me/sign-ins/{id}", null, principal);

    private static async Task<JsonElement> SignIns(PlatformHost host, string principal)
    {
        using var listed = await host.Edge.Get("/api/me/sign-ins", principal);
        return await listed.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string?>> Levels(PlatformHost host) => (await SignIns(host, Office)).GetProperty("items").EnumerateArray().Select(i => i.Text("assurance"));

    private static async Task<string?> SubjectOf(PlatformHost host, string principal)
    {
        using var me = await host.Edge.Get("/api/me", principal);
        return (await me.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Text("subject");
    }

    private static async Task SignIn(PlatformHost host, string identityProvider, string userId, params (string Typ, string Val)[] claims)
    {
        var body = new { identityProvider, userId, claims = claims.Select(c => new { typ = c.Typ, val = c.Val }) };
        using var told = await host.Edge.Send(HttpMethod.Post, "/api/roles", Json(body), "");
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
    }

    private static JsonContent Json(object body) => JsonContent.Create(body, body.GetType(), new MediaTypeHeaderValue("application/json"), Core.Kernel.Json.Options);
}
