using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interlink.Core.Events;
using Interlink.Core.Outbound;
using Interlink.Core.Webhooks;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Webhooks;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>The form in which messages leave, down to the wire.</summary>
public sealed class SendingTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_posted_as_the_standard_says_at_the_time_of_the_attempt_and_tells_the_time_of_the_event()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        await administrator.MakeActiveEndpoint(receiver);
        receiver.Answer(500);
        var happened = host.Clock.GetUtcNow();
        await administrator.MakeProcess();
        await receiver.Until(m => m.Count == 1);
        var came = await WebhookFlow.Until(() => Task.FromResult(receiver.Messages.ToList()), m => m.Count >= 2, () => Advance(host));
        Assert.All(came, message =>
        {
            Assert.Equal(("POST", "application/json; charset=utf-8"), (message.Method, message.Headers["content-type"]));
            var body = JsonElement.Parse(message.Body);
            Assert.Equal(["type", "timestamp", "data"], body.EnumerateObject().Select(p => p.Name));
            Assert.Equal(happened, body.GetProperty("timestamp").GetDateTimeOffset());
            Assert.Matches("^[0-9]+$", message.Headers["webhook-timestamp"]);
            Assert.DoesNotContain('.', message.Id);
        });
        var times = came.Select(m => long.Parse(m.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(happened.ToUnixTimeSeconds(), times[0]);
        Assert.True(times[1] >= times[0] + 4);
    }

    [Fact]
    public async Task CloudEvents_come_whole_in_the_body_so_that_the_signature_covers_their_attributes()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        receiver.Answers = context =>
        {
            context.Response.Headers["WebHook-Allowed-Origin"] = "*";
            return Task.CompletedTask;
        };
        var made = await administrator.MakeActiveEndpoint(receiver, new { framing = "cloudevents" });
        await administrator.MakeProcess();
        var message = (await receiver.Until(m => m.Count == 1)).Single();
        Assert.True(message.IsSignedWith(made.Secret));
        Assert.Equal("application/cloudevents+json; charset=utf-8", message.Headers["content-type"]);
        Assert.DoesNotContain(message.Headers.Keys, name => name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase));
        var body = JsonElement.Parse(message.Body);
        Assert.Equal(("1.0", "urn:interlink:varam", "process.created"), (body.GetProperty("specversion").GetString(), body.GetProperty("source").GetString(), body.GetProperty("type").GetString()));
        Assert.NotEqual("", body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_endpoint_has_fifteen_seconds_unless_the_settings_say_otherwise_and_thirty_at_the_most()
    {
        await using (var host = await InterlinkHost.Start())
        {
            var recorder = new Recorder();
            var sender = ActivatorUtilities.CreateInstance<WebhookSender>(host.Services, recorder);
            var endpoint = new WebhookEndpoint("e", "https://example.org/", TimeProvider.System.GetUtcNow()) { Framing = WebhookFraming.Cloudevents };
            await sender.Ask(Core.Kernel.TenantId.Parse("varam"), endpoint, Now);
            Assert.Equal(TimeSpan.FromSeconds(15), Assert.Single(recorder.Calls).Timeout);
        }

        await Assert.ThrowsAsync<OptionsValidationException>(() => InterlinkHost.Start(new HostOptions { Arguments = ["--Interlink:Webhooks:TimeoutSeconds=31"] }));
    }

    [Fact]
    public void An_example_of_every_type_is_small_and_its_name_has_the_characters_of_the_standard() => Assert.All(EventCatalogue.All, type =>
    {
        Assert.Matches(new Regex(@"\A[a-zA-Z0-9_]+(\.[a-zA-Z0-9_]+)+\z"), type.Type);
        var message = new WebhookMessage("msg_1", "e", "01j0", type.Type, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)
        {
            Data = EventTypeFunctions.ListEventTypes(null!).Result.Value!.Items.Single(view => view.Type == type.Type).Example,
        };
        Assert.All(Enum.GetValues<WebhookFraming>(), framing => Assert.InRange(WebhookBody.Write(message, framing, "urn:interlink:varam").Length, 10, 20_000));
    });

    [Fact]
    public async Task What_is_expunged_while_it_waits_is_not_sent_any_more()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answer(500);
        await administrator.MakeProcess();
        var waiting = await WebhookFlow.Until(async () => (await administrator.MessagesOf(made)).SingleOrDefault(), m => m.ValueKind is JsonValueKind.Object && m.GetProperty("attempts").GetArrayLength() == 1);
        using var expunged = await administrator.PostJson($"{made.Path}/messages/{waiting.GetProperty("id").GetString()}/expunge", new { });
        await expunged.Expect(HttpStatusCode.OK);
        receiver.Answer(200);
        var failed = await administrator.UntilState(made, "failed", () => Advance(host));
        Assert.Equal("expunged", failed.GetProperty("failure").GetString());
        Assert.Single(receiver.Messages);
    }

    private static Task Advance(InterlinkHost host)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    /// <summary>Takes down what is to be called, and calls nobody.</summary>
    private sealed class Recorder : IOutbound
    {
        public List<OutboundCall> Calls { get; } = [];

        public Task<OutboundAnswer> Send(OutboundCall call, CancellationToken cancellation)
        {
            Calls.Add(call);
            return Task.FromResult(new OutboundAnswer(TimeSpan.Zero) { Status = 503 });
        }
    }
}
