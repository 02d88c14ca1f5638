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

/// <summary>An event and the place after it.</summary>
/// <param name="Place">Where to go on, as <see cref="EventPage.Next"/>.</param>
public sealed record PlacedEvent(LoggedEvent Event, string Place);

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
        var placed = await ReadPlaced(tenant, after, limit, cancellation);
        return new EventPage([.. placed.Select(p => p.Event)], placed is [.., var last] ? last.Place : after ?? new Place(0, "").ToString());
    }

    /// <summary>Reads on from a place; each event comes with the place after it.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <exception cref="InvalidCursorException">The place is not one that was answered.</exception>
    public async Task<IReadOnlyList<PlacedEvent>> ReadPlaced(TenantId tenant, string? after, int limit, CancellationToken cancellation)
    {
        var place = after is null ? new Place(0, "") : Place.Parse(after);
        var items = new List<PlacedEvent>();
        if (await dispatch.Settled(cancellation) is { } settled)
        {
            await foreach (var entry in ledger.Read(BookOf(tenant), place.At, settled.AddMilliseconds(1), cancellation))
            {
                if (!place.IsBefore(entry))
                {
                    continue;
                }

                place = Place.Of(entry);
                items.Add(new PlacedEvent(entry.Data.Deserialize<LoggedEvent>(Json.Options)!, place.ToString()));
                if (items.Count == limit)
                {
                    break;
                }
            }
        }

        return items;
    }

    /// <summary>Brings everything into the log that has happened until now; else it follows some seconds behind.</summary>
    /// <exception cref="TransientException">It could not be done now.</exception>
    public Task CatchUp(CancellationToken cancellation) => dispatch.CatchUp(cancellation);

    /// <summary>Whether a text is a place as this log answers them.</summary>
    public static bool IsPlace(string text) => Place.TryParse(text, out _);

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

        public static Place Parse(string text) => TryParse(text, out var place) ? place : throw new InvalidCursorException();

        public static bool TryParse(string text, out Place place)
        {
            var parts = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 2) : [];
            place = parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                    ? new Place(at, parts[1])
                    : new Place(-1, "");
            return place.Milliseconds >= 0;
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
