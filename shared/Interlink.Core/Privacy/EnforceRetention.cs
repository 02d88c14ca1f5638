using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>What a run removed.</summary>
/// <param name="At">When it ran, UTC.</param>
/// <param name="Removed">How many, by kind; kinds of which nothing went are left out.</param>
/// <param name="Unfinished">Kinds of which more is left than one run takes; the next goes on.</param>
public sealed record RetentionRun(DateTimeOffset At, IReadOnlyDictionary<string, int> Removed, IReadOnlyList<string> Unfinished);

/// <summary>Removes what is older than a tenant keeps it, in bounded rounds.</summary>
public sealed class EnforceRetention(IEnumerable<IRetained> retained, PrivacySettingsStore settings, IDocuments documents, IIds ids, TimeProvider clock)
{
    private const string Kind = "retention-run";
    private const string Id = "latest";
    private const int Round = 100;
    private const int Rounds = 200;

    /// <summary>When runs begin, every day, UTC; the timer's schedule says the same.</summary>
    public static readonly TimeOnly Daily = new(3, 23);

    /// <summary>The next run after a time.</summary>
    public static DateTimeOffset Next(DateTimeOffset now)
    {
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime).ToDateTime(Daily), TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>The last run; null when there was none.</summary>
    public async Task<RetentionRun?> Last(TenantId tenant, CancellationToken cancellation) =>
        (await documents.Find<RetentionRun>(In(tenant), Kind, Id, cancellation))?.Body;

    /// <summary>Removes what is too old.</summary>
    public async Task<RetentionRun> Run(TenantId tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var chosen = (await settings.Read(tenant, cancellation)).Settings;
        var removed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var unfinished = new List<string>();
        foreach (var kept in retained)
        {
            var before = now.AddDays(-chosen.DaysOf(kept.Rule));
            var (count, left) = await Purge(tenant, kept, before, cancellation);
            if (count > 0)
            {
                removed[kept.Rule.Kind] = count;
            }

            if (left)
            {
                unfinished.Add(kept.Rule.Kind);
            }
        }

        var run = new RetentionRun(now, removed, unfinished);
        var batch = new Batch().Put(Kind, Id, run);
        if (removed.Count > 0)
        {
            batch.Emit(new PrivacyEvents(ids, clock).Retained(removed));
        }

        await documents.Commit(In(tenant), batch, cancellation);
        return run;
    }

    private static async Task<(int Count, bool Left)> Purge(TenantId tenant, IRetained kept, DateTimeOffset before, CancellationToken cancellation)
    {
        var total = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var count = await kept.Purge(tenant, before, Round, cancellation);
            total += count;
            if (count == 0)
            {
                return (total, false);
            }
        }

        return (total, true);
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "privacy");
}
