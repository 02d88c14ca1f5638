using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class HeldMessagesTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_round_has_let_go_is_found_again_until_its_sending_has_begun()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        await world.Write(endpoint, 150, MessageState.Held);
        var brokenOff = await world.Held.LetGo(WebhookWorld.Varam, endpoint.Id, null, Now);
        var repeated = await world.Held.LetGo(WebhookWorld.Varam, endpoint.Id, null, Now);
        Assert.Equal(99, repeated.Messages.Count);
        Assert.Equal(brokenOff.Messages.Select(m => (m.Id, m.Run)), repeated.Messages.Select(m => (m.Id, m.Run)));
        await world.Held.Settle(WebhookWorld.Varam, endpoint.Id, repeated, Now);
        Assert.True(await world.Held.Any(WebhookWorld.Varam, endpoint.Id, Now));
        var last = await world.Held.LetGo(WebhookWorld.Varam, endpoint.Id, repeated.Next, Now);
        Assert.Equal((51, null), (last.Messages.Count, last.Next));
        await world.Held.Settle(WebhookWorld.Varam, endpoint.Id, last, Now);
        Assert.False(await world.Held.Any(WebhookWorld.Varam, endpoint.Id, Now));
        Assert.All(brokenOff.Messages.Concat(last.Messages), m => Assert.Equal((MessageState.Pending, 2), (m.State, m.Run)));
    }

    [Fact]
    public async Task What_is_held_anew_meanwhile_waits_for_the_next_time()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var messages = await world.Write(endpoint, 3, MessageState.Held);
        var round = await world.Held.LetGo(WebhookWorld.Varam, endpoint.Id, null, Now);
        await world.Store.Change(WebhookWorld.Varam, endpoint.Id, messages[1].Id, was => new MessageChange(was with { State = MessageState.Held }), Now);
        await world.Held.Settle(WebhookWorld.Varam, endpoint.Id, round, Now);
        Assert.Equal(messages[1].Id, Assert.Single((await world.Held.LetGo(WebhookWorld.Varam, endpoint.Id, null, Now)).Messages).Id);
    }

    [Fact]
    public async Task An_expunged_message_that_was_held_has_failed_and_keeps_no_release_going()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint");
        var message = (await world.Write(endpoint, 1, MessageState.Held))[0];
        var expunged = (await world.Desk.Expunge(WebhookWorld.Anna, endpoint.Id, message.Id, Now)).Value;
        Assert.Equal((MessageState.Failed, MessageFailure.Expunged), (expunged.State, expunged.Failure!.Value));
        Assert.False(await world.Held.Any(WebhookWorld.Varam, endpoint.Id, Now));
    }

    [Fact]
    public async Task An_endpoint_that_takes_nothing_is_let_go_nothing()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await world.Endpoint("endpoint", state: EndpointState.Paused);
        await world.Write(endpoint, 3, MessageState.Held);
        Assert.Empty((await world.Held.LetGo(WebhookWorld.Varam, endpoint.Id, null, Now)).Messages);
        Assert.True(await world.Held.Any(WebhookWorld.Varam, endpoint.Id, Now));
    }
}
