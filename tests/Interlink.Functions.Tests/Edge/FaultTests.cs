using System.Net;

namespace Interlink.Functions.Tests.Edge;

public sealed class FaultTests
{
    [Fact]
    public async Task A_bug_is_500_with_a_trace_id_that_the_log_knows_and_nothing_of_our_insides()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/fault/bug");
        var problem = await Problems.Of(response, HttpStatusCode.InternalServerError, "unexpected");
        var line = Assert.Single(host.Logs.Lines, l => l.Contains("secret password", StringComparison.Ordinal));
        Assert.Contains(problem.GetProperty("traceId").GetString()!, line, StringComparison.Ordinal);
        Assert.Contains("PlantedFault", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_cannot_be_written_is_500_before_anything_is_sent()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/unwritable");
        await Problems.Of(response, HttpStatusCode.InternalServerError, "unexpected");
    }

    [Fact]
    public async Task What_passes_is_503_and_tells_when_to_come_again()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/fault/transient");
        await Problems.Of(response, HttpStatusCode.ServiceUnavailable, "temporarily-unavailable");
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Work_that_was_canceled_by_the_host_is_503()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/fault/canceled");
        await Problems.Of(response, HttpStatusCode.ServiceUnavailable, "temporarily-unavailable");
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_400_and_named()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/fault/cursor");
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["cursor: malformed"], Problems.FieldsOf(problem));
    }

    [Theory]
    [InlineData("bad", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("large", HttpStatusCode.RequestEntityTooLarge, "too-large")]
    public async Task What_the_server_cannot_read_keeps_its_status(string kind, HttpStatusCode status, string type)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get($"/api/planted/fault/{kind}");
        await Problems.Of(response, status, type);
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_no_trace_in_the_log()
    {
        await using var host = await EdgeHost.Start();
        host.Tally.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var leaving = new CancellationTokenSource();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/planted/fault/canceled");
        request.Headers.Add("x-ms-client-principal", EdgeHost.Principal());
        var call = host.Http.SendAsync(request, leaving.Token);
        await host.Tally.Entered.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        using var health = await host.Get("/api/health");
        host.Tally.Gate.SetResult();
        await host.Stop();
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/planted/nothing")]
    [InlineData("/api/planted/echo")]
    [InlineData("/api/uploads/x/parts/one")]
    public async Task An_unknown_route_stays_404_with_an_empty_body(string path)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Health_is_open_to_anybody_and_names_its_checks()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/health", "");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Matches("""^\{"status":"ok","version":"[^"]+","checks":\[\{"name":"documents","status":"ok"\},\{"name":"files","status":"ok"\},\{"name":"runtime","status":"ok"\}\]\}$""", text);
    }
}
