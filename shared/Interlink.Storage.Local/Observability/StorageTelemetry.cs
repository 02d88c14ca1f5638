using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Observability;

/// <summary>
/// Spans and figures of the ports, by OpenTelemetry's conventions for database clients; <c>docs/observability.md</c> says what each means.
/// Spans tell the tenant; figures do not, because tenants come without bound.
/// </summary>
internal sealed class StorageTelemetry
{
    /// <summary>The name of the meter, and of the activity source.</summary>
    public const string Name = "Interlink.Storage.Local";

    private static readonly ActivitySource s_source = new(Name);

    private readonly TimeProvider _clock;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _rows;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _commitSize;

    public StorageTelemetry(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(Name);
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] };
        var counts = new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] };
        _duration = meter.CreateHistogram("db.client.operation.duration", "s", "One operation of a port.", advice: seconds);
        _rows = meter.CreateHistogram("db.client.response.returned_rows", "{row}", "What a read returned.", advice: counts);
        _refusals = meter.CreateCounter<long>("interlink.storage.refusals", "{refusal}", "Operations that kept nothing, as a conflict of revisions does.");
        _commitDuration = meter.CreateHistogram("interlink.storage.commit.duration", "s", "One transaction of interlink.db, flush included.", advice: seconds);
        _commitSize = meter.CreateHistogram("interlink.storage.commit.size", "{write}", "How many writes shared a transaction.", advice: counts);
    }

    /// <summary>Whether somebody listens to operations.</summary>
    public bool IsOn => s_source.HasListeners() || _duration.Enabled || _rows.Enabled || _refusals.Enabled;

    /// <summary>A timestamp when somebody wants durations of commits, else 0.</summary>
    public long CommitBegins() => _commitDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>A transaction is on the disk.</summary>
    public void Committed(int writes, long began)
    {
        if (began != 0) _commitDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        _commitSize.Record(writes);
    }

    /// <summary>Runs an operation inside a span and tells what came of it.</summary>
    /// <param name="operation">Port and operation, such as <c>documents.commit</c>.</param>
    /// <param name="tenant">Whose data.</param>
    /// <param name="run">The operation.</param>
    /// <param name="rows">How many rows a result has; null where that says nothing.</param>
    /// <param name="refusal">Why a result means that nothing was kept; null when it was.</param>
    public async Task<T> Observe<T>(string operation, TenantId tenant, Func<Task<T>> run, Func<T, long?> rows, Func<T, string?> refusal)
    {
        using var span = Begin(operation, tenant);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var result = await run();
            var error = refusal(result);
            if (error is not null) _refusals.Add(1, Tag("db.operation.name", operation), Tag("error.type", error));
            span?.SetTag("error.type", error);
            Ended(operation, Stopwatch.GetElapsedTime(began), rows(result), error);
            return result;
        }
        catch (Exception exception)
        {
            Failed(operation, Stopwatch.GetElapsedTime(began), span, exception);
            throw;
        }
    }

    /// <summary>Passes a sequence on; its duration is the time spent in the storage, not with whoever reads it.</summary>
    public async IAsyncEnumerable<T> Observe<T>(string operation, TenantId tenant, IAsyncEnumerable<T> sequence)
    {
        var (time, rows) = (TimeSpan.Zero, 0L);
        await using var items = sequence.GetAsyncEnumerator();
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            var hasMore = await items.MoveNextAsync();
            time += Stopwatch.GetElapsedTime(began);
            if (!hasMore) break;
            rows++;
            yield return items.Current;
        }

        // A span that is open between two items would become the parent of what the reader does.
        using var span = Begin(operation, tenant, _clock.GetUtcNow() - time);
        Ended(operation, time, rows, error: null);
    }

    private static Activity? Begin(string operation, TenantId tenant, DateTimeOffset began = default)
    {
        if (!s_source.HasListeners()) return null;
        var span = s_source.StartActivity(operation, ActivityKind.Client, parentContext: Activity.Current?.Context ?? default, startTime: began);
        return span?.SetTag("db.system.name", "sqlite").SetTag("db.namespace", "interlink.db").SetTag("db.operation.name", operation).SetTag("interlink.tenant", tenant.Value);
    }

    private void Failed(string operation, TimeSpan time, Activity? span, Exception exception)
    {
        var error = exception is StorageException storage ? $"{storage.Fault}" : exception.GetType().FullName!;
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", error);
        Ended(operation, time, rows: null, error);
    }

    private void Ended(string operation, TimeSpan time, long? rows, string? error)
    {
        var tags = new TagList { { "db.system.name", "sqlite" }, { "db.operation.name", operation } };
        if (rows is { } count) _rows.Record(count, tags);
        if (error is not null) tags.Add("error.type", error);
        _duration.Record(time.TotalSeconds, tags);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
