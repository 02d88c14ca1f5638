using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Edge;

namespace Interlink.Functions.Tests.Operations;

public sealed class OperationListTests
{
    [Fact]
    public async Task The_list_is_filtered_by_state_and_kind_and_each_count_ignores_its_own_filter()
    {
        await using var host = await EdgeHost.Start();
        foreach (var wish in (string[])["do", "do", "refuse"])
        {
            await host.StartAndEnd(wish);
        }

        await host.Start("wait");
        var all = await host.Operations();
        Assert.Equal((4, "failed:1 running:1 succeeded:2", "planted-work:4"), (all.GetProperty("total").GetInt32(), Counts(all, "status"), Counts(all, "kind")));

        var failed = await host.Operations("?status=failed");
        Assert.Equal((1, "failed:1 running:1 succeeded:2", "planted-work:1"), (failed.GetProperty("total").GetInt32(), Counts(failed, "status"), Counts(failed, "kind")));
        Assert.Equal("failed", failed.GetProperty("items")[0].Status());

        var either = await host.Operations("?status=failed&status=running");
        Assert.Equal(["failed", "running"], either.GetProperty("items").EnumerateArray().Select(o => o.Status().Replace("not_started", "running", StringComparison.Ordinal)).Order());
        var none = await host.Operations("?kind=something-else");
        Assert.Equal((0, ""), (none.GetProperty("total").GetInt32(), Counts(none, "status")));
    }

    [Fact]
    public async Task What_ended_unseen_is_counted_as_ended_and_what_is_tried_again_as_running()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("refuse");
        Assert.Equal("failed:1", Counts(await host.Operations("?status=running"), "status"));
        using var again = await host.Retry(id);
        await host.Ended(id, attempt: 2);
        Assert.Equal("succeeded:1", Counts(await host.Operations(), "status"));
    }

    [Fact]
    public async Task Pages_of_a_filtered_list_join_without_gaps_and_have_the_exact_total()
    {
        await using var host = await EdgeHost.Start();
        var failed = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            failed.Insert(0, await host.StartAndEnd("refuse"));
            await host.StartAndEnd("do");
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.Operations($"?status=failed&limit=3{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            Assert.Equal(7, page.GetProperty("total").GetInt32());
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(failed, found);
    }

    [Theory]
    [InlineData("?status=terminated")]
    [InlineData("?status=not_started")]
    [InlineData("?state=failed")]
    public async Task A_filter_that_is_none_is_refused(string query)
    {
        await using var host = await EdgeHost.Start();
        using var refused = await host.Get($"/api/operations{query}", OperationFlow.Administrator);
        await Problems.Of(refused, HttpStatusCode.BadRequest, "invalid-input");
    }

    private static string Counts(JsonElement list, string facet) => string.Join(' ', list.At("facets", facet).EnumerateArray()
        .Select(count => $"{count.GetProperty("value").GetString()}:{count.GetProperty("count").GetInt32()}").Order());
}
