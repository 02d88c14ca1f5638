using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Functions.Tests.Edge;

namespace Interlink.Functions.Tests.Platform;

/// <summary>Where the platform signs people in: what asks for a recent sign-in, and what counts as one.</summary>
public sealed class SignInAgainTests
{
    [Fact]
    public async Task A_secret_is_shown_to_whoever_has_signed_in_within_ten_minutes()
    {
        await using var host = await PlatformHost.Start();
        var path = await Furnish(host);
        using var unknown = await Reveal(host, path, PlatformHost.Principal());
        Assert.Contains("Sign in again", (await Refused(unknown)).GetProperty("detail").GetString(), StringComparison.Ordinal);

        var session = PlatformHost.Principal("u-1", "entra", await SignIn(host));
        host.Edge.Clock.Advance(TimeSpan.FromMinutes(10));
        using var shown = await Reveal(host, path, session);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("whsec_", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        host.Edge.Clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await Reveal(host, path, session);
        await Refused(late);
        using var anew = await Reveal(host, path, PlatformHost.Principal("u-1", "entra", await SignIn(host)));
        Assert.Equal(HttpStatusCode.OK, anew.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_elsewhere_helps_no_other_session()
    {
        await using var host = await PlatformHost.Start();
        var path = await Furnish(host);
        var session = PlatformHost.Principal("u-1", "entra", await SignIn(host));
        host.Edge.Clock.Jump(TimeSpan.FromHours(1));
        _ = await SignIn(host);
        using var refused = await Reveal(host, path, session);
        await Refused(refused);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(600, true)]
    [InlineData(601, false)]
    [InlineData(-240, true)]
    [InlineData(-3600, true)]
    public async Task What_counts_is_when_the_provider_asked_where_it_says_so(int secondsAgo, bool shown)
    {
        await using var host = await PlatformHost.Start();
        var path = await Furnish(host);
        var at = host.Edge.Clock.GetUtcNow().ToUnixTimeSeconds() - secondsAgo;
        using var answer = await Reveal(host, path, PlatformHost.Principal("u-1", "entra", await SignIn(host, $"{at}")));
        Assert.Equal(shown ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(-601, false)]
    [InlineData(3600, false)]
    public async Task A_time_that_stands_in_the_principal_itself_counts_too(int seconds, bool shown)
    {
        await using var host = await PlatformHost.Start();
        var path = await Furnish(host);
        var principal = EdgeHost.Encoded(new
        {
            identityProvider = "entra",
            userId = "u-1",
            userRoles = new[] { "authenticated" },
            claims = new[] { new { typ = "auth_time", val = $"{host.Edge.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}" } },
        });
        using var answer = await Reveal(host, path, principal);
        Assert.Equal(shown ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task What_tells_no_time_is_no_proof()
    {
        await using var host = await PlatformHost.Start();
        var path = await Furnish(host);
        foreach (var role in (string[])["signed_in_", "signed_in_soon", "signed_in_-5", "signed_in_99999999999999999999", "signed_in_999999999999999", "member"])
        {
            using var refused = await Reveal(host, path, PlatformHost.Principal("u-1", "entra", role));
            await Refused(refused);
        }
    }

    [Fact]
    public async Task Nobody_with_a_token_sees_a_secret_however_fresh_it_is()
    {
        await using var host = await PlatformHost.Start();
        var path = await Furnish(host);
        var now = host.Edge.Clock.GetUtcNow();
        using var operators = await host.Send(HttpMethod.Post, $"{path}/secret/reveal", new { }, host.Issuer.Token(now));
        Assert.Equal(HttpStatusCode.Forbidden, operators.StatusCode);
        using var clients = await host.Send(HttpMethod.Post, $"{path}/secret/reveal", new { }, host.Issuer.ClientToken(now, "a-client"));
        Assert.Equal(HttpStatusCode.Forbidden, clients.StatusCode);
    }

    [Fact]
    public async Task An_account_is_erased_for_whoever_has_just_signed_in()
    {
        await using var host = await PlatformHost.Start();
        _ = await Furnish(host);
        using var refused = await Post(host, "/api/me/erasure", new { confirmation = "Somebody" }, PlatformHost.Principal());
        await Refused(refused);
        using var asked = await Post(host, "/api/me/erasure", new { confirmation = "Somebody" }, PlatformHost.Principal("u-1", "entra", await SignIn(host)));
        Assert.NotEqual(HttpStatusCode.Forbidden, asked.StatusCode);
    }

    /// <summary>A tenant with an administrator and an endpoint.</summary>
    /// <returns>Where the endpoint is.</returns>
    private static async Task<string> Furnish(PlatformHost host)
    {
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        using var made = await Post(host, "/api/webhooks/endpoints", new { endpoint = new { url = "https://example.org/hooks" } }, PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return made.Headers.Location!.ToString();
    }

    /// <summary>Signs in as the platform does it: it asks for the roles, and writes them into the session.</summary>
    private static async Task<string[]> SignIn(PlatformHost host, string? authTime = null)
    {
        var claims = authTime is null ? [] : new[] { new { typ = "auth_time", val = authTime } };
        using var told = await Post(host, "/api/roles", new { identityProvider = "entra", userId = "u-1", claims }, "");
        var roles = await told.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. roles.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)];
    }

    private static async Task<JsonElement> Refused(HttpResponseMessage response)
    {
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.EndsWith("/sign-in-again", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        return problem;
    }

    private static Task<HttpResponseMessage> Reveal(PlatformHost host, string path, string principal) => Post(host, $"{path}/secret/reveal", new { }, principal);

    private static Task<HttpResponseMessage> Post(PlatformHost host, string path, object body, string principal) =>
        host.Edge.Send(HttpMethod.Post, path, JsonContent.Create(body, body.GetType()), principal);
}
