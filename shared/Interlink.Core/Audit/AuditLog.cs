using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary>Which entries to list; what is null does not matter.</summary>
public sealed record AuditFilter
{
    /// <summary>Subject of who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>An action, or the noun before its dot for all of that noun's.</summary>
    public string? Action { get; init; }

    /// <summary>Id of what it was done to.</summary>
    public string? Object { get; init; }

    /// <summary>Whether it was done.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Trace id of the request that led to it.</summary>
    public string? Correlation { get; init; }

    /// <summary>Happened at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Happened before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether an entry is wanted.</summary>
    public bool Matches(AuditEntry entry) =>
        (Actor is null || entry.Actor == Actor)
        && (Action is null || entry.Action == Action || entry.Action.StartsWith($"{Action}.", StringComparison.Ordinal))
        && (Object is null || entry.Object == Object)
        && (Outcome is null || entry.Outcome == Outcome)
        && (Correlation is null || entry.Correlation == Correlation)
        && (From is null || entry.At >= From)
        && (To is null || entry.At < To);
}

/// <summary>Some entries, the latest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Entries">How many there are in the tenant's audit, wanted or not.</param>
/// <param name="Next">Where to go on; null when everything was looked through. May be there though <paramref name="Items"/> are few, or none.</param>
/// <param name="SearchedTo">Up to which time was looked; null when everything was.</param>
public sealed record AuditList(IReadOnlyList<(SealedEntry Sealed, AuditEntry Entry)> Items, long Entries, string? Next, DateTimeOffset? SearchedTo);

/// <summary>Reads the audit of a tenant.</summary>
public sealed class AuditLog(AuditBook book, ILedger ledger)
{
    /// <summary>About how many entries are looked through for one page.</summary>
    public const int MaxScan = 20_000;

    private static readonly TimeSpan FirstWindow = TimeSpan.FromMinutes(1);

    /// <summary>Lists entries, the latest first.</summary>
    /// <exception cref="InvalidCursorException">The cursor is malformed.</exception>
    public async Task<AuditList> List(TenantId tenant, AuditFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var before = page.Cursor is null ? (Place?)null : Place.Parse(page.Cursor);
        if (await book.Settled(tenant, cancellation) is not { } head)
        {
            return new AuditList([], 0, null, null);
        }

        var lowest = Latest(head.FirstAt, Shifted(filter.From, -head.EarliestBy));
        var upper = Earliest(before?.At ?? head.RecordedAt, Shifted(filter.To, head.LatestBy)).AddMilliseconds(1);
        var (found, scanned, width) = (new List<(SealedEntry Sealed, AuditEntry Entry)>(), 0, FirstWindow);
        while (upper > lowest && found.Count < page.Limit && scanned < MaxScan)
        {
            var from = Latest(lowest, upper - width);
            var (window, count) = await Window(tenant, from, upper, e => filter.Matches(e) && before?.IsAfter(e) != false, page.Limit - found.Count, cancellation);
            found.AddRange(window.Reverse());
            (upper, scanned) = (from, scanned + count);
            width = count > MaxScan / 4 ? FirstWindow : width * 2;
        }

        var next = found.Count == page.Limit ? Place.Of(found[^1].Entry) : new Place(upper, 0);
        return upper <= lowest && found.Count < page.Limit
            ? new AuditList(found, head.Sequence, null, null)
            : new AuditList(found, head.Sequence, next.ToString(), next.At);
    }

    /// <summary>Every entry that was recorded in a time, in order.</summary>
    /// <param name="from">The earliest time, included; null from the first entry.</param>
    /// <param name="to">The latest time, excluded; null to the last entry.</param>
    public async IAsyncEnumerable<SealedEntry> Read(
        TenantId tenant, DateTimeOffset? from, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await book.Settled(tenant, cancellation) is not { } head)
        {
            yield break;
        }

        var end = head.RecordedAt.AddMilliseconds(1);
        await foreach (var entry in ledger.Read(AuditBook.BookOf(tenant), from ?? head.FirstAt, Earliest(end, to), cancellation))
        {
            var next = entry.Data.Deserialize<SealedEntry>(Json.Options)!;
            if (next.Sequence <= head.Sequence)
            {
                yield return next;
            }
        }
    }

    /// <summary>How far the audit goes, and which kinds of action there are.</summary>
    public async Task<AuditState> State(TenantId tenant, CancellationToken cancellation)
    {
        var head = await book.Settled(tenant, cancellation) ?? AuditHead.Empty;
        return new AuditState(head.Sequence, head.Hash, head.Sequence == 0 ? null : head.RecordedAt, head.Actions);
    }

    /// <summary>The last so many entries of a window that are wanted, in order; and how many there are in all.</summary>
    private async Task<(IEnumerable<(SealedEntry Sealed, AuditEntry Entry)> Found, int Count)> Window(
        TenantId tenant, DateTimeOffset from, DateTimeOffset to, Func<AuditEntry, bool> wanted, int most, CancellationToken cancellation)
    {
        var (found, count) = (new Queue<(SealedEntry, AuditEntry)>(), 0);
        await foreach (var entry in ledger.Read(AuditBook.BookOf(tenant), from, to, cancellation))
        {
            count++;
            var made = entry.Data.Deserialize<SealedEntry>(Json.Options)!;
            if (made.Read() is { } read && wanted(read))
            {
                found.Enqueue((made, read));
                if (found.Count > most)
                {
                    found.Dequeue();
                }
            }
        }

        return (found, count);
    }

    // Where there is no such time, the bound is no bound.
    private static DateTimeOffset? Shifted(DateTimeOffset? time, long milliseconds) =>
        time is { } t && t.UtcTicks + (milliseconds * TimeSpan.TicksPerMillisecond) is var ticks && ticks > 0 && ticks < DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerDay
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    /// <summary>A place in the audit; what comes next lies before it.</summary>
    private readonly record struct Place(DateTimeOffset At, long Sequence)
    {
        public static Place Of(AuditEntry entry) => new(entry.RecordedAt, entry.Sequence);

        public static Place Parse(string text)
        {
            var parts = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ') : [];
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                    ? new Place(DateTimeOffset.FromUnixTimeMilliseconds(at), sequence)
                    : throw new InvalidCursorException();
        }

        public bool IsAfter(AuditEntry entry) => entry.RecordedAt < At || (entry.RecordedAt == At && entry.Sequence < Sequence);

        public override string ToString() =>
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()} {Sequence}")));
    }
}

/// <summary>How far an audit goes.</summary>
/// <param name="Sequence">The number of the last entry; 0 when there is none.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="RecordedAt">Its time; null when there is none.</param>
/// <param name="Actions">Every kind of action that there is an entry of, in order.</param>
public sealed record AuditState(long Sequence, string Hash, DateTimeOffset? RecordedAt, IReadOnlyList<string> Actions);
