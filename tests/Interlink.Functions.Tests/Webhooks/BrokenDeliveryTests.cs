using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Webhooks;
using Interlink.Functions.Outbound;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Webhooks;
using Interlink.Testing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>Sendings whose orchestration is over before their message is settled: by a fault of ours that lasts, or because somebody ended them.</summary>
public sealed class BrokenDeliveryTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sending_that_failed_for_good_is_begun_again_under_the_same_id()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var (message, instance) = await Failed(host, receiver);
        host.Services.GetRequiredService<Faulty>().Breaks = false;
        var done = await WebhookFlow.Until(() => Message(host, message.Endpoint), m => m.State is MessageState.Succeeded, () => Settle(host));
        Assert.Equal((message.Id, 1), (Assert.Single(receiver.Messages).Id, Assert.Single(done.Attempts).Number));
        await WebhookFlow.Until(() => StatusOf(host, instance), status => status is null or OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task After_a_week_it_has_failed_for_a_reason_that_is_told_and_can_be_sent_again()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var (message, instance) = await Failed(host, receiver);
        host.Clock.Set(host.Clock.GetUtcNow().AddDays(3));
        await Settle(host);
        var settled = await Message(host, message.Endpoint);
        Assert.Equal((MessageState.Failed, MessageFailure.Interrupted), (settled.State, settled.Failure!.Value));
        Assert.Null(await StatusOf(host, instance));
        Assert.Empty(receiver.Messages);
        host.Services.GetRequiredService<Faulty>().Breaks = false;
        var administrator = await host.As("administrator");
        await administrator.SignIn(People.Email("administrator"), People.Password, "varam");
        using var again = await administrator.PostJson($"/api/webhooks/endpoints/{message.Endpoint}/messages/{message.Id}/replay", new { });
        await again.Expect(System.Net.HttpStatusCode.Accepted);
        Assert.Equal(message.Id, (await receiver.Until(m => m.Count == 1)).Single().Id);
    }

    [Fact]
    public async Task One_that_somebody_ended_goes_on_with_the_attempt_that_is_next()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var administrator = await host.As("administrator");
        var endpoint = (await administrator.MakeActiveEndpoint(receiver)).Id;
        receiver.Answer(500);
        await administrator.MakeProcess();
        var tried = await WebhookFlow.Until(() => Message(host, endpoint), m => m?.Attempts.Count == 1);
        await host.Services.GetRequiredService<DurableTaskClient>().TerminateInstanceAsync(InstanceOf(tried), Now);
        await WebhookFlow.Until(() => StatusOf(host, InstanceOf(tried)), status => status is OrchestrationRuntimeStatus.Terminated);
        receiver.Answer(200);
        var done = await WebhookFlow.Until(() => Message(host, endpoint), m => m.State is MessageState.Succeeded, () => Settle(host));
        Assert.Equal([(1, 1), (1, 2)], done.Attempts.Select(a => (a.Run, a.Number)));
        Assert.Single(receiver.Messages.Select(m => m.Id).Distinct());
    }

    [Fact]
    public async Task One_that_nothing_sends_any_more_is_found_after_an_hour()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var (message, instance) = await Failed(host, receiver);
        host.Services.GetRequiredService<Faulty>().Breaks = false;
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        await client.PurgeInstanceAsync(instance, Now);
        await Settle(host);
        Assert.Equal(MessageState.Pending, (await Message(host, message.Endpoint)).State);

        await ActivatorUtilities.CreateInstance<WebhookTimers>(host.Services).RecoverWebhooks(null!, client, Now);
        var done = await WebhookFlow.Until(() => Message(host, message.Endpoint), m => m.State is MessageState.Succeeded, () => host.Advance(TimeSpan.FromSeconds(5)));
        Assert.Equal((message.Id, 1), (Assert.Single(receiver.Messages).Id, Assert.Single(done.Attempts).Number));
    }

    private static Task<InterlinkHost> Start() => WebhookFlow.Start(new HostOptions
    {
        Clock = new FakeClock(),
        Configure = services =>
        {
            // The tests look at what broke off before the timer mends it, so they call what the timer calls.
            services.Remove(services.Single(s => s.ImplementationType?.Name == "TimerService"));
            services.AddSingleton(s => new Faulty(ActivatorUtilities.CreateInstance<OutboundClient>(s))).AddSingleton<IOutbound>(s => s.GetRequiredService<Faulty>());
        },
    });

    /// <summary>A message whose orchestration has really failed: nothing could be sent for longer than it tries.</summary>
    private static async Task<(WebhookMessage Message, string Instance)> Failed(InterlinkHost host, Receiver receiver)
    {
        var administrator = await host.As("administrator");
        var endpoint = (await administrator.MakeActiveEndpoint(receiver)).Id;
        var faulty = host.Services.GetRequiredService<Faulty>();
        faulty.Breaks = true;
        await administrator.MakeProcess();
        await WebhookFlow.Until(() => Task.FromResult(faulty.Broken), broken => broken > 0);
        var message = await Message(host, endpoint);
        host.Clock.Set(host.Clock.GetUtcNow().AddDays(5));
        await WebhookFlow.Until(() => StatusOf(host, InstanceOf(message)), status => status is OrchestrationRuntimeStatus.Failed, () => host.Advance(TimeSpan.FromSeconds(5)));
        Assert.Equal(MessageState.Pending, (await Message(host, endpoint)).State);
        return (message, InstanceOf(message));
    }

    private static async Task<WebhookMessage> Message(InterlinkHost host, string endpoint) =>
        (await host.Services.GetRequiredService<WebhookStore>().Search(Varam, new MessageQuery { Endpoint = endpoint }, Now)).Items.SingleOrDefault()!;

    private static string InstanceOf(WebhookMessage message) => $"{WebhookDeliveries.PrefixOf(Varam)}{message.Endpoint}:{message.Id}:{message.Run}";

    private static async Task<OrchestrationRuntimeStatus?> StatusOf(InterlinkHost host, string instance) =>
        (await host.Services.GetRequiredService<DurableTaskClient>().GetInstanceAsync(instance, Now))?.RuntimeStatus;

    private static async Task Settle(InterlinkHost host)
    {
        await ActivatorUtilities.CreateInstance<WebhookTimers>(host.Services).SettleWebhooks(null!, host.Services.GetRequiredService<DurableTaskClient>(), Now);
        await host.Advance(TimeSpan.FromSeconds(5));
    }

    /// <summary>The way out, with a fault of ours in it while a test says so.</summary>
    private sealed class Faulty(IOutbound real) : IOutbound
    {
        private int _broken;

        public bool Breaks { get; set; }

        public int Broken => _broken;

        public Task<OutboundAnswer> Send(OutboundCall call, CancellationToken cancellation)
        {
            if (!Breaks)
            {
                return real.Send(call, cancellation);
            }

            Interlocked.Increment(ref _broken);
            throw new InvalidOperationException("The network card is gone.");
        }
    }
}
