using System.Net;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Platform;
using Interlink.Testing;

namespace Interlink.Functions.Tests.ApiAccess;

public sealed class ClientTokenTests
{
    private const string Client = "0b6c1e5e-register";

    [Fact]
    public async Task A_client_that_a_tenant_registered_is_that_application_in_that_tenant_alone()
    {
        await using var issuer = await TokenIssuer.Start();
        await using var host = await Start(issuer);
        var id = await Registered(await host.As("administrator"));
        var token = issuer.ClientToken(host.Clock.GetUtcNow(), Client);
        using var partner = Bearing(host, token, "varam");
        var self = await partner.GetJson("/api/application");
        Assert.Equal(id, self.GetProperty("id").GetString());
        Assert.False(self.TryGetProperty("expiresAt", out _));
        using var person = await partner.Get("/api/me");
        await person.ExpectProblem(HttpStatusCode.Forbidden, "not-for-applications");
        using var elsewhere = Bearing(host, token, "elsewhere");
        using var refused = await elsewhere.Get("/api/application");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "no-platform-right");
        using var home = Bearing(host, token, null);
        using var own = await home.Get("/api/application");
        await own.Expect(HttpStatusCode.OK);
        var shown = await (await host.As("administrator")).GetJson($"/api/applications/{id}");
        Assert.Equal(host.Clock.GetUtcNow(), shown.GetProperty("tokenUsedAt").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("of a person", false)]
    [InlineData("of Entra for itself", true)]
    [InlineData("of Entra for itself, said so", true)]
    [InlineData("of Entra for a person", false)]
    [InlineData("of a person whose subject is the client's, said so", false)]
    public async Task Only_a_token_that_the_client_got_for_itself_is_the_application(string token, bool accepted)
    {
        await using var issuer = await TokenIssuer.Start();
        await using var host = await Start(issuer);
        await Registered(await host.As("administrator"));
        Dictionary<string, object> claims = token switch
        {
            "of a person" => new() { ["sub"] = "a-person", ["client_id"] = Client },
            "of Entra for itself" => new() { ["sub"] = "object", ["oid"] = "object", ["azp"] = Client },
            "of Entra for itself, said so" => new() { ["sub"] = "object", ["oid"] = "object", ["appid"] = Client, ["idtyp"] = "app" },
            "of Entra for a person" => new() { ["sub"] = "object", ["oid"] = "object", ["azp"] = Client, ["scp"] = "access" },
            _ => new() { ["sub"] = Client, ["azp"] = Client, ["idtyp"] = "user" },
        };
        using var partner = Bearing(host, issuer.ClientToken(host.Clock.GetUtcNow(), Client, claims), "varam");
        using var answer = await partner.Get("/api/application");
        await answer.Expect(accepted ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_client_id_belongs_to_one_application_and_is_free_again_afterwards()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var first = await Registered(administrator);
        using var taken = await administrator.PostJson("/api/applications", Draft);
        await taken.ExpectProblem(HttpStatusCode.Conflict, "api-client-taken");
        using var removed = await administrator.Delete($"/api/applications/{first}");
        await removed.Expect(HttpStatusCode.NoContent);
        Assert.NotEqual(first, await Registered(administrator));
        Assert.NotEmpty(await Registered(await host.As("administrator", "elsewhere")));
    }

    [Fact]
    public async Task Behind_a_front_that_uses_Authorization_for_itself_a_key_goes_in_the_platforms_header()
    {
        await using var host = await PlatformHost.Start();
        using var refused = await host.Edge.Get("/api/application", "", ("X-Interlink-Authorization", "Bearer ilk_varam_nothing"));
        await Problems.Of(refused, HttpStatusCode.Unauthorized, "api-key-refused");
        using var theirs = await host.Edge.Get("/api/application", "", ("Authorization", "Bearer a-token-of-the-front"));
        await Problems.Of(theirs, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    private static object Draft => new { name = "Register of parks", scopes = new[] { "read_catalogue" }, clients = new[] { Client } };

    private static Task<InterlinkHost> Start(TokenIssuer issuer) => InterlinkHost.Start(new HostOptions
    {
        Clock = new FakeClock(),
        Arguments = [$"--Interlink:Identity:Authority={issuer.Address}", "--Interlink:Identity:Audiences:0=api://interlink"],
    });

    private static async Task<string> Registered(Client administrator)
    {
        using var made = await administrator.PostJson("/api/applications", Draft);
        return (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }

    private static Client Bearing(InterlinkHost host, string token, string? tenant)
    {
        var client = host.Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Interlink-Authorization", $"Bearer {token}");
        if (tenant is not null)
        {
            client.Http.DefaultRequestHeaders.Add("X-Interlink-Tenant", tenant);
        }

        return client;
    }
}
