using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class MessageDeskTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_of_what_failed_that_broke_off_finds_what_it_had_let_go_already()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        await world.Write(endpoint, 5, MessageState.Failed);
        var first = await Next(world, endpoint, ReplayKind.Failed);
        var repeated = await Next(world, endpoint, ReplayKind.Failed);
        Assert.Equal(5, repeated.Count);
        Assert.Equal(first.Select(m => (m.Id, m.Run)), repeated.Select(m => (m.Id, m.Run)));
    }

    [Fact]
    public async Task What_is_being_sent_and_what_was_an_example_is_not_recovered()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var waiting = world.Message(endpoint, 1, MessageState.Pending);
        var example = world.Message(endpoint, 2, MessageState.Failed) with { EventId = null };
        await world.Store.Enqueue(WebhookWorld.Varam, endpoint.Id, [waiting, example], Now);
        Assert.Empty(await Next(world, endpoint, ReplayKind.Failed));
        Assert.Equal(MessageState.Failed, (await world.Store.GetMessage(WebhookWorld.Varam, endpoint.Id, example.Id, Now)).Value.Body.State);
    }

    [Theory]
    [InlineData("replay of one")]
    [InlineData("recover")]
    [InlineData("replay of all")]
    public async Task A_message_that_waits_for_its_next_attempt_can_be_sent_now_by(string way)
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        await world.Happen("event-1");
        var told = Assert.Single((await world.Outbox.Read(null, 10, Now)).Events);
        var waiting = WebhookMessage.Of(WebhookWorld.Varam, endpoint, told, world.Clock.GetUtcNow());
        await world.Store.Enqueue(WebhookWorld.Varam, endpoint.Id, [waiting], Now);
        var due = (await world.Attempt(waiting, 1, AttemptOutcome.Failed)).NextAt;
        Assert.True((await world.Now(waiting)).NextAt == due && due > world.Clock.GetUtcNow());
        var again = way switch
        {
            "replay of one" => (await world.Desk.Replay(WebhookWorld.Anna, endpoint.Id, waiting.Id, Now)).Value,
            "recover" => Assert.Single(await Next(world, endpoint, ReplayKind.Failed)),
            _ => Assert.Single(await Next(world, endpoint, ReplayKind.Everything)),
        };
        Assert.Equal((waiting.Id, 2, MessageState.Pending, world.Clock.GetUtcNow()), (again.Id, again.Run, again.State, again.NextAt!.Value));

        // The series that waited ends by itself, and asking again begins no third one.
        Assert.Equal(DeliveryStep.Over, (await world.Deliveries.Look(WebhookWorld.Varam, endpoint.Id, waiting.Id, 1, 2, Now)).Instead);
        Assert.Equal(2, (await world.Desk.Replay(WebhookWorld.Anna, endpoint.Id, waiting.Id, Now)).Value.Run);
        Assert.Equal(2, (await world.Now(waiting)).Run);
    }

    [Fact]
    public async Task A_replay_takes_what_has_happened_and_is_in_no_log_yet()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        await world.Happen("first");
        await world.Dispatch.Run(TimeSpan.FromMinutes(1), Now);
        await world.Happen("second");
        Assert.Equal(2, (await Next(world, endpoint, ReplayKind.Everything)).Count);
    }

    [Theory]
    [InlineData(ReplayKind.Everything)]
    [InlineData(ReplayKind.Failed)]
    public async Task A_round_for_an_endpoint_that_takes_nothing_any_more_says_that_it_was_stopped(ReplayKind kind)
    {
        await using var world = await WebhookWorld.Open();
        var (paused, active) = (await world.Endpoint("paused", state: EndpointState.Paused), await world.Endpoint("active"));
        Assert.True((await world.Desk.Next(WebhookWorld.Varam, paused.Id, kind, world.Clock.GetUtcNow().AddDays(-1), null, Now)).IsStopped);
        Assert.False((await world.Desk.Next(WebhookWorld.Varam, active.Id, kind, world.Clock.GetUtcNow().AddDays(-1), null, Now)).IsStopped);
    }

    [Fact]
    public async Task A_sending_that_broke_off_is_begun_again_for_a_week_after_the_message_was_to_be_sent_however_old_it_is()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var old = (await world.Write(endpoint, 1, MessageState.Failed))[0];
        world.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(2, (await world.Desk.Replay(WebhookWorld.Anna, endpoint.Id, old.Id, Now)).Value.Run);
        world.Clock.Advance(TimeSpan.FromDays(6));
        Assert.NotNull(await world.Desk.Resume(WebhookWorld.Varam, endpoint.Id, old.Id, 2, Now));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await world.Desk.Resume(WebhookWorld.Varam, endpoint.Id, old.Id, 2, Now));
        Assert.Equal(MessageFailure.Interrupted, (await world.Now(old)).Failure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_message_is_never_expunged_without_what_was_answered_to_it(int breaks)
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var message = (await world.Write(endpoint, 1, MessageState.Pending))[0];
        await world.Attempt(message, 1, AttemptOutcome.Aborted);
        Assert.Single(await world.Log.Answers(WebhookWorld.Varam, message, Now));
        world.Documents.Breaks = breaks;
        await Assert.ThrowsAsync<TransientException>(() => world.Desk.Expunge(WebhookWorld.Anna, endpoint.Id, message.Id, Now));
        Assert.Null((await world.Now(message)).ExpungedAt);
        Assert.True((await world.Desk.Expunge(WebhookWorld.Anna, endpoint.Id, message.Id, Now)).Succeeded);
        Assert.NotNull((await world.Now(message)).ExpungedAt);
        Assert.Empty(await world.Log.Answers(WebhookWorld.Varam, message, Now));
    }

    [Fact]
    public async Task What_is_still_to_be_sent_stays_and_stops_nothing_behind_it_from_going()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var messages = Enumerable.Range(0, 130).Select(i => world.Message(endpoint, i, i < 60 ? MessageState.Pending : i < 120 ? MessageState.Held : MessageState.Succeeded)).ToList();
        await world.Store.Enqueue(WebhookWorld.Varam, endpoint.Id, messages, Now);
        Assert.Equal(10, await world.Log.Sweep(WebhookWorld.Varam, endpoint.Id, world.Clock.GetUtcNow(), 1_000, Now));
        Assert.Equal(120, (await Left(world, endpoint)).Count);

        // Nobody sends them any more when their endpoint is gone.
        await world.Documents.Commit(Partition.Of(WebhookWorld.Varam, "webhooks"), new Batch().Remove(WebhookEndpoint.Kind, endpoint.Id), Now);
        Assert.Equal(120, await world.Log.Sweep(WebhookWorld.Varam, endpoint.Id, world.Clock.GetUtcNow(), 1_000, Now));
        Assert.Empty(await Left(world, endpoint));
    }

    [Fact]
    public async Task What_was_expunged_is_not_made_anew_from_the_event_log_when_its_message_is_gone()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        await world.Happen("first");
        await world.Happen("second");
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.Dispatch.Run(TimeSpan.FromMinutes(1), Now);
        var made = await Next(world, endpoint, ReplayKind.Everything);
        Assert.Equal(2, made.Count);
        foreach (var message in made)
        {
            await world.Store.Change(WebhookWorld.Varam, endpoint.Id, message.Id, was => new MessageChange(was with { State = MessageState.Succeeded }), Now);
        }

        await world.Desk.Expunge(WebhookWorld.Anna, endpoint.Id, made[0].Id, Now);
        Assert.Equal(2, await world.Log.Sweep(WebhookWorld.Varam, endpoint.Id, world.Clock.GetUtcNow(), 1_000, Now));
        Assert.Equal(made[1].Id, Assert.Single(await Next(world, endpoint, ReplayKind.Everything)).Id);

        // Nobody can ask for it any more by then.
        world.Clock.Advance(TimeSpan.FromDays(WebhookRetention.Kept.MaximumDays + 2));
        await world.Log.Sweep(WebhookWorld.Varam, endpoint.Id, world.Clock.GetUtcNow().AddDays(-1), 1_000, Now);
        Assert.Empty(await world.Store.Expunged(WebhookWorld.Varam, endpoint.Id, [made[0].Id], Now));
    }

    [Fact]
    public async Task Messages_that_are_there_already_stay_as_they_are_and_the_others_are_written()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var messages = Enumerable.Range(0, 200).Select(i => world.Message(endpoint, i, MessageState.Pending)).ToList();
        await world.Store.Enqueue(WebhookWorld.Varam, endpoint.Id, [.. messages.Where((_, i) => i % 3 == 0).Select(m => m with { State = MessageState.Succeeded })], Now);
        await world.Store.Enqueue(WebhookWorld.Varam, endpoint.Id, messages, Now);
        for (var i = 0; i < messages.Count; i++)
        {
            var found = (await world.Store.GetMessage(WebhookWorld.Varam, endpoint.Id, messages[i].Id, Now)).Value.Body;
            Assert.Equal(i % 3 == 0 ? MessageState.Succeeded : MessageState.Pending, found.State);
        }
    }

    private static async Task<IReadOnlyList<Document<WebhookMessage>>> Left(WebhookWorld world, WebhookEndpoint endpoint) =>
        (await world.Documents.List<WebhookMessage>(Partition.Of(WebhookWorld.Varam, $"webhook:{endpoint.Id}"), WebhookMessage.Kind, new ListOptions(Limit: 1_000), Now)).Items;

    private static async Task<IReadOnlyList<WebhookMessage>> Next(WebhookWorld world, WebhookEndpoint endpoint, ReplayKind kind) =>
        (await world.Desk.Next(WebhookWorld.Varam, endpoint.Id, kind, world.Clock.GetUtcNow().AddDays(-1), null, Now)).Messages;
}
