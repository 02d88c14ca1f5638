using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Platform;

public sealed class DeleteTenantTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    [Fact]
    public async Task A_deleted_tenant_leaves_a_certificate_that_counts_what_there_was_and_nothing_else()
    {
        await using var host = await Furnished();
        var before = await Count(host, Varam);
        Assert.All((string[])["documents", "outbox", "blobs", "ledger"], store => Assert.Contains(before, line => line.Store == store));

        using var asked = await host.Send(HttpMethod.Delete, "/api/platform/tenants/varam");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        using var refused = await host.Edge.Get("/api/processes", PlatformHost.Principal());
        await Problems.Of(refused, HttpStatusCode.Forbidden, "tenant-suspended");
        Assert.Equal("waiting", (await Until(host, asked, status => status == "running")).GetProperty("progress").GetProperty("step").GetString());

        await Finish(host, asked);
        var certificate = await Certificate(host);
        Assert.True(certificate.GetProperty("intact").GetBoolean());
        var lines = certificate.GetProperty("lines").Deserialize<List<ErasedLine>>(Json.Options)!;
        Assert.Equal(before, lines.Where(l => l.Store is not ("identities" or "orchestrations")));
        Assert.Equal(1, Assert.Single(lines, l => l.Store == "identities").Count);
        Assert.Equal("operator-one", certificate.GetProperty("requestedBy").GetString());
        Assert.Empty(await Count(host, Varam));
        Assert.Null(await host.Edge.Services.GetRequiredService<TenantDirectory>().OfHost("varam.example.org", TestContext.Current.CancellationToken));

        using var gone = await host.Edge.Get("/api/me", PlatformHost.Principal());
        await Problems.Of(gone, HttpStatusCode.Forbidden, "no-account");
        using var face = await host.Edge.Get("/api/tenant", "", ("X-Interlink-Tenant", "varam"));
        await Problems.Of(face, HttpStatusCode.NotFound, "no-tenant-here");
        using var again = await host.Send(HttpMethod.Put, "/api/platform/tenants/varam", new { name = "Varam", languages = new[] { "lv" }, administrator = "first@example.org" });
        await Problems.Of(again, HttpStatusCode.Conflict, "tenant-state-forbids");
        Assert.Equal("Zaragoza", await NameOf(host, "u-9"));
    }

    [Fact]
    public async Task Until_the_time_of_grace_is_over_a_deletion_can_be_taken_back_with_nothing_lost()
    {
        await using var host = await Furnished();
        var before = await Count(host, Varam);
        using var asked = await host.Send(HttpMethod.Delete, "/api/platform/tenants/varam");
        using var repeated = await host.Send(HttpMethod.Delete, "/api/platform/tenants/varam");
        Assert.Equal(asked.Headers.Location, repeated.Headers.Location);
        host.Edge.Clock.Jump(TimeSpan.FromDays(6));
        using var resumed = await host.Send(HttpMethod.Post, "/api/platform/tenants/varam/resume");
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        Assert.Equal("canceled", (await Until(host, asked, status => status is not ("running" or "not_started"))).GetProperty("status").GetString());
        Assert.Equal(before, await Count(host, Varam));
        Assert.Equal("Varam", await NameOf(host, "u-1"));
        using var none = await host.Send(HttpMethod.Get, "/api/platform/tenants/varam/certificate");
        await Problems.Of(none, HttpStatusCode.NotFound, "certificate-not-found");

        using var second = await host.Send(HttpMethod.Delete, "/api/platform/tenants/varam");
        Assert.NotEqual(asked.Headers.Location, second.Headers.Location);
        await Finish(host, second);
        Assert.True((await Certificate(host)).GetProperty("intact").GetBoolean());
        using var late = await host.Send(HttpMethod.Post, "/api/platform/tenants/varam/resume");
        await Problems.Of(late, HttpStatusCode.Conflict, "tenant-state-forbids");
    }

    [Fact]
    public async Task A_round_that_is_cut_short_and_repeated_counts_everything_once()
    {
        await using var host = await Furnished(new Dictionary<string, string?> { ["Interlink:Tenants:Round"] = "10" });
        var services = host.Edge.Services;
        var before = await Count(host, Varam);
        using var asked = await host.Send(HttpMethod.Delete, "/api/platform/tenants/varam");
        var breaking = new BreakingPurge([.. services.GetServices<ITenantPurge>()]);
        var erasure = new TenantErasure(
            services.GetRequiredService<IDocuments>(), [breaking], services.GetRequiredService<AccountStore>(), services.GetRequiredService<IdentityDirectory>(),
            services.GetRequiredService<TenantOptions>());
        while (await Try(erasure))
        {
            Assert.NotEmpty(await erasure.Lines(Varam, TestContext.Current.CancellationToken));
        }

        Assert.True(breaking.Broken > 3);
        Assert.Empty(await Count(host, Varam));
        Assert.Equal(before.Sum(l => l.Count), (await erasure.Lines(Varam, TestContext.Current.CancellationToken)).Where(l => l.Store != "identities").Sum(l => l.Count));
    }

    [Fact]
    public async Task Only_operators_delete_and_what_is_not_there_is_not_found()
    {
        await using var host = await Furnished();
        using var refused = await host.Edge.Send(HttpMethod.Delete, "/api/platform/tenants/varam", null, PlatformHost.Principal());
        await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        using var none = await host.Send(HttpMethod.Delete, "/api/platform/tenants/nowhere");
        await Problems.Of(none, HttpStatusCode.NotFound, "tenant-not-found");
        using var reserved = await host.Send(HttpMethod.Delete, "/api/platform/tenants/interlink-platform");
        await Problems.Of(reserved, HttpStatusCode.NotFound, "tenant-not-found");
        using var operation = await host.Send(HttpMethod.Get, "/api/platform/operations/tenant-deletion.01arz3ndektsv4rrffq69g5fav");
        await Problems.Of(operation, HttpStatusCode.NotFound, "operation-not-found");
    }

    /// <summary>Two tenants with people; the first with a logo, a host name, a process, an upload and events in its log.</summary>
    private static async Task<PlatformHost> Furnished(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var host = await PlatformHost.Start(settings: settings);
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal());
        using var theirs = await host.Accept(PlatformHost.TokenIn(await host.Provision("zaragoza", name: "Zaragoza")), PlatformHost.Principal("u-9"));
        using var described = await host.Send(HttpMethod.Put, "/api/platform/tenants/varam", new
        {
            name = "Varam",
            languages = new[] { "lv", "en" },
            administrator = "first@example.org",
            hosts = new[] { "varam.example.org" },
        });
        using var read = await host.Edge.Get("/api/tenant/settings", PlatformHost.Principal());
        using var logo = await host.Edge.Send(
            HttpMethod.Put, "/api/tenant/logo", new ByteArrayContent(Pictures.Png), PlatformHost.Principal(), ("If-Match", read.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.OK, logo.StatusCode);
        foreach (var i in Enumerable.Range(0, 20))
        {
            using var made = await host.Edge.Send(HttpMethod.Post, "/api/processes", JsonContent.Create(new { name = $"Park {i}", language = "en" }), PlatformHost.Principal());
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        }

        await OutboxFlow.HandOn(host.Edge.Services);
        return host;
    }

    private static async Task<bool> Try(TenantErasure erasure)
    {
        try
        {
            return (await erasure.Round(Varam, [], TestContext.Current.CancellationToken)).Removed > 0;
        }
        catch (TransientException)
        {
            return true;
        }
    }

    /// <summary>What the stores hold, counted and hashed as the certificate does, but read from the stores alone.</summary>
    private static async Task<List<ErasedLine>> Count(PlatformHost host, TenantId tenant)
    {
        var lines = new Dictionary<(string, string), ErasedLine>();
        foreach (var store in host.Edge.Services.GetServices<ITenantPurge>())
        {
            foreach (var thing in await store.List(tenant, 10_000, TestContext.Current.CancellationToken))
            {
                lines[(store.Store, thing.Kind)] = lines.GetValueOrDefault((store.Store, thing.Kind), ErasedLine.Begin(store.Store, thing.Kind)).Add(thing.Key, thing.Sha256);
            }
        }

        return [.. lines.Values.OrderBy(l => l.Store, StringComparer.Ordinal).ThenBy(l => l.Kind, StringComparer.Ordinal)];
    }

    private static async Task Finish(PlatformHost host, HttpResponseMessage asked)
    {
        host.Edge.Clock.Jump(TimeSpan.FromDays(8));
        await Until(host, asked, status => status is not ("running" or "not_started"), advance: true);
        Assert.Equal("succeeded", (await Operation(host, asked)).GetProperty("status").GetString());
    }

    private static async Task<JsonElement> Until(PlatformHost host, HttpResponseMessage asked, Func<string, bool> done, bool advance = false)
    {
        while (true)
        {
            var operation = await Operation(host, asked);
            if (done(operation.GetProperty("status").GetString()!))
            {
                return operation;
            }

            if (advance)
            {
                host.Edge.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> Operation(PlatformHost host, HttpResponseMessage asked)
    {
        using var response = await host.Send(HttpMethod.Get, asked.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> Certificate(PlatformHost host)
    {
        using var response = await host.Send(HttpMethod.Get, "/api/platform/tenants/varam/certificate");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static async Task<string?> NameOf(PlatformHost host, string user)
    {
        using var me = await host.Edge.Get("/api/me", PlatformHost.Principal(user));
        return (await me.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("tenant").GetProperty("name").GetString();
    }
}
