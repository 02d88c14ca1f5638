using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Tests.Accounts;

public sealed class LinkedIdentityTests
{
    [Fact]
    public async Task Whoever_is_signed_in_without_an_account_is_told_so()
    {
        await using var host = await PlatformHost.Start();
        using var response = await host.Edge.Get("/api/me", PlatformHost.Principal());
        await Problems.Of(response, HttpStatusCode.Forbidden, "no-account");
        using var nobody = await host.Edge.Get("/api/me", "");
        await Problems.Of(nobody, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Roles_and_claims_in_the_principal_give_no_right()
    {
        await using var host = await PlatformHost.Start();
        await host.Provision();
        var boasting = EdgeHost.Encoded(new
        {
            identityProvider = "entra",
            userId = "intruder",
            userRoles = new[] { "authenticated", "member", "administrator", "platform-administrator" },
            claims = new[] { new { typ = "tenant", val = "varam" } },
        });
        using var response = await host.Edge.Get("/api/operations", boasting);
        await Problems.Of(response, HttpStatusCode.Forbidden, "no-account");
    }

    [Theory]
    [InlineData("Entra", "u-1")]
    [InlineData("github", "u-1")]
    [InlineData("entra", "u-2")]
    public async Task Another_provider_or_user_is_another_identity(string provider, string user)
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal("u-1", "entra"));
        using var response = await host.Edge.Get("/api/me", PlatformHost.Principal(user, provider));
        await Problems.Of(response, HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task A_forged_header_means_nothing_where_the_platform_does_not_stand_in_front()
    {
        await using var host = await PlatformHost.Start(options => options.TrustPrincipalHeader = false);
        var made = await host.Provision();
        using var refused = await host.Accept(PlatformHost.TokenIn(made), PlatformHost.Principal());
        await Problems.Of(refused, HttpStatusCode.Unauthorized, "not-signed-in");
        using var me = await host.Edge.Get("/api/me", PlatformHost.Principal());
        await Problems.Of(me, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("False", false)]
    [InlineData("True", true)]
    public void On_the_platform_principals_are_believed_only_while_its_authentication_is_on(string? on, bool believed)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Interlink:Edge:TrustPrincipalHeader"] = "true", ["WEBSITE_AUTH_ENABLED"] = on })
            .Build();
        using var services = new ServiceCollection().AddLogging().AddInterlink(configuration).TrustPrincipalOnlyBehindPlatform(configuration).BuildServiceProvider();
        Assert.Equal(believed, services.GetRequiredService<IOptions<EdgeOptions>>().Value.TrustPrincipalHeader);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await using var host = await PlatformHost.Start();
        var token = PlatformHost.TokenIn(await host.Provision());
        using var first = await host.Accept(token, PlatformHost.Principal());
        using var second = await host.Accept(token, PlatformHost.Principal("u-2"));
        await Problems.Of(second, HttpStatusCode.NotFound, "welcome-link-unknown");
    }

    [Fact]
    public async Task Somebody_who_is_in_the_tenant_cannot_take_up_anothers_account()
    {
        await using var host = await PlatformHost.Start();
        using var first = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        var other = PlatformHost.TokenIn(await host.Provision(administrator: "second@example.org"));
        using var refused = await host.Accept(other, PlatformHost.Principal());
        await Problems.Of(refused, HttpStatusCode.Conflict, "already-member");
        using var rightful = await host.Accept(other, PlatformHost.Principal("u-2"));
        Assert.Equal(HttpStatusCode.NoContent, rightful.StatusCode);
    }

    [Fact]
    public async Task Who_belongs_to_two_tenants_says_in_which_to_act_and_can_act_in_no_third()
    {
        await using var host = await PlatformHost.Start();
        foreach (var tenant in new[] { "varam", "zaragoza" })
        {
            using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision(tenant)), PlatformHost.Principal());
            Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        }

        await host.Provision("reggio");
        Assert.Equal("varam", await TenantOf(host));
        Assert.Equal("zaragoza", await TenantOf(host, "zaragoza"));
        foreach (var foreign in new[] { "reggio", "nowhere", "Not A Tenant" })
        {
            using var refused = await host.Edge.Get("/api/me", PlatformHost.Principal(), ("X-Interlink-Tenant", foreign));
            await Problems.Of(refused, HttpStatusCode.Forbidden, "no-account");
        }
    }

    [Fact]
    public async Task A_right_that_is_taken_away_is_gone_at_the_next_request()
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        using var before = await host.Edge.Get("/api/operations", PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var accounts = host.Edge.Services.GetRequiredService<AccountStore>();
        var tenant = TenantId.Parse("varam");
        var account = (await accounts.FindByEmail(tenant, EmailAddress.Parse("first@example.org"), TestContext.Current.CancellationToken))!;
        await accounts.Replace(tenant, account, account.Body with { Identities = [] }, null, TestContext.Current.CancellationToken);
        using var after = await host.Edge.Get("/api/operations", PlatformHost.Principal());
        await Problems.Of(after, HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task The_platform_is_told_roles_whatever_else_it_says()
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        Assert.Equal(["administrator", "auditor", "curator", "member", $"signed_in_{host.Edge.Clock.GetUtcNow().ToUnixTimeSeconds()}"], await Roles(host, """{"identityProvider":"entra","userId":"u-1","userDetails":"x","claims":[{"typ":"a","val":"b"}],"accessToken":"t","new":1}"""));
        Assert.Equal([], await Roles(host, """{"identityProvider":"entra","userId":"u-2"}"""));
        using var bad = await host.Edge.Post("/api/roles", """{"identityProvider":7}""", "");
        Assert.Equal(["identityProvider: wrong_type", "userId: required"], Problems.FieldsOf(await Problems.Of(bad, HttpStatusCode.BadRequest, "invalid-input")));
    }

    private static async Task<string?> TenantOf(PlatformHost host, string? asked = null)
    {
        using var me = await host.Edge.Get("/api/me", PlatformHost.Principal(), asked is null ? [] : [("X-Interlink-Tenant", asked)]);
        return (await me.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("tenant").GetProperty("id").GetString();
    }

    private static async Task<IEnumerable<string?>> Roles(PlatformHost host, string body)
    {
        using var response = await host.Edge.Post("/api/roles", body, "");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("roles").EnumerateArray().Select(r => r.GetString());
    }
}
