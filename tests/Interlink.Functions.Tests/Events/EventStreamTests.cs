using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Events;

/// <summary>For partners who cannot receive: waiting for events, and following them.</summary>
public sealed class EventStreamTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waits_is_answered_when_something_happens_and_not_before()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.MakeProcess();
        await Dispatch(host);
        var place = (await administrator.GetJson("/api/events")).GetProperty("next").GetString();
        var waiting = administrator.GetJson($"/api/events?after={place}&wait=30&type=process.*");
        using var team = await administrator.PostJson("/api/webhooks/endpoints", new { endpoint = new { url = "https://example.org/hooks" } });
        await Dispatch(host);
        Assert.False(waiting.IsCompleted);
        await administrator.MakeProcess();
        await Dispatch(host);
        var page = await waiting;
        Assert.Equal("process.created", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal(0, (await administrator.GetJson($"/api/events?after={page.GetProperty("next").GetString()}&wait=1")).GetProperty("items").GetArrayLength());
        using var impatient = await administrator.Get("/api/events?wait=31");
        await impatient.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "wait");
    }

    [Fact]
    public async Task Events_can_be_followed_and_whoever_was_cut_off_goes_on_at_the_same_place()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var first = (await administrator.MakeProcess())[^26..];
        await Dispatch(host);
        string? place;
        using (var stream = await Follow(administrator, null))
        {
            var told = await Next(stream);
            Assert.Equal("process.created", told["event"]);
            Assert.Contains(first, told["data"], StringComparison.Ordinal);
            place = told["id"];
        }

        var second = (await administrator.MakeProcess())[^26..];
        await Dispatch(host);
        using var again = await Follow(administrator, place);
        Assert.Contains(second, (await Next(again))["data"], StringComparison.Ordinal);
        var third = (await administrator.MakeProcess())[^26..];
        await Dispatch(host);
        Assert.Contains(third, (await Next(again))["data"], StringComparison.Ordinal);
        foreach (var path in (string[])["/api/events/stream", "/api/events"])
        {
            using var malformed = await administrator.Get($"{path}?after=nonsense");
            await malformed.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "after");
            using var unknown = await administrator.Get($"{path}?type=process.*&type=proces.created");
            await unknown.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "type");
        }

        using var refused = await (await host.As("member")).Get("/api/events/stream");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task Nobody_keeps_more_than_four_requests_waiting_and_a_place_is_free_again_when_one_ends()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.MakeProcess();
        await Dispatch(host);
        var open = new List<StreamReader>();
        for (var i = 0; i < 4; i++)
        {
            open.Add(await Follow(administrator, null));
        }

        using var fifth = await administrator.Get("/api/events?wait=1");
        await fifth.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        using var unhurried = await administrator.Get("/api/events");
        await unhurried.Expect(HttpStatusCode.OK);
        open[0].Dispose();
        await Webhooks.WebhookFlow.Until(
            async () =>
            {
                using var again = await administrator.Get("/api/events?wait=1&type=team.*");
                return again.StatusCode;
            },
            status => status is HttpStatusCode.OK);
        open.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Only_what_is_wanted_is_told()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var (first, second) = ((await administrator.MakeProcess())[^26..], (await administrator.MakeProcess())[^26..]);
        await Dispatch(host);
        var page = await administrator.GetJson($"/api/events?type=process.created&process={second}");
        Assert.Contains(second, Assert.Single(page.GetProperty("items").EnumerateArray()).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(first, page.GetProperty("items").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await administrator.GetJson("/api/events?type=team.*")).GetProperty("items").GetArrayLength());
    }

    private static Task Dispatch(InterlinkHost host) => OutboxFlow.HandOn(host.Services);

    private static async Task<StreamReader> Follow(Client client, string? place)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/events/stream?type=process.*");
        if (place is not null)
        {
            request.Headers.Add("Last-Event-ID", place);
        }

        var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Now);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new StreamReader(await response.Content.ReadAsStreamAsync(Now));
    }

    private static async Task<Dictionary<string, string>> Next(StreamReader stream)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Now);
        late.CancelAfter(TimeSpan.FromSeconds(60));
        var fields = new Dictionary<string, string>();
        while (await stream.ReadLineAsync(late.Token) is { } line)
        {
            if (line.Length == 0 && fields.ContainsKey("data"))
            {
                return fields;
            }

            if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                fields[line[..colon]] = line[(colon + 2)..];
            }
        }

        throw new EndOfStreamException();
    }
}
