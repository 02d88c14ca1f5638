using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Events;

/// <summary>An event as a tenant reads it.</summary>
/// <param name="Id">Unique in the tenant; an event that is read again has the same.</param>
/// <param name="Type">A noun and what happened to it: <c>process.created</c>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Actor">Subject of the caller who did it.</param>
/// <param name="Subject">Id of what it happened to.</param>
/// <param name="Data">Ids and particulars; see the list of events.</param>
public sealed record LoggedEvent(string Id, string Type, DateTimeOffset At, string Actor, string Subject, JsonElement Data);

/// <summary>Some events in the order in which they were handed on.</summary>
/// <param name="Next">Where to go on; also when there is nothing more yet.</param>
public sealed record EventPage(IReadOnlyList<LoggedEvent> Items, string Next);

/// <summary>What has happened in a tenant, to be read from any place on.</summary>
public sealed class EventLog(ILedger ledger, OutboxDispatch dispatch)
{
    /// <summary>Most events of a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>Reads on from a place.</summary>
    /// <param name="after">From <see cref="EventPage.Next"/>; null from the beginning.</param>
    /// <param name="limit">1 to <see cref="MaxLimit"/>.</param>
    /// <exception cref="InvalidCursorException">The place is not one that was answered.</exception>
    public async Task<EventPage> Read(TenantId tenant, string? after, int limit, CancellationToken cancellation)
    {
        var place = after is null ? new Place(0, "") : Place.Parse(after);
        var items = new List<LoggedEvent>();
        if (await dispatch.Settled(cancellation) is { } settled)
        {
            await foreach (var entry in ledger.Read(BookOf(tenant), place.At, settled.AddMilliseconds(1), cancellation))
            {
                if (!place.IsBefore(entry))
                {
                    continue;
                }

                place = Place.Of(entry);
                items.Add(entry.Data.Deserialize<LoggedEvent>(Json.Options)!);
                if (items.Count == limit)
                {
                    break;
                }
            }
        }

        return new EventPage(items, place.ToString());
    }

    /// <summary>The place before everything that became known from a time on.</summary>
    public static string PlaceAt(DateTimeOffset time) => new Place(Math.Max(0, time.ToUnixTimeMilliseconds() - 1), "~").ToString();

    internal static Book BookOf(TenantId tenant) => new(tenant, "events");

    internal static LedgerEntry EntryOf(OutboxEvent stored, DateTimeOffset at) => new(
        stored.Id, at, stored.Type,
        JsonSerializer.SerializeToElement(new LoggedEvent(stored.Id, stored.Type, stored.At, stored.Actor, stored.Subject, stored.Data), Json.Options));

    /// <summary>A place in the order of time, then key.</summary>
    private readonly record struct Place(long Milliseconds, string Key)
    {
        public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

        public static Place Of(LedgerEntry entry) => new(entry.At.ToUnixTimeMilliseconds(), entry.Key);

        public static Place Parse(string text)
        {
            var parts = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 2) : [];
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                    ? new Place(at, parts[1])
                    : throw new InvalidCursorException();
        }

        public bool IsBefore(LedgerEntry entry)
        {
            var at = entry.At.ToUnixTimeMilliseconds();
            return at > Milliseconds || (at == Milliseconds && string.CompareOrdinal(entry.Key, Key) > 0);
        }

        public override string ToString() =>
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Milliseconds} {Key}")));
    }
}
