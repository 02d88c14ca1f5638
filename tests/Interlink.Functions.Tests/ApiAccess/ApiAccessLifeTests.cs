using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Teams;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Platform;
using Interlink.Functions.Tests.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.ApiAccess;

/// <summary>What becomes of keys when the tenant rests, and when whoever registered them goes.</summary>
public sealed class ApiAccessLifeTests
{
    [Fact]
    public async Task While_the_tenant_is_suspended_its_keys_open_nothing_and_afterwards_what_they_opened_before()
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        Assert.True(accepted.IsSuccessStatusCode);
        var id = (await Posted(host, "/api/applications", new { name = "Register", scopes = new[] { "read_catalogue", "read_events" } })).GetProperty("id").GetString();
        var key = (await Posted(host, $"/api/applications/{id}/keys", new { })).GetProperty("key").GetString()!;
        foreach (var (act, status) in new[] { ("resume", HttpStatusCode.OK), ("suspend", HttpStatusCode.Forbidden), ("resume", HttpStatusCode.OK) })
        {
            using var done = await host.Send(HttpMethod.Post, $"/api/platform/tenants/varam/{act}", act == "suspend" ? new { reason = "Rest." } : null);
            Assert.True(done.IsSuccessStatusCode || act == "resume");
            foreach (var path in new[] { "/api/application", "/api/catalogue/interlinkers", "/api/events" })
            {
                using var answer = await host.Edge.Get(path, "", ("X-Interlink-Authorization", $"Bearer {key}"));
                Assert.Equal(status, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task An_application_that_alone_administers_a_team_stays_until_somebody_else_does()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var id = await Applications.Register(administrator, "Register of parks", "read_organizations");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var admitted = await administrator.PutJson($"/api/applications/{id}/teams/{TeamFlow.IdOf(team)}", new { });
        await admitted.Expect(HttpStatusCode.NoContent);
        using var chosen = await administrator.PutJson($"{team}/members/{id}/role", new { role = "administrator" });
        await chosen.Expect(HttpStatusCode.OK);
        using var left = await administrator.Delete($"{team}/members/{administrator.Subject}");
        await left.Expect(HttpStatusCode.NoContent);
        using var alone = await administrator.Delete($"/api/applications/{id}");
        await alone.ExpectProblem(HttpStatusCode.Conflict, "last-team-administrator");
        await host.Join(team, await host.As("anna"), TeamRole.Administrator);
        using var removed = await administrator.Delete($"/api/applications/{id}");
        await removed.Expect(HttpStatusCode.NoContent);
        Assert.Equal("Anna", Assert.Single((await administrator.GetJson($"{team}/members")).GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Erasing_who_is_named_takes_the_address_away_and_leaves_the_key_to_the_tenant()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var leaving = await host.As("administrator-leaving");
        using var made = await leaving.PostJson("/api/applications", new { name = "Register", scopes = new[] { "read_catalogue" }, contact = People.Email("administrator-leaving") });
        var id = (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var (key, _) = await Applications.Key(leaving, id);
        var (tenant, personal) = (TenantId.Parse("varam"), host.Services.GetServices<IPersonalData>().Single(p => p.Description.Name == "api-applications"));
        var told = await personal.Export(tenant, leaving.Subject, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(id, Assert.Single(told).Id);
        var person = new ErasedPerson(leaving.Subject, "Former participant AAAA", "Leaving", Core.Accounts.EmailAddress.Parse(People.Email("administrator-leaving")));
        Assert.Equal(1, await personal.Erase(tenant, person, TestContext.Current.CancellationToken));
        Assert.Equal(0, await personal.Erase(tenant, person, TestContext.Current.CancellationToken));
        Assert.False((await administrator.GetJson($"/api/applications/{id}")).TryGetProperty("contact", out _));
        using var partner = host.Anonymous();
        using var answer = await partner.With(key).Get("/api/application");
        await answer.Expect(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> Posted(PlatformHost host, string path, object body)
    {
        using var made = await host.Edge.Send(HttpMethod.Post, path, JsonContent.Create(body, body.GetType()), PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
