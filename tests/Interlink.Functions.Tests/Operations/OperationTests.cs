using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Operations;
using Interlink.Functions.Tests.Edge;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Operations;

public sealed class OperationTests
{
    [Fact]
    public async Task Work_is_accepted_and_its_end_is_told_where_the_answer_says()
    {
        await using var host = await EdgeHost.Start();
        var (id, location) = await host.Start("do");
        Assert.Equal($"/api/operations/{id}", location);
        Assert.StartsWith("planted-work.", id, StringComparison.Ordinal);
        await host.Ended(id);
        var told = await host.Operation(id);
        Assert.Equal("succeeded", told.GetProperty("status").GetString());
        Assert.Equal("planted-work", told.GetProperty("kind").GetString());
        Assert.Equal($"/api/planted/{id}", told.GetProperty("result").GetProperty("report").GetString());
        Assert.Equal(4, told.GetProperty("progress").GetProperty("done").GetInt32());
        Assert.False(told.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("refuse", "planted-refusal")]
    [InlineData("explode", "unexpected")]
    public async Task Failure_is_told_as_data_and_without_our_insides(string wish, string type)
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start(wish);
        await host.Ended(id);
        var told = await host.Operation(id);
        Assert.Equal("failed", told.GetProperty("status").GetString());
        Assert.Equal(type, told.GetProperty("error").GetProperty("type").GetString());
        Assert.DoesNotContain("secret", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_goes_on_tells_its_progress_and_work_that_was_stopped_is_canceled()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("wait");
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var instance = OperationId.Parse(id).InstanceIn(TenantId.Parse("varam"));
        await client.WaitForInstanceStartAsync(instance, TestContext.Current.CancellationToken);
        JsonElement told;
        do
        {
            told = await host.Operation(id);
        }
        while (!told.TryGetProperty("progress", out _));

        Assert.Equal("running", told.GetProperty("status").GetString());
        Assert.Equal("begin", told.GetProperty("progress").GetProperty("step").GetString());
        await client.TerminateInstanceAsync(instance, TestContext.Current.CancellationToken);
        await host.Ended(id);
        Assert.Equal("canceled", (await host.Operation(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Only_whoever_started_it_and_administrators_of_the_tenant_see_an_operation()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("do");
        foreach (var stranger in (string[])[EdgeHost.Principal("subject-two"), EdgeHost.Principal("subject-one", "zaragoza"), EdgeHost.Principal("subject-two", "zaragoza", "administrator")])
        {
            using var refused = await host.Get($"/api/operations/{id}", stranger);
            await Problems.Of(refused, HttpStatusCode.NotFound, "operation-not-found");
        }

        using var seen = await host.Get($"/api/operations/{id}", EdgeHost.Principal("subject-two", "varam", "administrator"));
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("planted-work.0123")]
    [InlineData("Planted.01arz3ndektsv4rrffq69g5fav")]
    [InlineData("..%2F..")]
    public async Task An_id_that_is_none_is_not_found(string id)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get($"/api/operations/{id}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_repeated_request_starts_the_work_once_even_when_its_first_answer_was_lost()
    {
        await using var host = await EdgeHost.Start();
        var principal = new Caller(TenantId.Parse("varam"), "subject-one", "Some One", new HashSet<string> { Scope.Member });
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var starter = host.Services.GetRequiredService<OperationStarter>();
        var start = new OperationStart("planted-work", nameof(PlantedOrchestrators.PlantedWork), id => new PlantedInput(principal.Tenant, id, "do")) { Key = "key-1" };
        var first = await starter.Start(client, principal, start, TestContext.Current.CancellationToken);
        var second = await starter.Start(client, principal, start, TestContext.Current.CancellationToken);
        Assert.Equal(first.Id, second.Id);
        var list = await host.Operations();
        Assert.Equal(1, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_list_is_for_administrators_the_youngest_first_with_the_exact_total()
    {
        await using var host = await EdgeHost.Start();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await host.Start("do")).Id);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        using var refused = await host.Get("/api/operations");
        await Problems.Of(refused, HttpStatusCode.Forbidden, "scope-missing");
        var first = await host.Operations("?limit=3");
        var second = await host.Operations($"?limit=3&cursor={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}");
        Assert.Equal(5, first.GetProperty("total").GetInt32());
        Assert.Equal(ids, first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(o => o.GetProperty("id").GetString()));
        Assert.False(second.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task How_it_ended_is_still_told_when_the_orchestration_is_purged()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("refuse");
        await host.Ended(id);
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        await host.Services.GetRequiredService<OperationDesk>().Settle(client, TenantId.Parse("varam"), TestContext.Current.CancellationToken);
        var before = await host.Operation(id);
        await client.PurgeInstanceAsync(OperationId.Parse(id).InstanceIn(TenantId.Parse("varam")), TestContext.Current.CancellationToken);
        Assert.Equal(before.ToString(), (await host.Operation(id)).ToString());
    }

    [Fact]
    public async Task Work_that_never_began_is_told_as_failed_after_a_while()
    {
        await using var host = await EdgeHost.Start();
        var tenant = TenantId.Parse("varam");
        var id = OperationId.Of("planted-work", Ulids.Derive("lost"));
        var store = host.Services.GetRequiredService<OperationStore>();
        await store.Begin(tenant, new OperationRecord(id, "subject-one", host.Clock.GetUtcNow(), null), TestContext.Current.CancellationToken);
        Assert.Equal("not_started", (await host.Operation(id.ToString())).GetProperty("status").GetString());
        host.Clock.Jump(TimeSpan.FromHours(2));
        var told = await host.Operation(id.ToString());
        Assert.Equal("failed", told.GetProperty("status").GetString());
        Assert.Equal("not-started", told.GetProperty("error").GetProperty("type").GetString());
    }
}
