using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Edge;

public sealed class IdempotencyTests
{
    private const string Path = "/api/planted/make";
    private const string Body = """{"name":"thing"}""";

    [Fact]
    public async Task The_first_answer_is_repeated_and_nothing_is_done_twice()
    {
        await using var host = await EdgeHost.Start();
        using var first = await Post(host, "k-1");
        using var again = await Post(host, "k-1");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await Text(first), await Text(again));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal("\"r-1\"", again.Headers.ETag?.Tag);
        Assert.Equal("application/json", again.Content.Headers.ContentType?.MediaType);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(1, host.Tally.Runs);
    }

    [Fact]
    public async Task Without_a_key_or_with_another_everything_happens_anew()
    {
        await using var host = await EdgeHost.Start();
        using var one = await Post(host, "k-1");
        using var two = await Post(host, "k-2");
        using var three = await host.Post(Path, Body);
        using var four = await host.Post(Path, Body);
        Assert.Equal(4, host.Tally.Runs);
    }

    [Fact]
    public async Task The_same_key_of_another_person_or_tenant_is_another_key()
    {
        await using var host = await EdgeHost.Start();
        using var one = await Post(host, "k-1");
        using var two = await Post(host, "k-1", principal: EdgeHost.Principal("subject-two"));
        using var three = await Post(host, "k-1", principal: EdgeHost.Principal("subject-one", "zaragoza"));
        Assert.Equal(3, host.Tally.Runs);
    }

    [Theory]
    [InlineData(Path, """{"name":"other"}""")]
    [InlineData(Path + "?x=1", Body)]
    public async Task The_same_key_with_another_request_is_contradictory(string path, string body)
    {
        await using var host = await EdgeHost.Start();
        using var first = await Post(host, "k-1");
        using var other = await host.Post(path, body, null, ("Idempotency-Key", "k-1"));
        await Problems.Of(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(1, host.Tally.Runs);
    }

    [Fact]
    public async Task While_the_first_request_runs_the_others_are_told_so_and_one_answer_comes_of_it()
    {
        await using var host = await EdgeHost.Start();
        host.Tally.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Post(host, "k-1");
        await host.Tally.Entered.Task;
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(host, "k-1")));
        foreach (var other in others)
        {
            await Problems.Of(other, HttpStatusCode.Conflict, "idempotency-key-in-use");
            Assert.Equal(TimeSpan.FromSeconds(1), other.Headers.RetryAfter?.Delta);
            other.Dispose();
        }

        host.Tally.Gate.SetResult();
        using var done = await first;
        using var again = await Post(host, "k-1");
        Assert.Equal(await Text(done), await Text(again));
        Assert.Equal(1, host.Tally.Runs);
    }

    [Fact]
    public async Task Requests_that_arrive_together_run_once()
    {
        await using var host = await EdgeHost.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Post(host, "k-1")));
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Conflict]));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, host.Tally.Runs);
    }

    [Fact]
    public async Task A_request_that_failed_can_be_tried_again_with_the_same_derived_ids()
    {
        await using var host = await EdgeHost.Start();
        using var failed = await Post(host, "k-1", """{"name":"explode"}""");
        await Problems.Of(failed, HttpStatusCode.InternalServerError, "unexpected");
        using var again = await Post(host, "k-1", """{"name":"explode"}""");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(2, host.Tally.Runs);
    }

    [Fact]
    public async Task A_request_that_died_is_followed_by_the_next_after_a_while_with_the_same_derived_ids()
    {
        await using var host = await EdgeHost.Start();
        using var before = await Post(host, "k-1", """{"name":"key"}""");
        var key = await Text(before);
        await Revive(host);
        using var early = await Post(host, "k-1", """{"name":"key"}""");
        await Problems.Of(early, HttpStatusCode.Conflict, "idempotency-key-in-use");
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        using var later = await Post(host, "k-1", """{"name":"key"}""");
        Assert.Equal(key, await Text(later));
        Assert.Equal(2, host.Tally.Runs);
    }

    [Fact]
    public async Task Refusals_of_state_are_repeated_but_a_wrong_body_can_be_mended_under_the_same_key()
    {
        await using var host = await EdgeHost.Start();
        using var conflict = await Post(host, "k-1", """{"name":"conflict"}""");
        using var replayed = await Post(host, "k-1", """{"name":"conflict"}""");
        await Problems.Of(replayed, HttpStatusCode.Conflict, "planted-conflict");
        Assert.Equal(["true"], replayed.Headers.GetValues("Idempotent-Replayed"));
        using var wrong = await Post(host, "k-2", "{}");
        await Problems.Of(wrong, HttpStatusCode.BadRequest, "invalid-input");
        using var mended = await Post(host, "k-2");
        Assert.Equal(HttpStatusCode.Created, mended.StatusCode);
    }

    [Fact]
    public async Task After_a_day_the_key_is_new_and_the_sweep_leaves_nothing_behind()
    {
        await using var host = await EdgeHost.Start();
        using var first = await Post(host, "k-1", """{"name":"key"}""");
        host.Clock.Jump(TimeSpan.FromHours(23.9));
        using var late = await Post(host, "k-1", """{"name":"key"}""");
        Assert.Equal(await Text(first), await Text(late));
        host.Clock.Jump(TimeSpan.FromHours(25));
        using var anew = await Post(host, "k-1", """{"name":"key"}""");
        Assert.NotEqual(await Text(first), await Text(anew));
        Assert.Equal(2, host.Tally.Runs);
        var store = host.Services.GetRequiredService<IdempotencyStore>();
        Assert.Equal(0, await store.Sweep(TenantId.Parse("varam"), TestContext.Current.CancellationToken));
        host.Clock.Jump(TimeSpan.FromHours(25));
        Assert.Equal(1, await store.Sweep(TenantId.Parse("varam"), TestContext.Current.CancellationToken));
        Assert.Equal(0, await store.Sweep(TenantId.Parse("varam"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\there")]
    [InlineData("naïve")]
    public async Task A_key_of_another_form_is_refused(string key)
    {
        await using var host = await EdgeHost.Start();
        using var response = await Post(host, key);
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["Idempotency-Key: malformed"], Problems.FieldsOf(problem));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_and_the_longest_is_taken()
    {
        await using var host = await EdgeHost.Start();
        using var longest = await Post(host, new string('k', 255));
        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        using var longer = await Post(host, new string('k', 256));
        await Problems.Of(longer, HttpStatusCode.BadRequest, "invalid-input");
    }

    [Fact]
    public async Task Reading_takes_no_notice_of_keys()
    {
        await using var host = await EdgeHost.Start();
        using var one = await host.Get("/api/planted/member", null, ("Idempotency-Key", "k-1"));
        using var two = await host.Get("/api/planted/member", null, ("Idempotency-Key", "k-1"));
        Assert.Equal(2, host.Tally.Runs);
    }

    /// <summary>Leaves the record of a request as a crash in the middle of it would.</summary>
    private static async Task Revive(EdgeHost host)
    {
        var documents = host.Services.GetRequiredService<IDocuments>();
        var partition = Partition.Of(TenantId.Parse("varam"), "idempotency");
        var page = await documents.List<System.Text.Json.Nodes.JsonObject>(partition, "idempotency-key", new ListOptions(), TestContext.Current.CancellationToken);
        var record = Assert.Single(page.Items);
        record.Body.Remove("answer");
        record.Body["busySince"] = host.Clock.GetUtcNow().ToString("O");
        await documents.Commit(partition, new Batch().Put("idempotency-key", record.Id, record.Body), TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> Post(EdgeHost host, string key, string body = Body, string? principal = null) =>
        host.Post(Path, body, principal, ("Idempotency-Key", key));

    private static Task<string> Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
