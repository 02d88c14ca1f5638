using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Contracts;

/// <summary>What every <see cref="ILedger"/> does.</summary>
public abstract class LedgerContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    private readonly TenantId _tenant = TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}");

    protected ILedger Ledger { get; private set; } = null!;

    private Book Usage => new(_tenant, "usage");

    public async ValueTask InitializeAsync() => Ledger = await Create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Close();
    }

    [Fact]
    public async Task Entries_are_read_in_order_of_time_then_key()
    {
        Assert.Equal(4, await Ledger.Append(Usage, [Entry("c", 1), Entry("a", 2), Entry("b", 1), Entry("d", 0)], Now));
        Assert.Equal(["d", "b", "c", "a"], await Keys(Noon, Noon.AddHours(1)));
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_with_its_time_in_utc()
    {
        var at = new DateTimeOffset(2026, 3, 1, 14, 30, 15, TimeSpan.FromHours(2)).AddTicks(1234567);
        await Ledger.Append(Usage, [new LedgerEntry("key '\"%", at, "asset_stored", JsonSerializer.SerializeToElement(new { bytes = 12L, name = "Ā \"x\"" }))], Now);
        var found = Assert.Single(await All(Noon, Noon.AddHours(1)));
        Assert.Equal(("key '\"%", "asset_stored"), (found.Key, found.Kind));
        Assert.True(found.At.EqualsExact(at.ToUniversalTime()));
        Assert.Equal(12, found.Data.GetProperty("bytes").GetInt64());
        Assert.Equal("Ā \"x\"", found.Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_first_time_is_included_and_the_last_is_not()
    {
        await Ledger.Append(Usage, [Entry("a", 0), Entry("b", 1), Entry("c", 2)], Now);
        Assert.Equal(["a", "b"], await Keys(Noon, Noon.AddMinutes(2)));
        Assert.Equal(["b"], await Keys(Noon.AddTicks(1), Noon.AddMinutes(2)));
        Assert.Empty(await Keys(Noon.AddMinutes(2), Noon.AddMinutes(2)));
    }

    [Fact]
    public async Task A_key_is_written_once_and_the_first_entry_stays()
    {
        Assert.Equal(1, await Ledger.Append(Usage, [Entry("a", 0)], Now));
        Assert.Equal(1, await Ledger.Append(Usage, [Entry("a", 5), Entry("b", 6), Entry("b", 7)], Now));
        Assert.Equal(0, await Ledger.Append(Usage, [Entry("b", 6)], Now));
        Assert.Equal([("a", Noon), ("b", Noon.AddMinutes(6))], (await All(Noon, Noon.AddDays(1))).Select(e => (e.Key, e.At)));
        Assert.Equal(0, await Ledger.Append(Usage, [], Now));
    }

    [Fact]
    public async Task Many_who_append_the_same_key_write_it_once()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => Ledger.Append(Usage, [Entry("same", i)], Now))));
        Assert.Equal(1, written.Sum());
        Assert.Single(await All(Noon, Noon.AddDays(1)));
    }

    [Fact]
    public async Task Books_and_tenants_are_kept_apart()
    {
        await Ledger.Append(Usage, [Entry("a", 0)], Now);
        Assert.Equal(1, await Ledger.Append(new Book(_tenant, "audit"), [Entry("a", 1)], Now));
        Assert.Equal(1, await Ledger.Append(new Book(TenantId.Parse(_tenant.Value + "-x"), "usage"), [Entry("a", 2)], Now));
        Assert.Equal([Noon], (await All(Noon, Noon.AddDays(1))).Select(e => e.At));
    }

    [Fact]
    public async Task Long_ranges_are_streamed_to_their_end()
    {
        for (var round = 0; round < 6; round++)
        {
            await Ledger.Append(Usage, [.. Enumerable.Range(0, 300).Select(i => Entry($"{round:d2}-{i:d3}", i % 7))], Now);
        }

        var all = await All(Noon, Noon.AddDays(1));
        Assert.Equal(1_800, all.Count);
        Assert.Equal(all.OrderBy(e => e.At).ThenBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key), all.Select(e => e.Key));
        Assert.Equal("00-000", (await Ledger.Read(Usage, Noon, Noon.AddDays(1), Now).FirstAsync(Now)).Key);
    }

    /// <summary>Makes the port under test.</summary>
    protected abstract Task<ILedger> Create();

    /// <summary>Gives back what <see cref="Create"/> made.</summary>
    protected virtual ValueTask Close() => ValueTask.CompletedTask;

    private static LedgerEntry Entry(string key, int minutes) => new(key, Noon.AddMinutes(minutes), "fact", JsonSerializer.SerializeToElement(new { minutes }));

    private async Task<IReadOnlyList<LedgerEntry>> All(DateTimeOffset from, DateTimeOffset to) => await Ledger.Read(Usage, from, to, Now).ToListAsync(Now);

    private async Task<IEnumerable<string>> Keys(DateTimeOffset from, DateTimeOffset to) => (await All(from, to)).Select(e => e.Key);
}
