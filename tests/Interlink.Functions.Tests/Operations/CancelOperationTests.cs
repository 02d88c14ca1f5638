using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Processes;
using Interlink.Functions.Tests.Edge;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Operations;

public sealed class CancelOperationTests
{
    [Fact]
    public async Task A_canceled_operation_stops_with_everything_it_handed_on_and_tells_who_did_it_and_why()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("delegate");
        var instance = OperationId.Parse(id).InstanceIn(OperationFlow.Varam);
        await host.Begun(PlantedOrchestrators.ChildOf(instance));
        Assert.True((await host.Operation(id)).At("can", "cancel").GetBoolean());

        using var answer = await host.Cancel(id, new { reason = "  The wrong file  " }, OperationFlow.Administrator);
        Assert.Equal($"/api/operations/{id}", answer.Headers.Location?.ToString());
        await answer.Read(HttpStatusCode.Accepted);
        await host.Ended(id);
        var told = await host.Operation(id);
        Assert.Equal("canceled", told.Status());
        Assert.Equal(("subject-two", "The wrong file"), (told.At("canceled", "by", "subject").GetString(), told.At("canceled", "reason").GetString()));
        Assert.Equal("canceled", told.GetProperty("steps")[0].GetProperty("outcome").GetString());
        Assert.False(told.At("can", "cancel").GetBoolean());
        var child = await host.Durable().WaitForInstanceCompletionAsync(PlantedOrchestrators.ChildOf(instance), TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus);
    }

    [Fact]
    public async Task Canceling_twice_is_canceling_once()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("wait");
        foreach (var who in new[] { EdgeHost.Principal(), OperationFlow.Administrator, OperationFlow.Administrator })
        {
            using var answer = await host.Cancel(id, new { attempt = 1 }, who);
            Assert.Equal("subject-one", (await answer.Read(HttpStatusCode.Accepted)).At("canceled", "by", "subject").GetString());
            await host.Ended(id);
        }

        Assert.Equal("canceled", (await host.Operation(id)).Status());
        Assert.Equal(1, host.Services.GetRequiredService<PlantedKind>().Endings);
    }

    [Theory]
    [InlineData("do")]
    [InlineData("refuse")]
    public async Task What_has_ended_cannot_be_canceled(string wish)
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd(wish);
        using var refused = await host.Cancel(id);
        await Problems.Of(refused, HttpStatusCode.Conflict, "operation-ended");
    }

    [Fact]
    public async Task A_later_attempt_is_left_alone_by_somebody_who_saw_an_earlier_one()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("wait");
        using var first = await host.Cancel(id);
        await host.Ended(id);
        using var again = await host.Retry(id);
        Assert.Equal(2, (await again.Read(HttpStatusCode.Accepted)).GetProperty("attempt").GetInt32());
        using var late = await host.Cancel(id, new { attempt = 1 });
        await Problems.Of(late, HttpStatusCode.Conflict, "operation-ended");
        Assert.True((await host.Operation(id)).At("can", "cancel").GetBoolean());
    }

    [Fact]
    public async Task A_stranger_neither_cancels_nor_learns_that_there_is_something()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("wait");
        foreach (var stranger in new[] { EdgeHost.Principal("subject-two"), EdgeHost.Principal("subject-two", "zaragoza", "administrator") })
        {
            using var cancel = await host.Cancel(id, null, stranger);
            await Problems.Of(cancel, HttpStatusCode.NotFound, "operation-not-found");
            using var retry = await host.Retry(id, null, stranger);
            await Problems.Of(retry, HttpStatusCode.NotFound, "operation-not-found");
        }

        Assert.NotEqual("canceled", (await host.Operation(id)).Status());
    }

    [Fact]
    public async Task A_wish_that_was_written_down_before_a_crash_is_carried_out_by_the_next_look()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("wait");
        await host.Begun(OperationId.Parse(id).InstanceIn(OperationFlow.Varam));
        await Wish(host, OperationId.Parse(id));
        var desk = host.Services.GetRequiredService<Interlink.Functions.Operations.OperationDesk>();
        await desk.Settle(host.Durable(), OperationFlow.Varam, TestContext.Current.CancellationToken);
        await host.Ended(id);
        Assert.Equal("canceled", (await host.Operation(id)).Status());
    }

    [Fact]
    public async Task Work_that_never_began_is_canceled_all_the_same()
    {
        await using var host = await EdgeHost.Start();
        var id = OperationId.Of("planted-work", Ulids.Derive("lost"));
        var store = host.Services.GetRequiredService<OperationStore>();
        await store.Begin(OperationFlow.Varam, new OperationRecord(id, "subject-one", host.Clock.GetUtcNow(), null), TestContext.Current.CancellationToken);
        using var answer = await host.Cancel(id.ToString());
        Assert.Equal("not_started", (await answer.Read(HttpStatusCode.Accepted)).Status());
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("canceled", (await host.Operation(id.ToString())).Status());
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused_by_name()
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start("wait");
        using var refused = await host.Cancel(id, new { reason = new string('x', 501) });
        Assert.Equal(["reason: too_long"], Problems.FieldsOf(await Problems.Of(refused, HttpStatusCode.BadRequest, "invalid-input")));
    }

    private static async Task Wish(EdgeHost host, OperationId id)
    {
        var store = host.Services.GetRequiredService<OperationStore>();
        var read = await store.Find(OperationFlow.Varam, id, TestContext.Current.CancellationToken);
        var wished = read!.Body with { Cancellation = new OperationCancellation(new PersonReference("subject-one", "Some One"), host.Clock.GetUtcNow()) };
        Assert.True(await store.Replace(OperationFlow.Varam, read, wished, TestContext.Current.CancellationToken));
    }
}
