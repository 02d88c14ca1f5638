using System.Globalization;
using System.Text.Json;

namespace Interlink.Core.Audit;

/// <summary>Looks entry by entry whether a chain is whole. Begins with the first entry, or with any later one, whose place it then has to believe.</summary>
/// <param name="anchors">Places of the chain that were noted elsewhere.</param>
public sealed class AuditVerifier(IEnumerable<AuditAnchor>? anchors = null)
{
    /// <summary>Most faults that are told one by one.</summary>
    public const int MaxFaults = 20;

    private readonly List<AuditAnchor> _anchors = [.. anchors ?? []];
    private readonly List<AuditFault> _faults = [];
    private long _entries, _first, _faulty;
    private (long Sequence, string Hash)? _last;

    /// <summary>Goes on after an entry that was verified before.</summary>
    public static AuditVerifier After(long sequence, string hash, IEnumerable<AuditAnchor>? anchors = null) => new(anchors) { _last = (sequence, hash) };

    /// <summary>Takes a note of a place that is still to come.</summary>
    public void Expect(AuditAnchor noted) => _anchors.Add(noted);

    /// <summary>Takes the next entry; null for what stands in the place of one and is none.</summary>
    public void Add(SealedEntry? next)
    {
        if (next is null || SequenceOf(next) is not { } sequence)
        {
            Fault(_last?.Sequence + 1 ?? 1, AuditFaultKind.Malformed, "What stands here is not an entry.");
            return;
        }

        _first = _entries++ == 0 ? sequence : _first;
        CheckPlace(sequence, next.Previous);
        CheckHash(sequence, next);
        if (_anchors.Exists(a => a.Sequence == sequence && a.Hash != next.Hash))
        {
            Fault(sequence, AuditFaultKind.Replaced, "Its hash is not the one that was noted elsewhere: it, or something before it, was replaced together with all that follows.");
        }

        _last = (sequence, next.Hash);
    }

    /// <summary>What was found, after the last entry.</summary>
    /// <param name="isEnd">Whether nothing follows, so that a note of a later entry means that the end was cut off.</param>
    public AuditVerdict Finish(bool isEnd = true)
    {
        var (last, noted) = (_last?.Sequence ?? 0, _anchors.Select(a => a.Sequence).DefaultIfEmpty().Max());
        if (isEnd && noted > last)
        {
            Fault(last + 1, AuditFaultKind.Truncated, $"The audit went on to entry {Number(noted)}, as was noted; the end is missing.");
        }

        return new AuditVerdict(_entries, _entries > 0 ? _first : null, _entries > 0 ? _last?.Sequence : null, _last?.Hash, _faulty, _faults);
    }

    /// <summary>What was found in a file that says itself where it ends.</summary>
    /// <param name="end">What it says; null when it does not say it.</param>
    public AuditVerdict Finish(AuditAnchor? end)
    {
        if (end is null)
        {
            Fault((_last?.Sequence ?? 0) + 1, AuditFaultKind.Truncated, "The file does not say where it ends: it was cut off.");
        }
        else if (end.Sequence > 0 && end != new AuditAnchor(_last?.Sequence ?? 0, _last?.Hash ?? ""))
        {
            Fault((_last?.Sequence ?? 0) + 1, AuditFaultKind.Truncated, $"The file says that it ends with entry {Number(end.Sequence)} and another hash.");
        }

        return Finish();
    }

    private static long? SequenceOf(SealedEntry entry) =>
        entry.Entry.ValueKind is JsonValueKind.Object && entry.Entry.TryGetProperty("sequence", out var number)
            && number.ValueKind is JsonValueKind.Number && number.TryGetInt64(out var sequence) && sequence > 0 ? sequence : null;

    private void CheckPlace(long sequence, string previous)
    {
        if (_last is not { } last)
        {
            if (sequence == 1 && previous != AuditChain.Start)
            {
                Fault(sequence, AuditFaultKind.Broken, "The first entry must follow 64 zeros.");
            }
        }
        else if (sequence > last.Sequence + 1)
        {
            Fault(sequence, AuditFaultKind.Missing, $"Entries {Number(last.Sequence + 1)} to {Number(sequence - 1)} are missing before it.");
        }
        else if (sequence <= last.Sequence)
        {
            Fault(sequence, AuditFaultKind.Misplaced, $"It stands after entry {Number(last.Sequence)}: it was put in, repeated or moved.");
        }
        else if (previous != last.Hash)
        {
            Fault(sequence, AuditFaultKind.Broken, last.Sequence == 0
                ? "The first entry must follow 64 zeros."
                : $"It does not follow entry {Number(last.Sequence)} as that stands now: one of the two was replaced.");
        }
    }

    private void CheckHash(long sequence, SealedEntry next)
    {
        try
        {
            if (AuditChain.Hash(next.Previous, next.Entry) != next.Hash)
            {
                Fault(sequence, AuditFaultKind.Changed, "Its hash is not that of what it says: it was changed.");
            }
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidOperationException)
        {
            Fault(sequence, AuditFaultKind.Malformed, $"Its hash cannot be computed: {malformed.Message}");
        }
    }

    private void Fault(long sequence, AuditFaultKind kind, string detail)
    {
        _faulty++;
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new AuditFault(sequence, kind, detail));
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A place of a chain, noted outside it.</summary>
/// <param name="Sequence">The number of an entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditAnchor(long Sequence, string Hash);

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries were looked at.</param>
/// <param name="First">The number of the first; null when there was none.</param>
/// <param name="Last">The number of the last.</param>
/// <param name="Hash">The hash of the last, to go on from or to compare with a note; null when there is none.</param>
/// <param name="Faulty">How many faults there are.</param>
/// <param name="Faults">The first of them, at most <see cref="AuditVerifier.MaxFaults"/>; empty when all is well.</param>
public sealed record AuditVerdict(long Entries, long? First, long? Last, string? Hash, long Faulty, IReadOnlyList<AuditFault> Faults)
{
    /// <summary>Whether nothing was found.</summary>
    public bool Ok => Faulty == 0;
}

/// <summary>A place at which a chain is not what it was.</summary>
/// <param name="Sequence">The entry at which it shows.</param>
/// <param name="Kind">How.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record AuditFault(long Sequence, AuditFaultKind Kind, string Detail);

/// <summary>How a chain can be broken.</summary>
public enum AuditFaultKind
{
    /// <summary>An entry says something else than when it was hashed.</summary>
    Changed,

    /// <summary>An entry does not follow the one before it.</summary>
    Broken,

    /// <summary>Entries were taken out.</summary>
    Missing,

    /// <summary>An entry was put in, repeated or moved.</summary>
    Misplaced,

    /// <summary>The end was cut off.</summary>
    Truncated,

    /// <summary>The chain is whole in itself, but is not the one that was noted.</summary>
    Replaced,

    /// <summary>Something that is not an entry stands in the place of one.</summary>
    Malformed,
}
