using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Webhooks;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Events;

public sealed class EventHttpTests
{
    [Fact]
    public async Task What_people_do_can_be_read_by_an_administrator_of_their_tenant_only()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var created = await member.PostJson("/api/processes", new { name = "A park", language = "en" });
        await created.Expect(HttpStatusCode.Created);
        await OutboxFlow.HandOn(host.Services);

        var administrator = await host.As("administrator");
        var page = await administrator.GetJson("/api/events");
        var item = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("process.created", item.GetProperty("type").GetString());
        Assert.Equal(member.Subject, item.GetProperty("actor").GetString());
        Assert.DoesNotContain("A park", page.GetRawText());
        var later = await administrator.GetJson($"/api/events?after={page.GetProperty("next").GetString()}");
        Assert.Equal(0, later.GetProperty("items").GetArrayLength());

        using var refused = await member.Get("/api/events");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        var foreigner = await host.As("administrator", "elsewhere");
        Assert.Equal(0, (await foreigner.GetJson("/api/events")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("?after=%25")]
    [InlineData("?after=bm90aGluZw")]
    [InlineData("?after=OTk5OTk5OTk5OTk5OTk5OTk5OSBh")]
    [InlineData("?limit=501")]
    public async Task A_place_that_was_never_answered_is_refused(string query)
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var response = await administrator.Get($"/api/events{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_timer_hands_events_on_by_itself()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var member = await host.As("member");
        using var created = await member.PostJson("/api/processes", new { name = "A park", language = "en" });
        var administrator = await host.As("administrator");
        var seen = await WebhookFlow.Until(
            async () => (await administrator.GetJson("/api/events")).GetProperty("items").GetArrayLength(), count => count > 0, () => host.Advance(TimeSpan.FromSeconds(5)));
        Assert.Equal(1, seen);
    }
}
