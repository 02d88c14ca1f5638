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
        Assert.Equal(2, await world.Log.Sweep(WebhookWorld.Varam, endpoint.Id, world.Clock.GetUtcNow(), Now));
        Assert.Equal(made[1].Id, Assert.Single(await Next(world, endpoint, ReplayKind.Everything)).Id);

        // Nobody can ask for it any more by then.
        world.Clock.Advance(TimeSpan.FromDays(WebhookRetention.Kept.MaximumDays + 2));
        await world.Log.Sweep(WebhookWorld.Varam, endpoint.Id, world.Clock.GetUtcNow().AddDays(-1), Now);
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

    private static async Task<IReadOnlyList<WebhookMessage>> Next(WebhookWorld world, WebhookEndpoint endpoint, ReplayKind kind) =>
        (await world.Desk.Next(WebhookWorld.Varam, endpoint.Id, kind, world.Clock.GetUtcNow().AddDays(-1), null, Now)).Messages;
}
