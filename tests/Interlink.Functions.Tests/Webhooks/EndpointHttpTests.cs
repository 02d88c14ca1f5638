using System.Globalization;
using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

public sealed class EndpointHttpTests
{
    [Fact]
    public async Task An_endpoint_is_made_with_a_secret_that_is_shown_once_and_revealed_only_by_its_own_call()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeEndpoint(receiver.Address, new { description = "Case system", contact = "ops@example.org", rateLimit = 50 });
        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);
        using var read = await administrator.Get(made.Path);
        var text = (await read.ExpectJson()).GetRawText();
        Assert.DoesNotContain(made.Secret, text, StringComparison.Ordinal);
        Assert.Equal(made.Tag, read.Tag());
        using (var unproven = await administrator.PostJson($"{made.Path}/secret/reveal", new { }))
        {
            await unproven.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        }

        using (var wrong = await administrator.PostJson($"{made.Path}/secret/reveal", new { password = "somebody else's words" }))
        {
            await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        }

        using var revealed = await administrator.PostJson($"{made.Path}/secret/reveal", new { password = People.Password });
        Assert.Equal(made.Secret, (await revealed.ExpectJson()).GetProperty("secrets")[0].GetProperty("secret").GetString());
        var events = await Events(host, administrator);
        Assert.Equal(["endpoint.created", "endpoint.secret_revealed"], events.Select(e => e.GetProperty("type").GetString()));
        Assert.All(events, e => Assert.DoesNotContain(made.Secret[6..], e.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_endpoint_has_repeated_the_challenge_of_a_signed_message()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeEndpoint(receiver.Address);
        receiver.Answer(500);
        using (var refused = await administrator.PostJson($"{made.Path}/verify", new { }))
        {
            await refused.ExpectProblem(HttpStatusCode.Conflict, "endpoint-not-verified");
        }

        receiver.Answer(204);
        using (var mute = await administrator.PostJson($"{made.Path}/verify", new { }))
        {
            await mute.ExpectProblem(HttpStatusCode.Conflict, "endpoint-not-verified");
        }

        Assert.Equal("pending", (await administrator.GetJson(made.Path)).GetProperty("state").GetString());
        receiver.Answer(200);
        using var verified = await administrator.PostJson($"{made.Path}/verify", new { });
        Assert.Equal("active", (await verified.ExpectJson()).GetProperty("state").GetString());
        Assert.All(receiver.Messages, message => Assert.True(message.IsSignedWith(made.Secret)));
        Assert.Equal(["endpoint.verification", "endpoint.verification", "endpoint.verification"], receiver.Messages.Select(m => m.Type));
    }

    [Fact]
    public async Task An_endpoint_of_cloud_events_is_asked_their_way_and_a_status_alone_is_no_consent()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Arguments = ["--Interlink:Webhooks:Origin=platform.example.org"] });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeEndpoint(receiver.Address, new { framing = "cloudevents" });
        foreach (var (status, origin) in new[] { (200, null), (204, ""), (200, "other.example.org"), (302, "platform.example.org"), (410, "*"), (415, "*"), (500, "*") })
        {
            receiver.Answers = context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers["WebHook-Allowed-Origin"] = origin;
                return Task.CompletedTask;
            };
            using var refused = await administrator.PostJson($"{made.Path}/verify", new { });
            await refused.ExpectProblem(HttpStatusCode.Conflict, "endpoint-not-verified");
        }

        var rate = "";
        receiver.Answers = context =>
        {
            context.Response.Headers["WebHook-Allowed-Origin"] = "platform.example.org";
            context.Response.Headers["WebHook-Allowed-Rate"] = rate;
            return Task.CompletedTask;
        };
        foreach (var granted in new[] { 6, 600 })
        {
            rate = granted.ToString(CultureInfo.InvariantCulture);
            using var verified = await administrator.PostJson($"{made.Path}/verify", new { });
            var endpoint = await verified.ExpectJson();
            Assert.Equal(granted, endpoint.GetProperty("grantedPerMinute").GetInt32());
            Assert.False(endpoint.TryGetProperty("rateLimit", out _));
        }

        Assert.All(receiver.Messages, m => Assert.Equal(("OPTIONS", "platform.example.org"), (m.Method, m.Headers["WebHook-Request-Origin"])));
    }

    [Fact]
    public async Task Changing_takes_the_revision_that_was_read_and_names_every_field_at_fault()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeEndpoint(receiver.Address);
        var url = new Uri(receiver.Address, "/hooks").ToString();
        using (var changed = await administrator.PutJson(made.Path, new { url, events = new[] { "task.*" }, rateLimit = 3 }, made.Tag))
        {
            Assert.Equal("task.*", (await changed.ExpectJson()).GetProperty("events")[0].GetString());
        }

        using (var stale = await administrator.PutJson(made.Path, new { url }, made.Tag))
        {
            await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        }

        using (var missing = await administrator.PutJson(made.Path, new { url }))
        {
            await missing.Expect(HttpStatusCode.PreconditionRequired);
        }

        using var wrong = await administrator.PostJson("/api/webhooks/endpoints", new { endpoint = new { url = "https://169.254.169.254/", events = new[] { "no.such" }, headers = new { Host = "x" } } });
        await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "url", "events[0]", "headers.host");
    }

    [Fact]
    public async Task A_removed_endpoint_is_gone_with_its_secret_and_its_log_can_be_looked_at()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        var id = (await administrator.UntilState(made, "succeeded")).GetProperty("id").GetString();
        var tag = await administrator.TagOf(made.Path);
        using (var removed = await administrator.Delete(made.Path, tag))
        {
            await removed.Expect(HttpStatusCode.NoContent);
        }

        using (var gone = await administrator.PostJson($"{made.Path}/verify", new { }))
        {
            await gone.ExpectProblem(HttpStatusCode.NotFound, "endpoint-not-found");
        }

        Assert.Equal(0, (await administrator.GetJson("/api/webhooks/endpoints")).GetProperty("total").GetInt32());
        Assert.Equal("deleted", (await administrator.GetJson(made.Path)).GetProperty("state").GetString());
        Assert.Equal(made.Id, (await administrator.GetJson("/api/webhooks/endpoints?removed=true")).GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(id, (await administrator.GetJson($"/api/webhooks/messages?id={id}")).GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal("process.created", (await administrator.GetJson($"{made.Path}/messages/{id}")).GetProperty("body").GetProperty("type").GetString());
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(host.DataFolder, "secrets"), "*", SearchOption.AllDirectories), f => f.Contains(made.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_rotation_messages_carry_both_signatures()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        using var rotated = await administrator.PostJson($"{made.Path}/secret/rotate", new { signing = "hmac", overlapHours = 1 });
        var secret = (await rotated.ExpectJson()).GetProperty("secret").GetProperty("secret").GetString()!;
        using var tried = await administrator.PostJson($"{made.Path}/test", new { type = "process.created" });
        await tried.Expect(HttpStatusCode.OK);
        var message = Assert.Single(receiver.Messages);
        Assert.True(message.IsSignedWith(made.Secret));
        Assert.True(message.IsSignedWith(secret));
        Assert.Equal(2, message.Headers["webhook-signature"].Split(' ').Length);
        using var at_once = await administrator.PostJson($"{made.Path}/secret/rotate", new { signing = "ed25519", overlapHours = 0 });
        Assert.StartsWith("whpk_", (await at_once.ExpectJson()).GetProperty("secret").GetProperty("publicKey").GetString(), StringComparison.Ordinal);
        using var after = await administrator.PostJson($"{made.Path}/test", new { type = "process.created" });
        await after.Expect(HttpStatusCode.OK);
        Assert.StartsWith("v1a,", receiver.Messages.Last().Headers["webhook-signature"], StringComparison.Ordinal);
        Assert.Single(receiver.Messages.Last().Headers["webhook-signature"].Split(' '));
    }

    [Fact]
    public async Task While_secrets_overlap_messages_are_signed_with_those_that_can_be_read()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        using var rotated = await administrator.PostJson($"{made.Path}/secret/rotate", new { signing = "hmac", overlapHours = 1 });
        var secret = (await rotated.ExpectJson()).GetProperty("secret").GetProperty("secret").GetString()!;
        await host.Stop();
        var older = Directory.EnumerateFiles(Path.Combine(host.DataFolder, "secrets"), "*", SearchOption.AllDirectories).Single(file => File.ReadAllText(file) == made.Secret);
        File.Delete(older);
        await host.StartAgain();
        using var tried = await administrator.PostJson($"{made.Path}/test", new { type = "process.created" });
        await tried.Expect(HttpStatusCode.OK);
        var message = Assert.Single(receiver.Messages);
        Assert.True(message.IsSignedWith(secret));
        Assert.Single(message.Headers["webhook-signature"].Split(' '));
    }

    [Fact]
    public async Task Before_an_address_has_agreed_not_even_an_example_goes_there()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        using var made = await administrator.PostJson("/api/webhooks/endpoints", new { endpoint = new { url = receiver.Address, events = new[] { "*" } } });
        var id = (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("endpoint").GetProperty("id").GetString();
        using var tried = await administrator.PostJson($"/api/webhooks/endpoints/{id}/test", new { type = "process.created" });
        await tried.ExpectProblem(HttpStatusCode.Conflict, "endpoint-state");
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task Old_secrets_go_on_for_a_day_when_nothing_is_said_and_for_a_week_at_the_most()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        var (made, other) = (await administrator.MakeEndpoint(receiver.Address), await administrator.MakeEndpoint(receiver.Address));
        Assert.NotEqual(made.Secret, other.Secret);
        foreach (var hours in (int[])[-1, 169])
        {
            using var wrong = await administrator.PostJson($"{made.Path}/secret/rotate", new { overlapHours = hours });
            await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "overlapHours");
        }

        Assert.Equal(TimeSpan.FromHours(24), await Rotated(new { }));
        Assert.Equal(TimeSpan.FromHours(168), await Rotated(new { overlapHours = 168 }));

        async Task<TimeSpan> Rotated(object how)
        {
            using var rotated = await administrator.PostJson($"{made.Path}/secret/rotate", how);
            var keys = (await rotated.ExpectJson()).GetProperty("endpoint").GetProperty("keys");
            return keys[1].GetProperty("expiresAt").GetDateTimeOffset() - host.Clock.GetUtcNow();
        }
    }

    [Fact]
    public async Task A_try_tells_what_was_sent_and_what_was_answered()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver, new { headers = new Dictionary<string, string> { ["X-Gateway"] = "word" } });
        receiver.Answers = context =>
        {
            context.Response.StatusCode = 422;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "no such case", TestContext.Current.CancellationToken);
        };
        using var tried = await administrator.PostJson($"{made.Path}/test", new { type = "task.status_changed" });
        var told = await tried.ExpectJson();
        Assert.Equal("failed", told.GetProperty("message").GetProperty("state").GetString());
        Assert.Equal("no such case", told.GetProperty("answers")[0].GetProperty("body").GetString());
        Assert.Equal("task.status_changed", told.GetProperty("body").GetProperty("type").GetString());
        var (sent, shown) = (Assert.Single(receiver.Messages).Headers, told.GetProperty("answers")[0].GetProperty("headers"));
        Assert.Equal("word", sent["X-Gateway"]);
        Assert.Equal("(not shown)", shown.GetProperty("X-Gateway").GetString());
        Assert.All((string[])["webhook-id", "webhook-timestamp", "webhook-signature", "user-agent", "content-type"], name => Assert.Equal(sent[name], shown.GetProperty(name).GetString()));
        using var unknown = await administrator.PostJson($"{made.Path}/test", new { type = "no.such" });
        await unknown.ExpectProblem(HttpStatusCode.NotFound, "event-type-not-found");
    }

    [Fact]
    public async Task A_repeated_request_makes_one_endpoint_and_keeps_no_secret()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        async Task<HttpResponseMessage> Ask()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/endpoints")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new { endpoint = new { url = new Uri(receiver.Address, "/hooks").ToString() } }),
            };
            request.Headers.Add("Idempotency-Key", "once");
            return await administrator.Send(request);
        }

        using var made = await Ask();
        var secret = (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("secret").GetProperty("secret").GetString()!["whsec_".Length..];
        using var again = await Ask();
        await again.ExpectProblem(HttpStatusCode.Conflict, "answered-once");
        Assert.Equal(1, (await administrator.GetJson("/api/webhooks/endpoints")).GetProperty("total").GetInt32());
        await host.Stop();
        Assert.All(
            Directory.EnumerateFiles(host.DataFolder, "*.db*"), file => Assert.DoesNotContain(secret, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<JsonElement>> Events(InterlinkHost host, Client administrator)
    {
        await OutboxFlow.HandOn(host.Services);
        return [.. (await administrator.GetJson("/api/events")).GetProperty("items").EnumerateArray().Where(e => e.GetProperty("type").GetString()!.StartsWith("endpoint.", StringComparison.Ordinal))];
    }
}
