using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

public sealed class DeliveryTests
{
    private static readonly HostOptions s_patient = new() { Arguments = ["--Interlink:Webhooks:TimeoutSeconds=30"] }; // What nobody answers stays under way, to be counted.

    [Fact]
    public async Task What_happens_is_told_signed_to_whoever_wants_it_and_to_nobody_else()
    {
        await using var receiver = await Receiver.Start();
        await using var other = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeActiveEndpoint(other, new { events = new[] { "asset.*" } });
        var foreigner = await host.As("administrator", "elsewhere");
        await foreigner.MakeActiveEndpoint(other);
        var process = (await (await host.As("member")).MakeProcess("A park"))[^26..];

        var message = (await receiver.Until(m => m.Count >= 1)).Single();
        Assert.True(message.IsSignedWith(made.Secret));
        Assert.Equal("process.created", message.Type);
        Assert.Contains(process, message.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("A park", message.Body, StringComparison.Ordinal);
        Assert.True(WebhookMessage.IsId(message.Id));
        var told = await administrator.UntilState(made, "succeeded");
        Assert.Equal(message.Id, told.GetProperty("id").GetString());
        Assert.Equal(200, told.GetProperty("attempts")[0].GetProperty("status").GetInt32());
        Assert.Empty(other.Messages);
    }

    [Fact]
    public async Task A_message_that_is_not_taken_comes_again_under_its_id_until_the_schedule_is_over()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answer(500);
        await administrator.MakeProcess();
        var store = host.Services.GetRequiredService<WebhookStore>();
        async Task<WebhookMessage?> Message() =>
            (await store.Search(TenantId.Parse("varam"), new MessageQuery { Endpoint = made.Id }, TestContext.Current.CancellationToken)).Items.SingleOrDefault();
        var failed = (await WebhookFlow.Until(Message, message => message?.State is MessageState.Failed, async () =>
        {
            // To when the next attempt is due; later, where the endpoint is left alone for a while.
            var left = (await Message())?.NextAt - host.Clock.GetUtcNow();
            host.Clock.Set(host.Clock.GetUtcNow() + (left > TimeSpan.Zero ? left.Value : TimeSpan.FromMinutes(5)));
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }))!;
        Assert.Equal(MessageFailure.Exhausted, failed.Failure);
        Assert.Equal(RetrySchedule.Attempts, receiver.Messages.Count);
        Assert.Single(receiver.Messages.Select(m => m.Id).Distinct());
        Assert.Single(receiver.Messages.Select(m => m.Body).Distinct());
        Assert.Equal(RetrySchedule.Attempts, receiver.Messages.Select(m => m.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.All(receiver.Messages, m => Assert.True(m.IsSignedWith(made.Secret)));
        Assert.Equal(Enumerable.Range(1, 10), failed.Attempts.Select(a => a.Number));
        await administrator.SignIn(People.Email("administrator"), People.Password, "varam");
        await OutboxFlow.HandOn(host.Services);
        var types = (await administrator.GetJson("/api/events?limit=500")).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        Assert.Contains("message.attempt_failing", types);
        Assert.Contains("message.attempt_exhausted", types);
    }

    [Fact]
    public async Task Gone_disables_at_once_and_tells_the_contact()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        await using var witness = await Receiver.Start();
        var made = await administrator.MakeActiveEndpoint(receiver, new { contact = "ops@example.org", description = "Case system" });
        await administrator.MakeActiveEndpoint(witness);
        receiver.Answer(410);
        await administrator.MakeProcess();
        var failed = await administrator.UntilState(made, "failed");
        Assert.Equal("endpoint_gone", failed.GetProperty("failure").GetString());
        var endpoint = await WebhookFlow.Until(() => administrator.GetJson(made.Path), e => e.GetProperty("state").GetString() == "disabled");
        Assert.Equal("gone", endpoint.GetProperty("reason").GetString());
        var mails = await WebhookFlow.Until(
            () => host.Services.GetRequiredService<IDocuments>().List<JsonElement>(
                MailOutbox.In(TenantId.Parse("varam")), MailOutbox.Kind, new ListOptions(), TestContext.Current.CancellationToken),
            found => found.Items.Count > 0);
        Assert.Contains("Case system", Assert.Single(mails.Items).Body.GetRawText(), StringComparison.Ordinal);
        await administrator.MakeProcess();
        await witness.Until(messages => messages.Count(m => m.Type == "process.created") == 2);
        receiver.Answer(200);
        using var verified = await administrator.PostJson($"{made.Path}/verify", new { });
        await verified.Expect(HttpStatusCode.OK);
        Assert.Single(await administrator.MessagesOf(made));
    }

    [Fact]
    public async Task A_receiver_can_end_the_attempts_of_one_message()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answers = context =>
        {
            context.Response.StatusCode = 400;
            context.Response.Headers["webhook-delivery"] = "abort-message";
            return Task.CompletedTask;
        };
        await administrator.MakeProcess();
        var failed = await administrator.UntilState(made, "failed");
        Assert.Equal("aborted", failed.GetProperty("failure").GetString());
        Assert.Single(receiver.Messages);
        Assert.Equal("active", (await administrator.GetJson(made.Path)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_paused_endpoint_misses_nothing()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await (await administrator.PostJson($"{made.Path}/pause", new { })).Expect(HttpStatusCode.OK);
        using (var twice = await administrator.PostJson($"{made.Path}/pause", new { }))
        {
            await twice.ExpectProblem(HttpStatusCode.Conflict, "endpoint-state");
        }

        for (var i = 0; i < 5; i++)
        {
            await administrator.MakeProcess();
        }

        await WebhookFlow.Until(() => administrator.MessagesOf(made, "&state=held"), held => held.Count == 5);
        Assert.Empty(receiver.Messages);
        await (await administrator.PostJson($"{made.Path}/resume", new { })).Expect(HttpStatusCode.OK);
        var came = await receiver.Until(m => m.Count >= 5);
        Assert.Equal(5, came.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public async Task One_message_can_be_sent_again_and_expunged_for_good()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        var id = (await administrator.UntilState(made, "succeeded")).GetProperty("id").GetString();
        using (var again = await administrator.PostJson($"{made.Path}/messages/{id}/replay", new { }))
        {
            await again.Expect(HttpStatusCode.Accepted);
        }

        Assert.Single((await receiver.Until(m => m.Count == 2)).Select(m => m.Id).Distinct());
        await WebhookFlow.Until(async () => (await administrator.MessagesOf(made))[0].GetProperty("attempts").GetArrayLength(), attempts => attempts == 2);
        var detail = await administrator.GetJson($"{made.Path}/messages/{id}");
        Assert.Equal(2, detail.GetProperty("answers").GetArrayLength());
        Assert.Equal("process.created", detail.GetProperty("body").GetProperty("type").GetString());
        using (var expunged = await administrator.PostJson($"{made.Path}/messages/{id}/expunge", new { }))
        {
            await expunged.Expect(HttpStatusCode.OK);
        }

        var rest = await administrator.GetJson($"{made.Path}/messages/{id}");
        Assert.False(rest.TryGetProperty("body", out _));
        Assert.Equal((0, 2), (rest.GetProperty("answers").GetArrayLength(), rest.GetProperty("message").GetProperty("attempts").GetArrayLength()));
        using var refused = await administrator.PostJson($"{made.Path}/messages/{id}/replay", new { });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "message-expunged");
    }

    [Fact]
    public async Task What_failed_is_recovered_and_what_was_missed_while_disabled_is_replayed()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        receiver.Answers = context =>
        {
            (context.Response.StatusCode, context.Response.Headers["webhook-delivery"]) = (400, "abort-message");
            return Task.CompletedTask;
        };
        await administrator.MakeProcess();
        await administrator.UntilState(made, "failed");
        receiver.Answer(200);
        receiver.Messages.Clear();
        await Operate(administrator, $"{made.Path}/recover", since);
        var recovered = (await receiver.Until(m => m.Count == 1)).Single();

        receiver.Answer(410);
        await administrator.MakeProcess();
        await WebhookFlow.Until(() => administrator.GetJson(made.Path), e => e.GetProperty("state").GetString() == "disabled");
        await administrator.MakeProcess();
        receiver.Answer(200);
        await (await administrator.PostJson($"{made.Path}/verify", new { })).Expect(HttpStatusCode.OK);
        receiver.Messages.Clear();
        await Operate(administrator, $"{made.Path}/replay", since);
        var came = await receiver.Until(m => m.Select(x => x.Id).Distinct().Count() == 3);
        Assert.Contains(recovered.Id, came.Select(m => m.Id));
    }

    [Fact]
    public async Task A_partner_that_never_answers_does_not_delay_the_others()
    {
        await using var dead = await Receiver.Start();
        await using var alive = await Receiver.Start();
        await using var host = await WebhookFlow.Start(s_patient);
        var administrator = await host.As("administrator");
        await administrator.MakeActiveEndpoint(dead);
        await administrator.MakeActiveEndpoint(alive);
        using var released = new CancellationTokenSource();
        dead.Answers = context => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, released.Token).Token)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        for (var i = 0; i < 60; i++)
        {
            await administrator.MakeProcess();
        }

