using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Functions.Tests.Edge;

namespace Interlink.Functions.Tests.Platform;

public sealed class TenantCatalogueTests
{
    private const string Path = "/api/platform/tenants/varam/catalogue/starter";

    [Fact]
    public async Task The_platform_fills_the_catalogue_of_a_new_tenant_and_sees_how_that_goes()
    {
        await using var host = await PlatformHost.Start();
        var provisioned = await host.Provision();
        var id = await Begin(host);
        var ended = await WaitFor(host, id);
        Assert.Equal("succeeded", ended.GetProperty("status").GetString());
        Assert.Equal(["createdAt", "id", "progress", "status", "updatedAt"], ended.EnumerateObject().Select(p => p.Name).Order());

        using var accepted = await host.Accept(PlatformHost.TokenIn(provisioned), PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.Equal(19, (await Read(host, "/api/catalogue/interlinkers")).GetProperty("total").GetInt32());
        var operation = await Read(host, $"/api/operations/{id}");
        Assert.Equal("Platform", operation.GetProperty("startedBy").GetProperty("name").GetString());
    }

    [Fact]
    public async Task It_happens_once_in_a_tenants_life()
    {
        await using var host = await PlatformHost.Start();
        await host.Provision();
        var id = await Begin(host, "starter-varam");
        Assert.Equal(id, await Begin(host, "starter-varam"));
        Assert.Equal("succeeded", (await WaitFor(host, id)).GetProperty("status").GetString());
        host.Edge.Clock.Jump(TimeSpan.FromDays(3));
        foreach (var key in new[] { "starter-varam", null })
        {
            using var refused = await host.Send(HttpMethod.Post, Path, key: key);
            await Problems.Of(refused, HttpStatusCode.Conflict, "catalogue-begun");
        }
    }

    [Fact]
    public async Task Curators_may_import_it_again_and_nothing_changes()
    {
        await using var host = await PlatformHost.Start();
        var provisioned = await host.Provision();
        await WaitFor(host, await Begin(host));
        using var accepted = await host.Accept(PlatformHost.TokenIn(provisioned), PlatformHost.Principal());
        using var begun = await host.Edge.Send(HttpMethod.Post, "/api/catalogue/starter", principal: PlatformHost.Principal());
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString();
        JsonElement report;
        do
        {
            await Task.Delay(250, TestContext.Current.CancellationToken);
            report = await Read(host, $"/api/catalogue/imports/{id}");
        }
        while (!report.TryGetProperty("finishedAt", out _));

        var counts = report.GetProperty("counts");
        Assert.All(counts.EnumerateObject(), kind => Assert.Equal(0, kind.Value.GetProperty("created").GetInt32() + kind.Value.GetProperty("updated").GetInt32()));
        Assert.Equal(19, counts.GetProperty("interlinker").GetProperty("unchanged").GetInt32());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("platform")]
    [InlineData("No%20tenant")]
    public async Task A_tenant_that_is_not_there_is_not_made_by_it(string tenant)
    {
        await using var host = await PlatformHost.Start();
        using var refused = await host.Send(HttpMethod.Post, $"/api/platform/tenants/{tenant}/catalogue/starter");
        await Problems.Of(refused, HttpStatusCode.NotFound, "tenant-not-found");
        using var unseen = await host.Send(HttpMethod.Get, $"/api/platform/tenants/{tenant}/operations/catalogue-import-01J00000000000000000000000");
        await Problems.Of(unseen, HttpStatusCode.NotFound, "tenant-not-found");
        using var tenants = await host.Send(HttpMethod.Get, "/api/platform/tenants");
        Assert.Equal(0, (await tenants.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Operations_of_the_tenants_own_people_stay_their_own()
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        using var begun = await host.Edge.Send(HttpMethod.Post, "/api/catalogue/starter", principal: PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString();
        using var refused = await host.Send(HttpMethod.Get, $"/api/platform/tenants/varam/operations/{id}");
        await Problems.Of(refused, HttpStatusCode.NotFound, "operation-not-found");
    }

    [Fact]
    public async Task An_administrator_of_a_tenant_is_not_the_platform()
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        using var refused = await host.Edge.Send(HttpMethod.Post, Path, principal: PlatformHost.Principal());
        await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        using var stranger = await host.Edge.Send(HttpMethod.Post, Path, principal: "");
        await Problems.Of(stranger, HttpStatusCode.Unauthorized, "not-signed-in");
    }

    private static async Task<string> Begin(PlatformHost host, string? key = null)
    {
        using var begun = await host.Send(HttpMethod.Post, Path, key: key);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        Assert.Equal($"/api/platform/tenants/varam/operations/{id}", begun.Headers.Location?.ToString());
        return id;
    }

    private static async Task<JsonElement> WaitFor(PlatformHost host, string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            using var asked = await host.Send(HttpMethod.Get, $"/api/platform/tenants/varam/operations/{id}");
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
            var state = await asked.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
            if (state.GetProperty("status").GetString() is not ("not_started" or "running"))
            {
                return state;
            }

            await Task.Delay(250, patience.Token);
        }
    }

    private static async Task<JsonElement> Read(PlatformHost host, string path)
    {
        using var answer = await host.Edge.Get(path, PlatformHost.Principal());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
