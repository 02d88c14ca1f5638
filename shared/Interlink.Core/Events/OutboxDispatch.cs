using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Events;

/// <summary>How far the outbox is handed on.</summary>
/// <param name="After">The place in the outbox up to which everything is in the logs.</param>
/// <param name="Settled">The latest time that entries of the logs may carry; every entry up to it is there.</param>
/// <param name="Pending">The time with which the events after <paramref name="After"/> are being written; null between two rounds.</param>
public sealed record DispatchCheckpoint(string? After, DateTimeOffset Settled, DateTimeOffset? Pending)
{
    /// <summary>The number of the latest round; a repeated one has a number of its own.</summary>
    public long Round { get; init; }
}

/// <summary>Hands on what commits have stored beside their changes: from the one outbox into the audit and the event log of each tenant.</summary>
/// <remarks>The time that entries will carry is written down before them. A round that breaks off is repeated with the same time and therefore the same
/// entries, and readers never see a time before it is whole: no event is lost, none is in a log twice, none appears behind a reader's back.</remarks>
public sealed class OutboxDispatch(IOutbox outbox, ILedger ledger, IDocuments documents, AuditBook audit, TimeProvider clock)
{
    private const string Kind = "dispatch";
    private const string Id = "event-log";
    private const int Round = 500;
    private const int Tries = 20;
    private static readonly Meter Meter = new("Interlink.Events");
    private static readonly Gauge<double> OldestAge =
        Meter.CreateGauge<double>("interlink.work.oldest_age", "s", "How long the oldest event that is not handed on yet has waited; 0 when there is none");

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "events");

    /// <summary>Hands on everything that is there, or as much as the time allows.</summary>
    /// <param name="atMost">After this time no further round is begun.</param>
    /// <returns>How many events were read; 0 also when somebody else is at it.</returns>
    public async Task<int> Run(TimeSpan atMost, CancellationToken cancellation)
    {
        var began = clock.GetUtcNow();
        var (total, read) = (0, 0);
        do
        {
            read = await HandOn(cancellation) ?? 0;
            total += read;
        }
        while (read > 0 && clock.GetUtcNow() - began < atMost);

        return total;
    }

    /// <summary>Hands on at least what was stored before this was called, also when others are at it.</summary>
    /// <exception cref="TransientException">Others were faster each time.</exception>
    public async Task CatchUp(CancellationToken cancellation)
    {
        // A round that is not full has come to the end of what there is.
        for (var others = 0; others < Tries;)
        {
            var read = await HandOn(cancellation);
            if (read < Round)
            {
                return;
            }

            others += read is null ? 1 : 0;
        }

        throw new TransientException("Events are being handed on by others all the time.");
    }

    /// <summary>The latest time up to which the logs are whole; null before the first event.</summary>
    public async Task<DateTimeOffset?> Settled(CancellationToken cancellation) =>
        (await documents.Find<DispatchCheckpoint>(Place, Kind, Id, cancellation))?.Body is { After: not null } checkpoint ? checkpoint.Settled : null;

    // Null when somebody else is at it.
    private async Task<int?> HandOn(CancellationToken cancellation)
    {
        var known = await documents.Find<DispatchCheckpoint>(Place, Kind, Id, cancellation);
        var checkpoint = known?.Body ?? new DispatchCheckpoint(null, DateTimeOffset.UnixEpoch, null);
        var page = await outbox.Read(checkpoint.After, Round, cancellation);
        OldestAge.Record(page.Events.Count == 0 ? 0 : Math.Max(0, (clock.GetUtcNow() - page.Events.Min(e => e.At)).TotalSeconds));
        if (page.Events.Count == 0)
        {
            return 0;
        }

        var stamp = checkpoint.Pending ?? Later(clock.GetUtcNow(), checkpoint.Settled);
        var round = new AuditRound(checkpoint.Round + 1, NameOf(checkpoint.After));
        if (await Save(checkpoint with { Pending = stamp, Round = round.Number }, known?.Revision, cancellation) is not { } begun)
        {
            return null;
        }

        foreach (var tenant in page.Events.GroupBy(e => e.Tenant))
        {
            if (!await audit.Append(tenant.Key, round, [.. tenant], cancellation))
            {
                return null;
            }

            LedgerEntry[] told = [.. tenant.Where(e => !e.AuditOnly).Select(e => EventLog.EntryOf(e, stamp))];
            await ledger.Append(EventLog.BookOf(tenant.Key), told, cancellation);
        }

        if (await Save(new DispatchCheckpoint(page.Next, stamp, null) { Round = round.Number }, begun, cancellation) is null)
        {
            return null;
        }

        await outbox.Forget(page.Next, cancellation);
        return page.Events.Count;
    }

    // A place can be long; it is only compared.
    private static string NameOf(string? place) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place ?? "start")).AsSpan(0, 16));

    // Whole milliseconds: not every store keeps finer ones.
    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset settled)
    {
        var whole = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        return whole > settled ? whole : settled.AddMilliseconds(1);
    }

    private async Task<Revision?> Save(DispatchCheckpoint checkpoint, Revision? read, CancellationToken cancellation)
    {
        var batch = read is { } revision ? new Batch().Replace(Kind, Id, checkpoint, revision) : new Batch().Create(Kind, Id, checkpoint);
        var result = await documents.Commit(Place, batch, cancellation);
        return result.Committed ? result.Revisions[0] : null;
    }
}
