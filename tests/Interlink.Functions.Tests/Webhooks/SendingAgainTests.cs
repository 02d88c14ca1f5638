using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Operations;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Webhooks;
using Interlink.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>What is sent once more by hand, and what follows from an answer that somebody asked for.</summary>
public sealed class SendingAgainTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_waits_for_its_next_attempt_is_sent_at_once_when_somebody_asks_for_it()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answer(503);
        await administrator.MakeProcess();
        var waiting = await WebhookFlow.Until(
            async () => (await administrator.MessagesOf(made)).SingleOrDefault(), m => m.ValueKind is JsonValueKind.Object && m.GetProperty("attempts").GetArrayLength() == 1);
        receiver.Answer(200);
        using var again = await administrator.PostJson($"{made.Path}/messages/{waiting.GetProperty("id").GetString()}/replay", new { });
        await again.Expect(HttpStatusCode.Accepted);
        var taken = await administrator.UntilState(made, "succeeded");
        Assert.Equal([(1, 1), (2, 1)], taken.GetProperty("attempts").EnumerateArray().Select(a => (a.GetProperty("run").GetInt32(), a.GetProperty("number").GetInt32())));
    }

    [Theory]
    [InlineData(ReplayKind.Everything)]
    [InlineData(ReplayKind.Failed)]
    public async Task An_operation_whose_endpoint_takes_nothing_any_more_says_that_it_did_not_come_to_its_end(ReplayKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await (await administrator.PostJson($"{made.Path}/pause", new { })).Expect(HttpStatusCode.OK);
        var start = new OperationStart(
            ReplayMessages.Kind, nameof(ReplayMessages), id => new ReplayMessagesInput(Varam, id, made.Id, kind, TimeProvider.System.GetUtcNow().AddDays(-1)));
        var caller = new Caller(Varam, administrator.Subject, "Administrator", new HashSet<string>());
        var begun = await host.Services.GetRequiredService<OperationStarter>().Start(host.Services.GetRequiredService<DurableTaskClient>(), caller, start, Now);
        var ended = await WebhookFlow.Until(() => administrator.GetJson($"/api/operations/{begun.Id}"), o => o.GetProperty("status").GetString() is "succeeded" or "failed");
        Assert.Equal(("failed", "interrupted"), (ended.GetProperty("status").GetString(), ended.GetProperty("error").GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("example")]
    [InlineData("question")]
    public async Task Whoever_answers_410_to_an_example_or_to_the_question_is_gone_too(string to)
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answer(StatusCodes.Status410Gone);
        using var asked = to == "example"
            ? await administrator.PostJson($"{made.Path}/test", new { type = "process.created" })
            : await administrator.PostJson($"{made.Path}/verify", new { });
        await asked.Expect(to == "example" ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        var endpoint = await administrator.GetJson(made.Path);
        Assert.Equal(("disabled", "gone"), (endpoint.GetProperty("state").GetString(), endpoint.GetProperty("reason").GetString()));
        receiver.Answer(StatusCodes.Status200OK);
        using var verified = await administrator.PostJson($"{made.Path}/verify", new { });
        Assert.Equal("active", (await verified.ExpectJson()).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("hmac", "whsec_")]
    [InlineData("ed25519", "whpk_")]
    public async Task A_rotation_that_does_not_say_how_to_sign_signs_as_before(string signing, string prefix)
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeEndpoint(receiver.Address, signing: signing);
        using var rotated = await administrator.PostJson($"{made.Path}/secret/rotate", new { overlapHours = 48 });
        var secret = (await rotated.ExpectJson()).GetProperty("secret");
        Assert.Equal(signing, secret.GetProperty("kind").GetString());
        Assert.StartsWith(prefix, secret.GetProperty(signing == "hmac" ? "secret" : "publicKey").GetString(), StringComparison.Ordinal);
    }
}
