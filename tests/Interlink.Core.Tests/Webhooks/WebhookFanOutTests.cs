using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class WebhookFanOutTests
{
    private static readonly TenantId s_other = TenantId.Parse("elsewhere");
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_for_which_it_fails_holds_nobody_back_and_loses_nothing()
    {
        await using var world = await WebhookWorld.Open();
        await world.Endpoint("mine");
        await world.Endpoint("theirs", s_other);
        await world.Happen("first");
        await world.Happen("second");
        await world.Happen("third", s_other);
        using var fanOut = new WebhookFanOut(world.Outbox, world.Documents, world.Store, world.Clock);
        var (begun, told) = (new List<(TenantId Tenant, string? Event)>(), new List<TenantId>());
        Task Begin(TenantId tenant, IReadOnlyList<WebhookMessage> messages)
        {
            if (tenant == WebhookWorld.Varam && told.Count < 2)
            {
                throw new InvalidOperationException("Only for this tenant.");
            }

            begun.AddRange(messages.Select(m => (tenant, m.EventId)));
            return Task.CompletedTask;
        }

        Assert.Equal(3, await fanOut.Run(Begin, (tenant, _) => told.Add(tenant), s_long, Now));
        Assert.Equal([(s_other, "third")], begun);
        Assert.Equal(0, await fanOut.Run(Begin, (tenant, _) => told.Add(tenant), s_long, Now));
        await fanOut.Retry(Begin, (tenant, _) => told.Add(tenant), Now);
        Assert.Single(begun);
        await fanOut.Retry(Begin, (tenant, _) => told.Add(tenant), Now);
        await fanOut.Retry(Begin, (tenant, _) => told.Add(tenant), Now);
        Assert.Equal([(s_other, "third"), (WebhookWorld.Varam, "first"), (WebhookWorld.Varam, "second")], begun);
        Assert.Equal([WebhookWorld.Varam, WebhookWorld.Varam], told);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "further")]
    public async Task Many_changes_that_are_no_events_are_passed_once(int passed, string? after)
    {
        await using var world = await WebhookWorld.Open();
        var outbox = new Passing(passed);
        using var fanOut = new WebhookFanOut(outbox, world.Documents, world.Store, world.Clock);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(0, await fanOut.Run((_, _) => Task.CompletedTask, (_, _) => Assert.Fail("Nothing can fail."), s_long, Now));
        }

        Assert.Equal([null, after], outbox.Asked);
    }

    /// <summary>An outbox without events among many other changes.</summary>
    private sealed class Passing(int passed) : IOutbox
    {
        public List<string?> Asked { get; } = [];

        public Task<OutboxPage> Read(string? after, int limit, CancellationToken cancellation)
        {
            Asked.Add(after);
            return Task.FromResult(new OutboxPage([], "further", passed));
        }

        public Task Forget(string upTo, CancellationToken cancellation) => Task.CompletedTask;
    }
}
