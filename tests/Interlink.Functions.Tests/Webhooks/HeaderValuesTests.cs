using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>What stands in an endpoint's own headers, such as keys of a gateway; and the log as a file.</summary>
public sealed class HeaderValuesTests
{
    private const string Key = "word-of-the-gateway";

    [Fact]
    public async Task What_stands_in_headers_is_in_no_answer_until_whoever_asks_proves_who_it_is()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver, new { headers = new Dictionary<string, string> { ["X-Gateway"] = Key } });
        foreach (var path in (string[])[made.Path, "/api/webhooks/endpoints"])
        {
            var text = (await administrator.GetJson(path)).GetRawText();
            Assert.Contains("(not shown)", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
        }

        foreach (var action in (string[])["pause", "resume", "verify", "secret/rotate"])
        {
            using var answer = await administrator.PostJson($"{made.Path}/{action}", new { });
            Assert.DoesNotContain(Key, (await answer.ExpectJson()).GetRawText(), StringComparison.Ordinal);
        }

        using var revealed = await administrator.PostJson($"{made.Path}/secret/reveal", new { password = People.Password });
        Assert.Equal(Key, (await revealed.ExpectJson()).GetProperty("headers").GetProperty("X-Gateway").GetString());
    }

    [Fact]
    public async Task A_value_that_comes_back_as_it_was_shown_stays_and_goes_to_no_other_server()
    {
        await using var receiver = await Receiver.Start();
        await using var other = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver, new { headers = new Dictionary<string, string> { ["X-Gateway"] = Key, ["X-Other"] = "old" } });
        var headers = new Dictionary<string, string> { ["X-Gateway"] = "(not shown)", ["X-Other"] = "new" };
        var changed = new { url = new Uri(receiver.Address, "/hooks").ToString(), headers };
        await (await administrator.PutJson(made.Path, changed, await administrator.TagOf(made.Path))).Expect(HttpStatusCode.OK);
        await (await administrator.PostJson($"{made.Path}/test", new { type = "process.created" })).Expect(HttpStatusCode.OK);
        Assert.Equal((Key, "new"), (receiver.Messages.Single().Headers["X-Gateway"], receiver.Messages.Single().Headers["X-Other"]));

        using (var elsewhere = await administrator.PutJson(made.Path, new { url = new Uri(other.Address, "/hooks").ToString(), headers }, await administrator.TagOf(made.Path)))
        {
            await elsewhere.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "headers.X-Gateway");
        }

        using var anew = await administrator.PostJson("/api/webhooks/endpoints", new { endpoint = changed });
        await anew.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "headers.X-Gateway");
    }

    [Fact]
    public async Task The_list_tells_when_an_endpoint_last_took_something()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        Assert.False((await administrator.GetJson("/api/webhooks/endpoints")).GetProperty("items")[0].TryGetProperty("lastTakenAt", out _));
        await administrator.MakeProcess();
        await administrator.UntilState(made, "succeeded");
        var listed = await WebhookFlow.Until(
            async () => (await administrator.GetJson("/api/webhooks/endpoints")).GetProperty("items")[0], endpoint => endpoint.TryGetProperty("lastTakenAt", out _));
        Assert.False(listed.TryGetProperty("failingSince", out _));
    }

    [Fact]
    public async Task The_log_is_a_file_of_the_messages_that_are_asked_for()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        var id = (await administrator.UntilState(made, "succeeded")).GetProperty("id").GetString()!;
        var lines = await Lines("");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("id,type,at,state,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{id},process.created,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",succeeded,,1,", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines, await Lines("&state=succeeded&type=process.created"));
        Assert.Single(await Lines("&state=failed"));

        async Task<string[]> Lines(string filter)
        {
            using var file = await administrator.Get($"/api/webhooks/messages/export?endpoint={made.Id}{filter}");
            Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
            return (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
