using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

public sealed class PartnerLinkTests
{
    [Fact]
    public async Task A_partners_engineer_sees_one_endpoint_without_an_account_and_nothing_that_is_secret()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver, new { contact = "ops@example.org", headers = new Dictionary<string, string> { ["X-Gateway"] = "hidden-word" } });
        var other = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        var message = (await administrator.UntilState(made, "succeeded")).GetProperty("id").GetString();
        var ticket = await Link(administrator, made, "read");

        using var partner = host.Anonymous();
        var access = await Read(partner, "", ticket);
        Assert.Equal((made.Id, "read"), (access.GetProperty("endpoint").GetString(), access.GetProperty("rights").GetString()));
        var seen = await Read(partner, $"/endpoints/{made.Id}", ticket);
        Assert.Equal("(not shown)", seen.GetProperty("headers").GetProperty("X-Gateway").GetString());
        using var foreign = await Send(partner, HttpMethod.Get, $"/endpoints/{other.Id}", ticket);
        await foreign.ExpectProblem(HttpStatusCode.NotFound, "endpoint-not-found");
        var listed = await Read(partner, $"/messages?endpoint={other.Id}", ticket);
        Assert.Equal(made.Id, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("endpoint").GetString());
        var shown = await Read(partner, $"/endpoints/{made.Id}/messages/{message}", ticket);
        Assert.Equal(200, shown.GetProperty("answers")[0].GetProperty("attempt").GetProperty("status").GetInt32());
        await WebhookFlow.Until(() => Read(partner, $"/endpoints/{made.Id}/statistics", ticket), s => s.GetProperty("total").GetProperty("succeeded").GetInt32() == 1);
        Assert.NotEqual(0, (await Read(partner, "/event-types", ticket)).GetProperty("items").GetArrayLength());
        Assert.All((string[])["hidden-word", "ops@example.org", made.Secret], word => Assert.DoesNotContain(word, $"{seen}{listed}{shown}", StringComparison.Ordinal));

        using var replay = await Send(partner, HttpMethod.Post, $"/endpoints/{made.Id}/messages/{message}/replay", ticket, new { });
        await replay.ExpectProblem(HttpStatusCode.Forbidden, "partner-link-read-only");
        using var test = await Send(partner, HttpMethod.Post, $"/endpoints/{made.Id}/test", ticket, new { type = "process.created" });
        await test.ExpectProblem(HttpStatusCode.Forbidden, "partner-link-read-only");
    }

    [Fact]
    public async Task A_link_that_may_do_more_sends_examples_and_messages_once_more_and_events_say_that_it_did()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        var message = (await administrator.UntilState(made, "succeeded")).GetProperty("id").GetString();
        receiver.Messages.Clear();
        var ticket = await Link(administrator, made, "operate");
        using var partner = host.Anonymous();
        using var test = await Send(partner, HttpMethod.Post, $"/endpoints/{made.Id}/test", ticket, new { type = "task.status_changed" });
        await test.Expect(HttpStatusCode.OK);
        using var replay = await Send(partner, HttpMethod.Post, $"/endpoints/{made.Id}/messages/{message}/replay", ticket, new { });
        await replay.Expect(HttpStatusCode.Accepted);
        Assert.Contains(message, (await receiver.Until(m => m.Count == 2)).Select(m => m.Id));
        await OutboxFlow.HandOn(host.Services);
        var told = (await administrator.GetJson("/api/events?limit=500&type=endpoint.*&type=message.*")).GetProperty("items").EnumerateArray().ToList();
        var link = told.Single(e => e.GetProperty("type").GetString() == "endpoint.link_made").GetProperty("data").GetProperty("link").GetString();
        Assert.All((string[])["endpoint.tested", "message.replayed"], type => Assert.Equal($"link-{link}", told.Single(e => e.GetProperty("type").GetString() == type).GetProperty("actor").GetString()));
    }

    [Fact]
    public async Task A_link_ends_with_its_time_its_maker_its_endpoint_or_when_it_is_ended()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        using var partner = host.Anonymous();
        var ticket = await Link(administrator, made, "read", hours: 1);
        await Refused(partner, "");
        await Refused(partner, "nonsense");
        await Refused(partner, Unsealed(new { id = made.Id, endpoint = made.Id, maker = "somebody", key = "1", expiresAt = 9_999_999_999 }));
        await Refused(partner, Unsealed(new { id = made.Id, endpoint = made.Id, tenant = "varam", maker = "somebody", key = "1", expiresAt = 9_999_999_999 }));
        await Refused(partner, ticket[..^2] + (ticket[^2] == 'A' ? "BA" : "AA"));
        var dot = ticket.IndexOf('.', StringComparison.Ordinal);
        await Refused(partner, "A" + ticket[1..dot] + ticket[dot..]);
        _ = await Read(partner, "", ticket);
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await Refused(partner, ticket);

        var ended = await Link(administrator, made, "read", hours: 168);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        using (var end = await administrator.Delete($"{made.Path}/links"))
        {
            await end.Expect(HttpStatusCode.NoContent);
        }

        await Refused(partner, ended);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Link(administrator, made, "read");
        _ = await Read(partner, "", second);
        foreach (var hours in (int[])[0, 169])
        {
            using var wrong = await administrator.PostJson($"{made.Path}/links", new { hours });
            await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "hours");
        }

        var (accounts, varam) = (host.Services.GetRequiredService<AccountStore>(), TenantId.Parse("varam"));
        var maker = await accounts.Find(varam, administrator.Subject, TestContext.Current.CancellationToken);
        await accounts.Save(varam, maker!, maker!.Body with { Scopes = [Scope.Member] }, new Batch(), TestContext.Current.CancellationToken);
        await Refused(partner, second);
    }

    // What anybody can write, with a seal that nobody made.
    private static string Unsealed(object claims) => $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}.{Base64Url.EncodeToString(new byte[32])}";

    private static async Task<string> Link(Client administrator, MadeEndpoint endpoint, string rights, int hours = 24)
    {
        using var response = await administrator.PostJson($"{endpoint.Path}/links", new { rights, hours });
        return (await response.ExpectJson(HttpStatusCode.Created)).GetProperty("ticket").GetString()!;
    }

    private static async Task<JsonElement> Read(Client partner, string path, string ticket)
    {
        using var response = await Send(partner, HttpMethod.Get, path, ticket);
        return await response.ExpectJson();
    }

    private static async Task Refused(Client partner, string ticket)
    {
        using var response = await Send(partner, HttpMethod.Get, "", ticket);
        await response.ExpectProblem(HttpStatusCode.NotFound, "partner-link-unknown");
    }

    private static async Task<HttpResponseMessage> Send(Client partner, HttpMethod method, string path, string ticket, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/webhooks/partner{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Interlink-Partner-Link", ticket);
        return await partner.Send(request);
    }
}
