using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Interlink.Runtime.Durable;
using Interlink.Runtime.Observability;
using Interlink.Runtime.Tests.Durable;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Observability;

/// <summary>What each instrument of orchestrations means.</summary>
public sealed class DurableMetricsTests : DurableTest
{
    [Fact]
    public async Task Orchestrations_are_counted_by_how_they_end_and_timed_from_their_creation()
    {
        using var figures = new Figures(Host);
        await Run("Chain", new[] { "a", "b" });
        await Run("Uncaught", "because");
        await Run("Parent", "");
        var listening = await Start("Listen", 1);
        await Client.WaitForInstanceStartAsync(listening);
        Clock.Advance(TimeSpan.FromSeconds(90));
        await Client.TerminateInstanceAsync(listening);
        await Completion(listening);
        while (figures.Sum("durabletask.orchestrations.terminated") < 1) await Task.Delay(10);
        Assert.Equal(5, figures.Sum("durabletask.orchestrations.started"));
        Assert.Equal(1, figures.Sum("durabletask.orchestrations.started", "durabletask.task.name=Child"));
        Assert.Equal(3, figures.Sum("durabletask.orchestrations.completed"));
        Assert.Equal(1, figures.Sum("durabletask.orchestrations.failed", "durabletask.task.name=Uncaught"));
        Assert.Equal(1, figures.Sum("durabletask.orchestrations.terminated", "durabletask.task.name=Listen"));
        Assert.Equal([90], figures.All("durabletask.orchestration.duration", "durabletask.task.name=Listen"));
        Assert.Equal(5, figures.All("durabletask.orchestration.duration").Count);
    }

    [Fact]
    public async Task Activities_are_counted_and_timed_with_their_failures_and_further_attempts()
    {
        using var figures = new Figures(Host);
        Succeeded<int>(await Advance(TimeSpan.FromMinutes(1), Completion(await Start("Retry", 3))));
        await Run("FanOut", 4);
        Assert.Equal(7, figures.Sum("durabletask.activities.run"));
        Assert.Equal(2, figures.Sum("durabletask.activities.failed", "durabletask.task.name=FailUntil"));
        Assert.Equal(2, figures.Sum("durabletask.activities.retried", "durabletask.task.name=FailUntil"));
        Assert.Equal(2, figures.Sum("durabletask.activities.retried"));
        Assert.Equal(4, figures.All("durabletask.activity.duration", "durabletask.task.name=Square").Count);
        Assert.InRange(figures.All("durabletask.turn.duration", "durabletask.task.name=FanOut").Count, 2, 5);
    }

    [Fact]
    public async Task Each_commit_is_timed_and_tells_how_many_writes_shared_it()
    {
        using var figures = new Figures(Host);
        await Run("FanOut", 2);
        var sizes = figures.All("durabletask.commit.size");
        Assert.NotEmpty(sizes);
        Assert.All(sizes, size => Assert.InRange(size, 1, 1024));

        // One that was under way when listening began has told one of the two.
        Assert.InRange(sizes.Count - figures.All("durabletask.commit.duration").Count, -1, 1);
    }

    [Fact]
    public async Task What_waits_for_the_writer_is_counted_and_ages()
    {
        using var figures = new Figures(Host);
        using var reached = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        var database = Host.Part<RuntimeDatabase>();
        var blocking = database.Write(string.Empty, _ =>
        {
            reached.Set();
            released.Wait();
            return true;
        });
        reached.Wait(TestContext.Current.CancellationToken);
        var waiting = database.Write(string.Empty, _ => true);
        Clock.Advance(TimeSpan.FromSeconds(30));
        figures.Look();
        // One at least: timers that became due meanwhile may have something to write too.
        Assert.InRange(Assert.Single(figures.All("durabletask.work_items.queued", "durabletask.work_item.kind=commit")), 1, 10);
        Assert.Equal([30], figures.All("durabletask.work_items.oldest_age", "durabletask.work_item.kind=commit"));
        released.Set();
        await Task.WhenAll(blocking, waiting);
        do
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            figures.Look();
        }
        while (!figures.All("durabletask.work_items.queued", "durabletask.work_item.kind=commit").SequenceEqual([0]));

        Assert.Equal([0], figures.All("durabletask.work_items.oldest_age", "durabletask.work_item.kind=commit"));
    }

    [Fact]
    public async Task Activities_that_find_no_thread_are_counted_and_age()
    {
        using var figures = new Figures(Host);
        var ids = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => Start("Hanging", "gate", new StartOrchestrationOptions($"t{i % 2}:{i}"))));
        while (Host.Probe.Counted("gate") < 20 || Host.Part<ActivityWorker>().Queue.Waiting < 5) await Task.Delay(5, TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromMinutes(2));
        figures.Look();
        Assert.Equal([5], figures.All("durabletask.work_items.queued", "durabletask.work_item.kind=activity"));
        Assert.Equal([120], figures.All("durabletask.work_items.oldest_age", "durabletask.work_item.kind=activity"));
        Assert.Equal([25], figures.All("durabletask.orchestrations.unfinished", "durabletask.task.status=Running"));
        Host.Probe.Open("gate");
        await Task.WhenAll(ids.Select(Completion));
    }

    [Fact]
    public async Task What_is_under_way_is_counted_by_status_with_its_timers()
    {
        using var figures = new Figures(Host);
        var asleep = await Start("Sleep", TimeSpan.FromDays(1));
        var suspended = await Start("Listen", 1);
        await Start("Chain", new[] { "a" }, new StartOrchestrationOptions("later", Clock.GetUtcNow().AddDays(2)));
        await Task.WhenAll(Client.WaitForInstanceStartAsync(asleep), Client.WaitForInstanceStartAsync(suspended));
        await Client.SuspendInstanceAsync(suspended);
        await Reached(suspended, found => found.RuntimeStatus == Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Suspended);
        while (Host.Part<Engine>().Alive < 2) await Task.Delay(10);
        figures.Look();
        foreach (var status in (string[])["Pending", "Running", "Suspended"])
            Assert.Equal([1], figures.All("durabletask.orchestrations.unfinished", $"durabletask.task.status={status}"));
        Assert.Equal([2], figures.All("durabletask.timers.waiting"));
        Assert.Equal([2], figures.All("durabletask.orchestrations.alive"));
    }

    /// <summary>Keeps the measurements of one host.</summary>
    private sealed class Figures : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Instrument, double Value, string[] Tags, bool IsGauge)> _measured = new();

        public Figures(TestHost host)
        {
            var meter = host.Part<DurableTelemetry>().Meter;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == meter) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.Start();
        }

        public double Sum(string instrument, string? tag = null) => All(instrument, tag).Sum();

        public List<double> All(string instrument, string? tag = null) =>
            [.. _measured.Where(one => one.Instrument == instrument && (tag is null || one.Tags.Contains(tag))).Select(one => one.Value)];

        /// <summary>Asks the gauges, in place of what they said before.</summary>
        public void Look()
        {
            var rest = _measured.Where(one => !one.IsGauge).ToArray();
            _measured.Clear();
            foreach (var one in rest) _measured.Enqueue(one);
            _listener.RecordObservableInstruments();
        }

        public void Dispose() => _listener.Dispose();

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _measured.Enqueue((instrument.Name, value, [.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")], instrument.IsObservable));
    }
}
