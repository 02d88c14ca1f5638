using System.Collections.Concurrent;
using System.Diagnostics;
using Interlink.Runtime.Tests.Durable;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Observability;

/// <summary>One trace from the start of an orchestration to all that it does, each span once; turns may be taken from memory or by replay.</summary>
public class DurableTracingTests : DurableTest
{
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly Activity _request;

    public DurableTracingTests()
    {
        // Other tests run beside this one: only its own trace is recorded.
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.DurableTask",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == _trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
        _request = new Activity("request").SetParentId(_trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
    }

    [Fact]
    public async Task One_trace_runs_from_the_request_to_activities_and_children_across_a_restart()
    {
        var id = await Traced(() => Start("TracedFamily", "word", new StartOrchestrationOptions("t:family")));
        await Reached("t:family:child", found => found.IsRunning);
        await Restart();
        await Traced(async () =>
        {
            await Client.RaiseEventAsync("t:family:child", "word", "heard");
            return id;
        });
        Assert.Equal("heard", Succeeded<string>(await Completion(id)));
        var created = One("create_orchestration:TracedFamily");
        var family = One("orchestration:TracedFamily");
        var child = One("orchestration:Listen");
        Assert.Equal(_request.SpanId, created.ParentSpanId);
        Assert.Equal(created.SpanId, family.ParentSpanId);
        Assert.Equal(family.SpanId, child.ParentSpanId);
        Assert.Equal([family.SpanId, family.SpanId], _spans.Where(span => span.DisplayName == "activity:Greet1").Select(span => span.ParentSpanId));
        Assert.Equal(_request.SpanId, One("orchestration_event:word").ParentSpanId);
        Assert.Equal("t:family", family.GetTagItem("durabletask.task.instance_id"));
        Assert.Equal("Completed", family.GetTagItem("durabletask.task.status"));
        Assert.Equal(6, _spans.Count);
        Assert.Equal(6, _spans.Select(span => span.SpanId).Distinct().Count());
        Assert.All(_spans, span => Assert.Equal(_trace, span.TraceId));
    }

    [Fact]
    public async Task Each_run_of_one_that_continues_as_new_has_a_span_below_the_same_start()
    {
        var id = await Traced(() => Start("CountUp", 3));
        await Client.RaiseEventAsync(id, "word", "end");
        Succeeded<string>(await Completion(id));
        var runs = _spans.Where(span => span.DisplayName == "orchestration:CountUp").ToArray();
        Assert.Equal(["ContinuedAsNew", "Completed"], runs.Select(run => run.GetTagItem("durabletask.task.status")));
        Assert.All(runs, run => Assert.Equal(One("create_orchestration:CountUp").SpanId, run.ParentSpanId));
        Assert.Equal(runs.Select(run => run.SpanId), _spans.Where(span => span.DisplayName == "activity:Square").Select(span => span.ParentSpanId));
    }

    [Fact]
    public async Task A_failure_is_told_by_its_type_and_never_by_its_message()
    {
        await Completion(await Traced(() => Start("Uncaught", "a secret")));
        var activity = One("activity:Refuse");
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal(typeof(ArgumentException).FullName, activity.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, One("orchestration:Uncaught").Status);
        Assert.All(_spans, span => Assert.DoesNotContain("a secret", string.Join(' ', span.TagObjects.Select(tag => tag.Value).Append(span.StatusDescription))));
    }

    [Fact]
    public async Task The_trace_id_is_passed_on_also_where_nothing_is_recorded()
    {
        var request = new Activity("unrecorded").SetIdFormat(ActivityIdFormat.W3C).Start();
        var id = await Start("TraceOfActivity", "");
        Activity.Current = null;
        Assert.Equal(request.TraceId.ToHexString(), Succeeded<string>(await Completion(id)));
        Assert.Empty(_spans);
    }

    [Fact]
    public async Task An_orchestration_that_is_not_part_of_a_recorded_trace_writes_nothing()
    {
        await Run("Chain", new[] { "a" });
        Assert.Empty(_spans);
    }

    protected override void OnDispose()
    {
        _listener.Dispose();
        _request.Dispose();
    }

    // A span that some listener has recorded is told to all.
    private void Keep(Activity span)
    {
        if (span.TraceId == _trace)
        {
            _spans.Enqueue(span);
        }
    }

    private Activity One(string name) => Assert.Single(_spans, span => span.DisplayName == name);

    /// <summary>Does something as a request does that is part of the trace.</summary>
    private async Task<string> Traced(Func<Task<string>> work)
    {
        var request = _request.Id is null ? _request.Start() : _request;
        Activity.Current = request;
        try
        {
            return await work();
        }
        finally
        {
            Activity.Current = null;
        }
    }
}

/// <summary>The same where every turn begins with a replay.</summary>
public sealed class ReplayedTracingTests : DurableTracingTests
{
    protected override int? LiveOrchestrations => 0;
}
