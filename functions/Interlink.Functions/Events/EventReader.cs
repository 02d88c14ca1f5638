using System.Runtime.CompilerServices;
using System.Text.Json;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;

namespace Interlink.Functions.Events;

/// <summary>Which events somebody wants.</summary>
/// <param name="Types">Types as endpoints name them (<see cref="EventTypeFilter"/>); empty for all.</param>
/// <param name="Process">Of which process; null for all.</param>
public sealed record EventWish(IReadOnlyList<string> Types, string? Process)
{
    /// <summary>Whether an event is wanted.</summary>
    public bool Admits(LoggedEvent told) =>
        (Types.Count == 0 || EventTypeFilter.Accepts(Types, told.Type)) && (Process is null || WebhookFanOut.ProcessOf(told.Data) == Process);
}

/// <summary>Reads the event log for those who wait for news.</summary>
public sealed class EventReader(EventLog log, TimeProvider clock)
{
    private const int Round = 100;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(15);

    // Readers come again with the place they were at, and are asked anew who they are: whoever lost the right to read has lost it within this time.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Reads a page; one without anything wanted only when the time is over.</summary>
    /// <param name="atMost">How long to wait for something.</param>
    /// <exception cref="Core.Storage.InvalidCursorException">The place is not one that was answered.</exception>
    public async Task<EventPage> Read(TenantId tenant, string? after, int limit, EventWish wish, TimeSpan atMost, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + atMost;
        while (true)
        {
            var page = await log.Read(tenant, after, limit, cancellation);
            var wanted = page.Items.Where(wish.Admits).ToList();
            if (wanted.Count > 0 || clock.GetUtcNow() >= until)
            {
                return page with { Items = wanted };
            }

            if (page.Items.Count < limit)
            {
                await Task.Delay(s_look, clock, cancellation);
            }

            after = page.Next;
        }
    }

    /// <summary>Server-sent events (WHATWG HTML, 9.2): each with its place as <c>id</c>, so that a reader who was cut off goes on where it was. A comment now and then keeps the
    /// connection open; after a minute it ends.</summary>
    /// <param name="after">A place, as <see cref="EventLog.IsPlace"/> says; null from the beginning.</param>
    public async IAsyncEnumerable<string> Stream(TenantId tenant, string? after, EventWish wish, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (end, beat) = (clock.GetUtcNow() + s_longest, clock.GetUtcNow() + s_beat);
        yield return "retry: 1000\n";
        while (clock.GetUtcNow() < end)
        {
            var page = await log.ReadPlaced(tenant, after, Round, cancellation);
            foreach (var (told, place) in page)
            {
                after = place;
                if (wish.Admits(told))
                {
                    beat = clock.GetUtcNow() + s_beat;
                    yield return $"id: {place}\nevent: {told.Type}\ndata: {JsonSerializer.Serialize(told, Json.Options)}\n";
                }
            }

            if (page.Count < Round)
            {
                if (clock.GetUtcNow() >= beat)
                {
                    beat = clock.GetUtcNow() + s_beat;
                    yield return $": nothing new\n{(after is null ? "" : $"id: {after}\n")}";
                }

                await Task.Delay(s_look, clock, cancellation);
            }
        }
    }
}
