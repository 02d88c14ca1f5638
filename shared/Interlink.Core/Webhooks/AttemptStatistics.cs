using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Webhooks;

/// <summary>Counts attempts by endpoint and time, for plots. Counted in memory and added to what is stored every few seconds: thousands of attempts cost one write, and what a crash
/// takes with it is the count of those seconds, never a message.</summary>
public sealed class AttemptStatistics(IDocuments documents, TenantDirectory tenants)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Place, Dictionary<int, AttemptTally>> _waiting = [];

    /// <summary>Counts an attempt.</summary>
    public void Count(TenantId tenant, string endpoint, MessageAttempt attempt)
    {
        var slot = attempt.At.UtcDateTime.Minute / StatisticsHour.SlotMinutes;
        lock (_gate)
        {
            Add(new Place(tenant, endpoint, StatisticsHour.IdOf(attempt.At)), slot, AttemptTally.Of(attempt));
        }
    }

    /// <summary>Adds what was counted to what is stored. What cannot be stored of one endpoint waits for the next time, and keeps back no other's.</summary>
    /// <exception cref="TransientException">Something could not be stored; the first reason is inside.</exception>
    public Task Flush(CancellationToken cancellation) => Flush(_ => true, cancellation);

    private async Task Flush(Func<Place, bool> wanted, CancellationToken cancellation)
    {
        Exception? first = null;
        foreach (var (place, slots) in Take(wanted))
        {
            try
            {
                await Store(place, slots, cancellation);
            }
            catch (Exception fault)
            {
                first ??= fault;
                Return(place, slots);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        if (first is not null)
        {
            throw new TransientException("Counts of attempts could not be stored.", first);
        }
    }

    /// <summary>How the attempts of an endpoint went.</summary>
    /// <param name="since">From when; the beginning of its bucket counts.</param>
    public async Task<EndpointStatistics> Read(TenantId tenant, string endpoint, DateTimeOffset since, DateTimeOffset until, StatisticsBucket bucket, CancellationToken cancellation)
    {
        await Flush(place => place.Tenant == tenant && place.Endpoint == endpoint, cancellation);
        var size = EndpointStatistics.SizeOf(bucket);
        var begin = new DateTimeOffset(since.UtcTicks - (since.UtcTicks % size.Ticks), TimeSpan.Zero);
        var tallies = new Dictionary<DateTimeOffset, AttemptTally>();
        for (var month = new DateTime(begin.Year, begin.Month, 1, 0, 0, 0, DateTimeKind.Utc); month < until; month = month.AddMonths(1))
        {
            var hours = await documents.List<StatisticsHour>(
                WebhookStore.MessagesOf(tenant, endpoint), StatisticsHour.Kind, new ListOptions(StatisticsHour.IdOf(month)[..8], Limit: 1_000), cancellation);
            foreach (var (at, tally) in hours.Items.SelectMany(hour => hour.Body.Slots.Select(slot => (StatisticsHour.TimeOf(hour.Id).AddMinutes(slot.Key * StatisticsHour.SlotMinutes), slot.Value))))
            {
                var start = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % size.Ticks), TimeSpan.Zero);
                tallies[start] = tallies.GetValueOrDefault(start, AttemptTally.None).Plus(tally);
            }
        }

        var points = new List<StatisticsPoint>();
        for (var at = begin; at < until; at += size)
        {
            points.Add(StatisticsPoint.Of(at, tallies.GetValueOrDefault(at, AttemptTally.None)));
        }

        var all = tallies.Where(t => t.Key >= begin && t.Key < until).Aggregate(AttemptTally.None, (sum, t) => sum.Plus(t.Value));
        return new EndpointStatistics(bucket, points, StatisticsPoint.Of(begin, all));
    }

    private async Task Store(Place place, Dictionary<int, AttemptTally> slots, CancellationToken cancellation)
    {
        if (await tenants.StateOf(place.Tenant, cancellation) is TenantState.Deleting or TenantState.Deleted)
        {
            return; // Nothing is to be left of it.
        }

        var partition = WebhookStore.MessagesOf(place.Tenant, place.Endpoint);
        for (var tries = 0; tries < 20; tries++)
        {
            var known = await documents.Find<StatisticsHour>(partition, StatisticsHour.Kind, place.Hour, cancellation);
            var next = (known?.Body ?? new StatisticsHour(new Dictionary<int, AttemptTally>())).Plus(slots);
            var batch = known is null ? new Batch().Create(StatisticsHour.Kind, place.Hour, next) : new Batch().Replace(StatisticsHour.Kind, place.Hour, next, known.Revision);
            if ((await documents.Commit(partition, batch, cancellation)).Committed)
            {
                return;
            }
        }

        throw new TransientException("The counts of attempts kept changing.");
    }

    private List<KeyValuePair<Place, Dictionary<int, AttemptTally>>> Take(Func<Place, bool> wanted)
    {
        lock (_gate)
        {
            List<KeyValuePair<Place, Dictionary<int, AttemptTally>>> taken = [.. _waiting.Where(waiting => wanted(waiting.Key))];
            foreach (var (place, _) in taken)
            {
                _waiting.Remove(place);
            }

            return taken;
        }
    }

    private void Return(Place place, Dictionary<int, AttemptTally> slots)
    {
        lock (_gate)
        {
            foreach (var (slot, tally) in slots)
            {
                Add(place, slot, tally);
            }
        }
    }

    private void Add(Place place, int slot, AttemptTally tally)
    {
        if (!_waiting.TryGetValue(place, out var slots))
        {
            _waiting[place] = slots = [];
        }

        slots[slot] = slots.GetValueOrDefault(slot, AttemptTally.None).Plus(tally);
    }

    private readonly record struct Place(TenantId Tenant, string Endpoint, string Hour);
}

