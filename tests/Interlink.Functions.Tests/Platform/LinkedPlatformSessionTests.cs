using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Edge;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Platform;

/// <summary>Where a platform signs people in: who runs Interlink by a role that the named provider gives, and what others try.</summary>
public sealed class LinkedPlatformSessionTests
{
    private const string Tenants = "/api/platform/tenants", Role = Scope.PlatformAdministrator;

    [Theory]
    [InlineData("roles")]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role")]
    public async Task The_role_that_the_named_provider_states_is_told_to_the_platform_and_opens_its_functions(string claim)
    {
        await using var host = await Start();
        var roles = await SignIn(host, "entra", (claim, Role));
        Assert.Contains(Role, roles);
        using var seen = await host.Edge.Get(Tenants, PlatformHost.Principal("u-9", "entra", roles));
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task What_another_provider_states_or_another_claim_gives_no_role()
    {
        await using var host = await Start();
        Assert.DoesNotContain(Role, await SignIn(host, "another", ("roles", Role)));
        Assert.DoesNotContain(Role, await SignIn(host, "Entra", ("roles", Role)));
        Assert.DoesNotContain(Role, await SignIn(host, "entra", ("name", Role), ("roles", "administrator"), ("roles", $"{Role}, member")));
        foreach (var principal in new[]
        {
            PlatformHost.Principal("u-9", "another", Role), PlatformHost.Principal("u-9", "", Role),
            EdgeHost.Encoded(new { identityProvider = "entra", userId = "u-9", userRoles = new[] { "anonymous", Role } }),
            EdgeHost.Encoded(new { identityProvider = "entra", userId = "u-9", userRoles = new[] { "authenticated" }, claims = new[] { new { typ = "roles", val = Role } } }),
        })
        {
            using var refused = await host.Edge.Get(Tenants, principal);
            Assert.Contains(refused.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden]);
        }
    }

    [Fact]
    public async Task Without_the_setting_no_session_runs_the_platform()
    {
        await using var host = await PlatformHost.Start();
        Assert.DoesNotContain(Role, await SignIn(host, "entra", ("roles", Role)));
        using var refused = await host.Edge.Get(Tenants, PlatformHost.Principal("u-9", "entra", Role));
        await Problems.Of(refused, HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task A_header_that_is_not_believed_gives_nothing()
    {
        await using var host = await Start(trusted: false);
        using var refused = await host.Edge.Get(Tenants, PlatformHost.Principal("u-9", "entra", Role));
        await Problems.Of(refused, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task The_platforms_role_in_an_account_is_told_to_nobody()
    {
        await using var host = await Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        var (accounts, tenant) = (host.Edge.Services.GetRequiredService<AccountStore>(), TenantId.Parse("varam"));
        var read = (await accounts.FindByEmail(tenant, EmailAddress.Parse("first@example.org"), TestContext.Current.CancellationToken))!;
        await accounts.Save(tenant, read, read.Body with { Scopes = [.. read.Body.Scopes, Role] }, new Core.Storage.Batch(), TestContext.Current.CancellationToken);
        var roles = await SignIn(host, "entra", "u-1", []);
        Assert.Contains(Scope.Administrator, roles);
        Assert.DoesNotContain(Role, roles);
    }

    [Fact]
    public async Task Who_runs_the_platform_is_in_the_own_tenant_who_the_account_says_and_elsewhere_nobody()
    {
        await using var host = await Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        await host.Provision("zaragoza");
        var principal = PlatformHost.Principal("u-1", "entra", Role);
        using var me = await host.Edge.Get("/api/me", principal);
        var person = await me.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((true, "varam"), (person.GetProperty("runsPlatform").GetBoolean(), person.GetProperty("tenant").GetProperty("id").GetString()));
        Assert.DoesNotContain(Role, person.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        foreach (var path in new[] { "/api/me", "/api/processes", "/api/people", "/api/audit" })
        {
            using var elsewhere = await host.Edge.Get(path, principal, ("X-Interlink-Tenant", "zaragoza"));
            await Problems.Of(elsewhere, HttpStatusCode.Forbidden, "no-account");
            using var nobody = await host.Edge.Get(path, PlatformHost.Principal("u-9", "entra", Role));
            await Problems.Of(nobody, HttpStatusCode.Forbidden, "no-account");
        }
    }

    [Fact]
    public async Task What_gives_or_takes_a_tenant_asks_for_a_sign_in_that_is_ten_minutes_old_at_most()
    {
        await using var host = await Start();
        await host.Provision();
        var principal = PlatformHost.Principal("u-9", "entra", await SignIn(host, "entra", ("roles", Role)));
        using var suspended = await Act(host, "suspend", principal);
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        using var resumed = await Act(host, "resume", principal);
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        host.Edge.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        foreach (var act in new[] { "suspend", "hand-over", "deletion", "welcome" })
        {
            using var refused = await Act(host, act, principal);
            await Problems.Of(refused, HttpStatusCode.Forbidden, "sign-in-again");
        }

        using var deleted = await host.Edge.Send(HttpMethod.Delete, $"{Tenants}/varam", null, principal);
        await Problems.Of(deleted, HttpStatusCode.Forbidden, "sign-in-again");
        using var made = await host.Edge.Send(
            HttpMethod.Put, $"{Tenants}/zaragoza", JsonContent.Create(new { name = "Zaragoza", languages = new[] { "es" }, administrator = "first@example.org" }), principal);
        await Problems.Of(made, HttpStatusCode.Forbidden, "sign-in-again");
    }

    private static Task<PlatformHost> Start(bool trusted = true) => PlatformHost.Start(
        options => options.TrustPrincipalHeader = trusted, new Dictionary<string, string?> { ["Interlink:Platform:IdentityProvider"] = "entra" });

    private static Task<HttpResponseMessage> Act(PlatformHost host, string act, string principal) => host.Edge.Send(
        HttpMethod.Post, $"{Tenants}/varam/{act}", JsonContent.Create<object>(act switch
        {
            "deletion" => new { confirmation = "varam" },
            "welcome" => new { administrator = "first@example.org" },
            "resume" => new { },
            _ => new { reason = "Rest." },
        }),
        principal);

    private static Task<string[]> SignIn(PlatformHost host, string provider, params (string Typ, string Val)[] claims) => SignIn(host, provider, "u-9", claims);

    /// <summary>Signs in as the platform does it: it asks for the roles, and writes them into the session.</summary>
    private static async Task<string[]> SignIn(PlatformHost host, string provider, string user, params (string Typ, string Val)[] claims)
    {
        using var told = await host.Edge.Send(
            HttpMethod.Post, "/api/roles", JsonContent.Create(new { identityProvider = provider, userId = user, claims = claims.Select(c => new { typ = c.Typ, val = c.Val }) }), "");
        var roles = await told.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. roles.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)];
    }
}
