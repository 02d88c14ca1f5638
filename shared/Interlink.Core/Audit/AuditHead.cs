namespace Interlink.Core.Audit;

/// <summary>How far a tenant's audit goes. Kept as a document, apart from the ledger with the entries, and changed before them.</summary>
/// <param name="Sequence">The number of the last entry.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="RecordedAt">Its time.</param>
internal sealed record AuditHead(long Sequence, string Hash, DateTimeOffset RecordedAt)
{
    /// <summary>Most kinds of action that are remembered.</summary>
    private const int MaxActions = 500;

    /// <summary>The head of an audit without entries.</summary>
    public static AuditHead Empty { get; } = new(0, AuditChain.Start, DateTimeOffset.UnixEpoch);

    /// <summary>The time of the first entry.</summary>
    public DateTimeOffset FirstAt { get; init; }

    /// <summary>The longest time that an entry was recorded after it happened, in milliseconds; and before, when clocks disagree.</summary>
    public long LatestBy { get; init; }

    /// <inheritdoc cref="LatestBy"/>
    public long EarliestBy { get; init; }

    /// <summary>The round of the outbox from which the latest entries are. A writer of an earlier one comes too late.</summary>
    public long Round { get; init; }

    /// <summary>Names the place in the outbox from which that round was read.</summary>
    public string Place { get; init; } = "";

    /// <summary>Ids of the events that were taken from that place.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>Ids of those that were taken from the place before.</summary>
    public IReadOnlyList<string> TakenBefore { get; init; } = [];

    /// <summary>The latest entries, which may not be in the ledger yet. Whoever finds them there adds them: the same entries, under the same keys.</summary>
    public IReadOnlyList<SealedEntry> Pending { get; init; } = [];

    /// <summary>Every kind of action that there is an entry of, in order.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>The head with further entries.</summary>
    public AuditHead With(IReadOnlyList<SealedEntry> entries)
    {
        var read = entries.Select(e => e.Read()).ToList();
        var delays = read.Select(e => (long)(e.RecordedAt - e.At).TotalMilliseconds).ToList();
        return this with
        {
            Sequence = read[^1].Sequence,
            Hash = entries[^1].Hash,
            RecordedAt = read[^1].RecordedAt,
            FirstAt = Sequence == 0 ? read[0].RecordedAt : FirstAt,
            LatestBy = Math.Max(LatestBy, delays.Max()),
            EarliestBy = Math.Max(EarliestBy, -delays.Min()),
            Pending = entries,
            Actions = [.. Actions.Concat(read.Select(e => e.Action)).Distinct().Order(StringComparer.Ordinal).Take(MaxActions)],
        };
    }

    /// <summary>The head with the ids of events that a round brought; those of the round before the last are forgotten.</summary>
    public AuditHead Took(AuditRound round, IEnumerable<string> ids) => Place == round.Place
        ? this with { Round = round.Number, Taken = [.. Taken.Union(ids, StringComparer.Ordinal)] }
        : this with { Round = round.Number, Place = round.Place, TakenBefore = Taken, Taken = [.. ids] };
}

/// <summary>One reading of the outbox.</summary>
/// <param name="Number">Grows with each; the larger one is the later one, also between programs.</param>
/// <param name="Place">Names the place from which it was read; the same place may be read again.</param>
public sealed record AuditRound(long Number, string Place);