        await alive.Until(m => m.Count == 60);
        Assert.InRange(dead.Messages.Count, 1, EndpointLane.Quick);
        await released.CancelAsync();
    }

    [Fact]
    public async Task A_tenant_with_a_partner_that_never_answers_and_much_to_send_does_not_delay_another_tenant()
    {
        await using var dead = await Receiver.Start();
        await using var alive = await Receiver.Start();
        await using var host = await WebhookFlow.Start(s_patient);
        var (loud, quiet) = (await host.As("administrator"), await host.As("administrator", "elsewhere"));
        for (var i = 0; i < 6; i++)
        {
            await loud.MakeActiveEndpoint(dead);
        }

        await quiet.MakeActiveEndpoint(alive);
        using var released = new CancellationTokenSource();
        dead.Answers = context => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, released.Token).Token)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        for (var i = 0; i < 30; i++)
        {
            await loud.MakeProcess();
        }

        for (var i = 0; i < 5; i++)
        {
            await quiet.MakeProcess();
        }

        await alive.Until(m => m.Count == 5);
        Assert.InRange(dead.Messages.Count, 1, DeliverySlots.PerTenant);
        await released.CancelAsync();
    }

    [Theory]
    [InlineData("999999999", 96, 144)]
    [InlineData("0", 60, 72)]
    [InlineData("soon", 60, 72)]
    [InlineData("-1", 60, 72)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 60, 72)]
    public async Task However_long_a_receiver_asks_to_be_left_alone_the_next_attempt_comes_within_bounds(string after, int least, int most)
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answers = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, after);
            return Task.CompletedTask;
        };
        await administrator.MakeProcess();
        var message = await WebhookFlow.Until(
            async () => (await administrator.MessagesOf(made)).SingleOrDefault(),
            m => m.ValueKind is JsonValueKind.Object && m.GetProperty("attempts").GetArrayLength() == 1 && m.TryGetProperty("nextAt", out _));
        var attempt = message.GetProperty("attempts")[0];
        var wait = message.GetProperty("nextAt").GetDateTimeOffset() - attempt.GetProperty("at").GetDateTimeOffset() - TimeSpan.FromMilliseconds(attempt.GetProperty("milliseconds").GetInt32());
        Assert.InRange(wait.TotalSeconds, least, most + 15);
    }

    private static async Task Operate(Client administrator, string path, DateTimeOffset since)
    {
        using var begun = await administrator.PostJson(path, new { since });
        await begun.Expect(HttpStatusCode.Accepted);
        var operation = begun.Headers.Location!.ToString();
        var ended = await WebhookFlow.Until(() => administrator.GetJson(operation), o => o.GetProperty("status").GetString() is "succeeded" or "failed");
        Assert.Equal("succeeded", ended.GetProperty("status").GetString());
    }
}
