using System.Globalization;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary>Writes the audit of each tenant: the events of the outbox become entries of the ledger, one chain a tenant.</summary>
/// <remarks>The head is changed first, under its revision, and carries the new entries along; then they are added to the ledger, under their numbers. What breaks
/// off between the two is made good by whoever comes next, with the very same entries. So there is one chain, however many write and whenever they die.</remarks>
public sealed class AuditBook(ILedger ledger, IDocuments documents, TimeProvider clock)
{
    private const string HeadKind = "audit-head";
    private const string HeadId = "head";
    private const string NoteKind = "audit-note";

    /// <summary>Entries of one commit: with particulars at their longest they stay well below what a document may have.</summary>
    private const int Chunk = 100;

    private const int Attempts = 20;

    /// <summary>The ledger's book with the entries of a tenant.</summary>
    public static Book BookOf(TenantId tenant) => new(tenant, "audit");

    /// <summary>Where a tenant's refusals, and the head of its audit, are kept.</summary>
    public static Partition In(TenantId tenant) => Partition.Of(tenant, "audit");

    /// <summary>Enters the events of a round. May be repeated, as a whole or from anywhere; events that were entered are passed over.</summary>
    /// <returns>False when a later round is under way: whoever called is too late and stops.</returns>
    public async Task<bool> Append(TenantId tenant, AuditRound round, IReadOnlyList<OutboxEvent> events, CancellationToken cancellation)
    {
        foreach (var chunk in events.Chunk(Chunk))
        {
            if (!await AppendChunk(tenant, round, chunk, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes down how far the audit goes, once a day at the most: against this it is verified later.</summary>
    /// <returns>The note; null when there is nothing new since the last.</returns>
    public async Task<AuditNote?> Note(TenantId tenant, CancellationToken cancellation)
    {
        if (await Settled(tenant, cancellation) is not { } head)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var note = new AuditNote(head.Sequence, head.Hash, now);
        if ((await Notes(tenant, cancellation)).Any(n => n.Sequence == head.Sequence))
        {
            return null;
        }

        var id = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (await documents.Commit(In(tenant), new Batch().Create(NoteKind, id, note), cancellation)).Committed ? note : null;
    }

    /// <summary>What was noted, the oldest first.</summary>
    public async Task<IReadOnlyList<AuditNote>> Notes(TenantId tenant, CancellationToken cancellation)
    {
        var notes = new List<AuditNote>();
        string? cursor = null;
        do
        {
            var page = await documents.List<AuditNote>(In(tenant), NoteKind, new ListOptions(Limit: 1_000, Cursor: cursor), cancellation);
            notes.AddRange(page.Items.Select(d => d.Body));
            cursor = page.Next;
        }
        while (cursor is not null);

        return notes;
    }

    /// <summary>How far the audit goes, with everything up to there in the ledger.</summary>
    /// <returns>Null when there is no entry.</returns>
    internal async Task<AuditHead?> Settled(TenantId tenant, CancellationToken cancellation)
    {
        var head = (await Find(tenant, cancellation))?.Body;
        if (head is { Pending.Count: > 0 })
        {
            await Enter(tenant, head.Pending, cancellation);
        }

        return head is { Sequence: > 0 } ? head : null;
    }

    private async Task<bool> AppendChunk(TenantId tenant, AuditRound round, OutboxEvent[] events, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryAppend(tenant, round, events, cancellation) is { } appended)
            {
                return appended;
            }
        }

        throw new TransientException($"The audit of '{tenant}' is being written by others all the time.");
    }

    /// <summary>One attempt; null when somebody else wrote at the same moment.</summary>
    private async Task<bool?> TryAppend(TenantId tenant, AuditRound round, OutboxEvent[] events, CancellationToken cancellation)
    {
        var known = await Find(tenant, cancellation);
        var head = known?.Body ?? AuditHead.Empty;
        if (round.Number < head.Round)
        {
            return false;
        }

        await Enter(tenant, head.Pending, cancellation);
        var entered = head.Taken.Concat(head.TakenBefore).ToHashSet(StringComparer.Ordinal);
        var fresh = events.Where(e => !entered.Contains(e.Id)).ToList();
        if (fresh.Count == 0)
        {
            return true;
        }

        var entries = AuditChain.Continue(head.Sequence, head.Hash, Later(head.RecordedAt), fresh);
        var next = head.With(entries).Took(round, events.Select(e => e.Id));
        if (await Save(tenant, next, known?.Revision, cancellation) is not { } revision)
        {
            return null;
        }

        await Enter(tenant, entries, cancellation);
        await Save(tenant, next with { Pending = [] }, revision, cancellation); // Whoever was faster has done the same.
        return true;
    }

    private Task Enter(TenantId tenant, IReadOnlyList<SealedEntry> entries, CancellationToken cancellation) => entries.Count == 0
        ? Task.CompletedTask
        : ledger.Append(BookOf(tenant), [.. entries.Select(EntryOf)], cancellation);

    private static LedgerEntry EntryOf(SealedEntry made)
    {
        var entry = made.Read();
        return new LedgerEntry(entry.Sequence.ToString("d19", CultureInfo.InvariantCulture), entry.RecordedAt, entry.Action, JsonSerializer.SerializeToElement(made, Json.Options));
    }

    // Whole milliseconds, since not every store keeps finer ones; never back, so that the order of time is that of the numbers.
    private DateTimeOffset Later(DateTimeOffset than)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return now > than ? now : than;
    }

    private Task<Document<AuditHead>?> Find(TenantId tenant, CancellationToken cancellation) =>
        documents.Find<AuditHead>(In(tenant), HeadKind, HeadId, cancellation);

    private async Task<Revision?> Save(TenantId tenant, AuditHead head, Revision? read, CancellationToken cancellation)
    {
        var batch = read is { } revision ? new Batch().Replace(HeadKind, HeadId, head, revision) : new Batch().Create(HeadKind, HeadId, head);
        var result = await documents.Commit(In(tenant), batch, cancellation);
        return result.Committed ? result.Revisions[0] : null;
    }
}

/// <summary>How far an audit went at a time. Kept with the audit, told in the logs, and to be kept by others: it shows when the end is cut off, or everything replaced.</summary>
/// <param name="Sequence">The number of the last entry.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="At">When it was noted, UTC.</param>
public sealed record AuditNote(long Sequence, string Hash, DateTimeOffset At);
