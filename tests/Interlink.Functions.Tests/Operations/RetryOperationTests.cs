using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Tests.Edge;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Operations;

public sealed class RetryOperationTests
{
    [Fact]
    public async Task A_failed_operation_runs_again_under_its_id_and_remembers_the_attempt_before()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("refuse");
        var failed = await host.Operation(id);
        Assert.True(failed.At("can", "retry").GetBoolean());
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        using var answer = await host.Retry(id, new { attempt = 1 }, OperationFlow.Administrator);
        await answer.Read(HttpStatusCode.Accepted);
        await host.Ended(id, attempt: 2);
        var told = await host.Operation(id);
        Assert.Equal(("succeeded", 2, "subject-two"), (told.Status(), told.GetProperty("attempt").GetInt32(), told.At("retried", "by", "subject").GetString()));
        var earlier = Assert.Single(told.GetProperty("attempts").EnumerateArray().ToList());
        Assert.Equal(("failed", "planted-refusal", 1), (earlier.Status(), earlier.At("error", "type").GetString(), earlier.GetProperty("number").GetInt32()));
        Assert.Equal(["begin", "finish"], told.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString()));
        Assert.Equal(failed.GetProperty("createdAt").GetString(), told.GetProperty("createdAt").GetString());
        Assert.Equal(1, (await host.Operations()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Many_people_pressing_at_once_are_one_attempt()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("refuse");
        await host.Operation(id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.Retry(id, new { attempt = 1 }, OperationFlow.Administrator)));
        foreach (var answer in answers)
        {
            Assert.Equal(2, (await answer.Read(HttpStatusCode.Accepted)).GetProperty("attempt").GetInt32());
            answer.Dispose();
        }

        await host.Ended(id, attempt: 2);
        Assert.Equal(2, await Orchestrations(host));
    }

    [Fact]
    public async Task An_attempt_that_was_followed_already_is_not_followed_again()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("explode");
        using var first = await host.Retry(id, new { attempt = 1 });
        await host.Ended(id, attempt: 2);
        using var late = await host.Retry(id, new { attempt = 1 });
        var told = await late.Read(HttpStatusCode.Accepted);
        Assert.Equal((2, "failed"), (told.GetProperty("attempt").GetInt32(), told.Status()));
        using var ahead = await host.Retry(id, new { attempt = 7 });
        Assert.Equal(["attempt: out_of_range"], Problems.FieldsOf(await Problems.Of(ahead, HttpStatusCode.BadRequest, "invalid-input")));
        Assert.Equal(2, await Orchestrations(host));
    }

    [Fact]
    public async Task The_same_key_twice_is_one_attempt_and_one_answer()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("explode");
        using var first = await host.Retry(id, null, null, ("Idempotency-Key", "once"));
        await host.Ended(id, attempt: 2);
        using var second = await host.Retry(id, null, null, ("Idempotency-Key", "once"));
        Assert.Equal((await first.Read(HttpStatusCode.Accepted)).ToString(), (await second.Read(HttpStatusCode.Accepted)).ToString());
        Assert.Equal(2, (await host.Operation(id)).GetProperty("attempt").GetInt32());
    }

    [Theory]
    [InlineData("do", "done")]
    [InlineData("wait", "not ended")]
    public async Task What_is_done_or_goes_on_is_not_tried_again(string wish, string why)
    {
        await using var host = await EdgeHost.Start();
        var (id, _) = await host.Start(wish);
        if (wish == "do")
        {
            await host.Ended(id);
        }

        using var refused = await host.Retry(id);
        Assert.Contains(why, (await Problems.Of(refused, HttpStatusCode.Conflict, "not-retryable")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False((await host.Operation(id)).At("can", "retry").GetBoolean());
    }

    [Fact]
    public async Task Work_whose_input_is_gone_says_so_before_and_after_somebody_asks()
    {
        await using var host = await EdgeHost.Start();
        host.Services.GetRequiredService<PlantedKind>().Gone = true;
        var id = await host.StartAndEnd("refuse");
        Assert.Equal("input-gone", (await host.Operation(id)).At("can", "whyNotRetry").GetString());
        using var refused = await host.Retry(id);
        await Problems.Of(refused, HttpStatusCode.Conflict, "not-retryable");
        Assert.Equal(1, await Orchestrations(host));
    }

    [Theory]
    [InlineData("unknown-work", HttpStatusCode.Conflict, "not-retryable", "not-offered")]
    [InlineData("curated-work", HttpStatusCode.Forbidden, "scope-missing", "not-allowed")]
    public async Task Kinds_decide_whether_and_by_whom_their_work_is_tried_again(string kind, HttpStatusCode status, string type, string why)
    {
        await using var host = await EdgeHost.Start();
        var id = OperationId.Of(kind, Ulids.Derive(kind));
        var ended = new OperationRecord(id, "subject-one", host.Clock.GetUtcNow(), null, new OperationEnding(OperationStatus.Failed, host.Clock.GetUtcNow()));
        await host.Services.GetRequiredService<OperationStore>().Begin(OperationFlow.Varam, ended, TestContext.Current.CancellationToken);
        Assert.Equal(why, (await host.Operation(id.ToString())).At("can", "whyNotRetry").GetString());
        using var refused = await host.Retry(id.ToString());
        await Problems.Of(refused, status, type);
    }

    [Fact]
    public async Task An_operation_can_be_tried_again_when_nothing_of_it_is_left_but_its_record()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("refuse");
        await host.Operation(id);
        await host.Durable().PurgeInstanceAsync(OperationId.Parse(id).InstanceIn(OperationFlow.Varam), TestContext.Current.CancellationToken);
        using var answer = await host.Retry(id);
        await answer.Read(HttpStatusCode.Accepted);
        await host.Ended(id, attempt: 2);
        Assert.Equal("succeeded", (await host.Operation(id)).Status());
    }

    [Fact]
    public async Task A_press_whose_host_died_before_the_work_was_started_is_made_good_by_the_next()
    {
        await using var host = await EdgeHost.Start();
        var id = await host.StartAndEnd("refuse");
        await host.Operation(id);
        var store = host.Services.GetRequiredService<OperationStore>();
        var read = (await store.Find(OperationFlow.Varam, OperationId.Parse(id), TestContext.Current.CancellationToken))!;
        var somebody = new Caller(OperationFlow.Varam, "subject-two", "Some One", new HashSet<string> { Scope.Administrator });
        Assert.True(await store.Replace(OperationFlow.Varam, read, read.Body.Again(somebody, host.Clock.GetUtcNow()), TestContext.Current.CancellationToken));
        Assert.Equal("not_started", (await host.Operation(id)).Status());

        using var answer = await host.Retry(id, new { attempt = 1 });
        Assert.Equal(2, (await answer.Read(HttpStatusCode.Accepted)).GetProperty("attempt").GetInt32());
        await host.Ended(id, attempt: 2);
        Assert.Equal("succeeded", (await host.Operation(id)).Status());
    }

    private static async Task<int> Orchestrations(EdgeHost host)
    {
        var count = 0;
        await foreach (var _ in host.Durable().GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "varam:planted-work:")))
        {
            count++;
        }

        return count;
    }
}
