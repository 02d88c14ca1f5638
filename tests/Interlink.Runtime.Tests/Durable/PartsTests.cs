using FsCheck;
using FsCheck.Fluent;
using Interlink.Runtime.Durable;
using Interlink.Testing;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>Parts of the engine by themselves.</summary>
public sealed class PartsTests
{
    [Fact]
    public void A_turn_comes_back_from_its_bytes_as_it_was() =>
        Prop.ForAll<(byte Kind, int Task, string? Name, string? Data, long At)[]>(parts =>
        {
            var kinds = Enum.GetValues<EventKind>().Where(kind => kind != EventKind.TurnStarted).ToArray();
            List<HistoryEvent> lines =
            [
                .. parts.Select(part => new HistoryEvent(kinds[part.Kind % kinds.Length], Math.Abs(part.Task % 100_000) - 1, Whole(part.Name), Whole(part.Data), part.At)),
            ];
            List<HistoryEvent> read = [];
            HistoryCodec.Decode(42, HistoryCodec.Encode(lines), read);
            Assert.Equal(new HistoryEvent(EventKind.TurnStarted, At: 42), read[0]);
            Assert.Equal(lines, read[1..]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_were_cut_or_changed_are_refused_or_read_but_never_crash() =>
        Prop.ForAll<byte[], byte>((bytes, cut) =>
        {
            List<HistoryEvent> read = [];
            var exception = Record.Exception(() => HistoryCodec.Decode(1, [1, .. bytes], read));
            Assert.True(exception is null or InvalidDataException, $"{exception}");
            var whole = HistoryCodec.Encode([new HistoryEvent(EventKind.EventRaised, Name: "name", Data: "some data")]);
            Assert.Throws<InvalidDataException>(() => HistoryCodec.Decode(1, whole.AsSpan(0, 2 + (cut % (whole.Length - 2))), read));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Timers_fire_in_order_though_few_are_held_and_the_others_are_fetched() =>
        Prop.ForAll<ushort[], ushort[]>((dues, canceled) =>
        {
            var clock = new FakeClock();
            var began = clock.GetUtcNow();
            var stored = new SortedSet<TimerCall>(dues.Select((due, i) => new TimerCall($"i{i}", i + 1, 1, 0, began.AddSeconds(due))));
            List<TimerCall> fired = [];
            TimerQueue queue = null!;
            void Fetch() => queue.Refill(
                [.. stored.Where(timer => queue.Horizon is not { } horizon || timer.CompareTo(horizon) > 0).Take(8)],
                stored.Count(timer => queue.Horizon is not { } horizon || timer.CompareTo(horizon) > 0) < 8);
            using (queue = new TimerQueue(clock, 8, fired.Add, Fetch))
            {
                Fetch();
                foreach (var timer in stored) queue.Add(timer);
                foreach (var timer in canceled.Select(number => stored.ElementAtOrDefault(number % Math.Max(1, stored.Count))).Where(timer => timer.Key > 0).ToArray())
                {
                    stored.Remove(timer);
                    queue.Remove(timer);
                }

                Assert.InRange(queue.Count, 0, 16);
                for (var hour = 0; hour < 20; hour++) clock.Advance(TimeSpan.FromHours(1));
            }

            Assert.Equal(stored.Select(timer => timer.Due), fired.Select(timer => timer.Due));
            Assert.Equal(stored.Select(timer => timer.Key).Order(), fired.Select(timer => timer.Key).Order());
        }).QuickCheckThrowOnFailure();

    /// <summary>Half a character cannot be written as UTF-8; JSON never has one.</summary>
    private static string? Whole(string? text) => text is null ? null : string.Concat(text.Where(letter => !char.IsSurrogate(letter)));
}
