using System.Net;
using System.Security.Cryptography;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Webhooks;
using Microsoft.IdentityModel.Tokens;

namespace Interlink.Functions.Tests.Platform;

public sealed class BearerTests
{
    [Fact]
    public async Task A_good_token_of_an_operator_opens_the_platform_and_nothing_of_a_tenant()
    {
        await using var host = await PlatformHost.Start();
        using var tenants = await host.Send(HttpMethod.Get, "/api/platform/tenants");
        Assert.Equal(HttpStatusCode.OK, tenants.StatusCode);
        foreach (var path in new[] { "/api/me", "/api/processes", "/api/operations", "/api/catalogue/interlinkers" })
        {
            using var refused = await host.Send(HttpMethod.Get, path);
            await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        }
    }

    [Fact]
    public async Task The_role_in_the_token_does_as_well()
    {
        await using var host = await PlatformHost.Start();
        var token = host.Issuer.Token(host.Edge.Clock.GetUtcNow(), "somebody", roles: "platform-administrator");
        using var response = await host.Send(HttpMethod.Get, "/api/platform/tenants", token: token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_good_token_of_somebody_else_is_told_what_is_missing()
    {
        await using var host = await PlatformHost.Start();
        using var response = await host.Send(HttpMethod.Get, "/api/platform/tenants", token: host.Issuer.Token(host.Edge.Clock.GetUtcNow(), "somebody"));
        var problem = await Problems.Of(response, HttpStatusCode.Forbidden, "no-platform-right");
        Assert.Contains("PlatformAdministrators", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("foreign key")]
    [InlineData("shared secret")]
    [InlineData("unsigned")]
    [InlineData("changed")]
    [InlineData("noise")]
    public async Task A_bad_token_is_refused(string fault)
    {
        await using var host = await PlatformHost.Start();
        var (issuer, now) = (host.Issuer, host.Edge.Clock.GetUtcNow());
        var good = issuer.Token(now);
        var token = fault switch
        {
            "expired" => issuer.Token(now - TimeSpan.FromHours(2)),
            "not yet" => issuer.Token(now + TimeSpan.FromMinutes(10)),
            "audience" => issuer.Token(now, audience: "https://management.azure.com/"),
            "issuer" => issuer.Token(now, issuer: "https://issuer.example.org"),
            "foreign key" => issuer.Token(now, key: new RsaSecurityKey(RSA.Create(2048)) { KeyId = "other" }),
            "shared secret" => issuer.Token(now, key: new SymmetricSecurityKey(new byte[32]) { KeyId = "s" }, algorithm: SecurityAlgorithms.HmacSha256),
            "unsigned" => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{good.Split('.')[1]}.",
            "changed" => $"{good.Split('.')[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(good.Split('.')[1]).Replace("operator-one", "operator-two", StringComparison.Ordinal))}.{good.Split('.')[2]}",
            _ => "no.token.at all",
        };
        using var response = await host.Send(HttpMethod.Get, "/api/platform/tenants", token: token);
        await Problems.Of(response, HttpStatusCode.Unauthorized, "token-refused");
    }

    [Fact]
    public async Task An_issuer_that_changes_its_key_goes_on_being_believed()
    {
        await using var host = await PlatformHost.Start();
        using var before = await host.Send(HttpMethod.Get, "/api/platform/tenants");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        host.Issuer.ChangeKey();
        await WebhookFlow.Until(
            async () =>
            {
                using var after = await host.Send(HttpMethod.Get, "/api/platform/tenants");
                return after.StatusCode;
            },
            status => status is HttpStatusCode.OK);
        Assert.Equal(2, host.Issuer.KeyRequests);
    }

    [Fact]
    public async Task Tokens_that_are_refused_are_counted_as_requests_of_nobody()
    {
        await using var host = await PlatformHost.Start(options => (options.AnonymousBurst, options.AnonymousRate) = (2, 0.1));
        for (var time = 0; time < 2; time++)
        {
            using var refused = await host.Send(HttpMethod.Get, "/api/platform/tenants", token: "forged");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var bounded = await host.Send(HttpMethod.Get, "/api/platform/tenants", token: "forged");
        await Problems.Of(bounded, HttpStatusCode.TooManyRequests, "too-many-requests");
        using var good = await host.Send(HttpMethod.Get, "/api/platform/tenants");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_a_trouble_that_passes()
    {
        await using var host = await PlatformHost.Start();
        var token = host.Issuer.Token(host.Edge.Clock.GetUtcNow());
        await host.Issuer.DisposeAsync();
        using var response = await host.Send(HttpMethod.Get, "/api/platform/tenants", token: token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Behind_a_proxy_that_uses_Authorization_for_itself_only_our_own_header_counts()
    {
        await using var host = await PlatformHost.Start();
        using var theirs = await host.Send(HttpMethod.Get, "/api/platform/tenants", header: "Authorization");
        await Problems.Of(theirs, HttpStatusCode.Unauthorized, "not-signed-in");
        using var health = await host.Send(HttpMethod.Get, "/api/health", token: "a platform's own token", header: "Authorization");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Without_such_a_proxy_Authorization_counts()
    {
        await using var host = await PlatformHost.Start(options => options.TrustPrincipalHeader = false);
        using var response = await host.Send(HttpMethod.Get, "/api/platform/tenants", header: "Authorization");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