/// <summary>How the attempts of an endpoint went over a time.</summary>
/// <param name="Bucket">How long each point is.</param>
/// <param name="Points">One for each bucket, the oldest first, also where nothing was sent.</param>
/// <param name="Total">The whole time.</param>
public sealed record EndpointStatistics(StatisticsBucket Bucket, IReadOnlyList<StatisticsPoint> Points, StatisticsPoint Total)
{
    /// <summary>Most points at once.</summary>
    public const int MaxPoints = 800;

    /// <summary>How long a bucket is.</summary>
    public static TimeSpan SizeOf(StatisticsBucket bucket) => bucket switch
    {
        StatisticsBucket.FiveMinutes => TimeSpan.FromMinutes(StatisticsHour.SlotMinutes),
        StatisticsBucket.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}

/// <summary>Attempts in one bucket.</summary>
/// <param name="At">When it begins, UTC.</param>
/// <param name="Attempts">How many attempts.</param>
/// <param name="Succeeded">How many of them were taken.</param>
/// <param name="Failed">How many were not.</param>
/// <param name="SuccessRate">The part that was taken, 0 to 1; absent when there was no attempt.</param>
/// <param name="MedianMilliseconds">Half of the attempts were over within this time, about; absent when there was none.</param>
/// <param name="P95Milliseconds">Nineteen of twenty were; absent when there was none.</param>
public sealed record StatisticsPoint(DateTimeOffset At, int Attempts, int Succeeded, int Failed, double? SuccessRate, int? MedianMilliseconds, int? P95Milliseconds)
{
    internal static StatisticsPoint Of(DateTimeOffset at, AttemptTally tally) => new(
        at, tally.Attempts, tally.Succeeded, tally.Failed, tally.Attempts == 0 ? null : Math.Round((double)tally.Succeeded / tally.Attempts, 4), tally.Within(0.5), tally.Within(0.95));
}

/// <summary>How long each point of statistics is.</summary>
public enum StatisticsBucket
{
    /// <summary>An hour.</summary>
    Hour,

    /// <summary>Five minutes.</summary>
    FiveMinutes,

    /// <summary>A day, UTC.</summary>
    Day,
}
