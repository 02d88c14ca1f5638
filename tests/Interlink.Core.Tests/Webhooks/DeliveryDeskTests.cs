using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

/// <summary>What follows from attempts for the endpoint: also when writing breaks off, and when the endpoint has changed meanwhile.</summary>
public sealed class DeliveryDeskTests
{
    private static readonly TimeSpan Late = EndpointHealth.DisableAfter + TimeSpan.FromHours(13);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    // The message, the endpoint, its mail: whichever commit breaks, the repeated step sees to the rest.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_410_disables_and_tells_the_contact_whichever_commit_breaks(int breaks)
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await Endpoint(world);
        var message = (await world.Write(endpoint, 1, MessageState.Pending))[0];
        world.Documents.Breaks = breaks;
        await Assert.ThrowsAsync<TransientException>(() => world.Attempt(message, 1, AttemptOutcome.Gone));
        world.Documents.Breaks = 0;
        if ((await world.Deliveries.Look(WebhookWorld.Varam, endpoint.Id, message.Id, 1, 1, Now)).Instead is null)
        {
            await world.Attempt(message, 1, AttemptOutcome.Gone);
        }

        Assert.Equal((EndpointState.Disabled, DisabledReason.Gone), ((await world.Now(endpoint)).State, (await world.Now(endpoint)).Reason));
        Assert.Equal(DeliveryStep.Over, (await world.Deliveries.Look(WebhookWorld.Varam, endpoint.Id, message.Id, 1, 1, Now)).Instead);
        Assert.Single(await Mails(world));
        Assert.Single((await world.Outbox.Read(null, 100, Now)).Events, e => e.Type == "endpoint.disabled");
    }

    [Fact]
    public async Task A_failure_that_is_judged_once_more_goes_on_where_it_was_and_counts_once()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await Endpoint(world);
        var message = (await world.Write(endpoint, 1, MessageState.Pending))[0];
        var step = await world.Attempt(message, 1, AttemptOutcome.Failed);
        for (var repeated = 0; repeated < 5; repeated++)
        {
            Assert.Equal(step, (await world.Deliveries.Look(WebhookWorld.Varam, endpoint.Id, message.Id, 1, 1, Now)).Instead);
        }

        Assert.Equal(1, (await Health(world, endpoint)).Failures);
    }

    [Fact]
    public async Task An_endpoint_that_was_verified_anew_has_its_five_days_anew()
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await Endpoint(world);
        var message = (await world.Write(endpoint, 1, MessageState.Pending))[0];
        foreach (var number in (int[])[1, 2, 3])
        {
            await world.Attempt(message, number, AttemptOutcome.Failed);
            world.Clock.Advance(TimeSpan.FromHours(7));
        }

        Assert.NotNull((await Health(world, endpoint)).FailingSince);
        world.Clock.Advance(Late);
        Assert.True((await world.Endpoints.Verified(WebhookWorld.Anna, await world.Now(endpoint), null, Now)).Succeeded);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Attempt(message, 4, AttemptOutcome.Failed);
        Assert.Equal(EndpointState.Active, (await world.Now(endpoint)).State);
        Assert.Equal((1, null), ((await Health(world, endpoint)).Failures, (await Health(world, endpoint)).FailingSince));
    }

    [Theory]
    [InlineData(AttemptOutcome.Gone)]
    [InlineData(AttemptOutcome.Failed)]
    public async Task What_an_old_address_answers_says_nothing_of_the_one_that_was_verified_since(AttemptOutcome outcome)
    {
        await using var world = await WebhookWorld.Open();
        var endpoint = await Endpoint(world);
        var message = (await world.Write(endpoint, 1, MessageState.Pending))[0];
        var began = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True((await world.Endpoints.Verified(WebhookWorld.Anna, await world.Now(endpoint), null, Now)).Succeeded);
        await world.Attempt(message, 1, outcome, began);
        Assert.Equal(EndpointState.Active, (await world.Now(endpoint)).State);
        Assert.Equal(0, (await Health(world, endpoint)).Failures);
        Assert.Empty(await Mails(world));
    }

    private static async Task<WebhookEndpoint> Endpoint(WebhookWorld world)
    {
        var endpoint = await world.Endpoint("endpoint") with { Contact = "ops@example.org" };
        await world.Documents.Commit(Partition.Of(WebhookWorld.Varam, "webhooks"), new Batch().Put(WebhookEndpoint.Kind, endpoint.Id, endpoint), Now);
        return endpoint;
    }

    private static async Task<EndpointHealth> Health(WebhookWorld world, WebhookEndpoint endpoint) =>
        (await world.Documents.Find<EndpointHealth>(Partition.Of(WebhookWorld.Varam, $"webhook:{endpoint.Id}"), EndpointHealth.Kind, endpoint.Id, Now))?.Body ?? new EndpointHealth();

    private static async Task<IReadOnlyList<Document<System.Text.Json.JsonElement>>> Mails(WebhookWorld world) =>
        (await world.Documents.List<System.Text.Json.JsonElement>(MailOutbox.In(WebhookWorld.Varam), MailOutbox.Kind, new ListOptions(), Now)).Items;
}
