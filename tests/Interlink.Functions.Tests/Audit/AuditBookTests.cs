using Interlink.Core.Audit;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Audit;

/// <summary>From the outbox to a chain in the ledger, whatever happens on the way.</summary>
public sealed class AuditBookTests : IAsyncLifetime
{
    private static readonly TenantId Varam = TenantId.Parse("varam"), Reggio = TenantId.Parse("reggio");
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private LocalStorage _storage = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _storage = await LocalStorage.Open(new LocalStorageOptions { Folder = _folder.Path, Durability = Durability.ProcessLoss }, _clock);

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_tenant_has_a_chain_of_its_own_without_a_gap()
    {
        await Emit(Varam, 250);
        await Emit(Reggio, 3);
        await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
        await Emit(Varam, 10);
        await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
        Assert.Equal(Enumerable.Range(0, 260).Select(i => $"varam-{i:d4}"), await Ids(Varam));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => $"reggio-{i:d4}"), await Ids(Reggio));
        await ExpectWhole(Varam, 260);
        await ExpectWhole(Reggio, 3);
    }

    [Fact]
    public async Task What_only_the_audit_is_told_is_not_among_the_events()
    {
        await _storage.Documents.Commit(AuditBook.In(Varam), new Batch().Emit(Event("secret") with { AuditOnly = true }).Emit(Event("open")), Now);
        await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
        Assert.Equal(["secret", "open"], await Ids(Varam));
        Assert.Equal(["open"], (await new EventLog(_storage.Ledger, Dispatch()).Read(Varam, null, 10, Now)).Items.Select(e => e.Id));
    }

    [Fact]
    public async Task A_round_that_breaks_off_at_any_write_is_made_good_in_one_chain_without_a_gap_or_a_double()
    {
        for (var steps = 0; steps < 16; steps++)
        {
            var tenants = new[] { TenantId.Parse($"one-{steps}"), TenantId.Parse($"two-{steps}") };
            await Emit(tenants[0], 150);
            await Emit(tenants[1], 2);
            for (var repeat = 0; repeat < 3; repeat++)
            {
                await BreakAfter(steps + repeat);
                await Emit(tenants[0], 1);
            }

            await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
            Assert.Equal(Enumerable.Range(0, 153).Select(i => $"{tenants[0]}-{i:d4}"), await Ids(tenants[0]));
            Assert.Equal(Enumerable.Range(0, 2).Select(i => $"{tenants[1]}-{i:d4}"), await Ids(tenants[1]));
            await ExpectWhole(tenants[0], 153);
        }
    }

    [Fact]
    public async Task Several_at_once_make_one_chain()
    {
        for (var round = 0; round < 5; round++)
        {
            await Emit(Varam, 120);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Dispatch().Run(TimeSpan.FromMinutes(1), Now)));
        }

        await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"varam-{i:d4}"), await Ids(Varam));
        await ExpectWhole(Varam, 600);
    }

    [Fact]
    public async Task A_writer_that_comes_back_after_a_later_round_enters_nothing()
    {
        var book = Book();
        OutboxEvent[] events = [Stored("a"), Stored("b")];
        Assert.True(await book.Append(Varam, new AuditRound(7, "x"), events, Now));
        Assert.False(await book.Append(Varam, new AuditRound(6, "w"), [Stored("late")], Now));
        Assert.True(await book.Append(Varam, new AuditRound(8, "y"), [Stored("b"), Stored("c")], Now));
        Assert.Equal(["a", "b", "c"], await Ids(Varam));
    }

    [Fact]
    public async Task What_the_ledger_lost_shows_against_the_head_and_against_the_notes()
    {
        await Emit(Varam, 5);
        await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
        var note = await Book().Note(Varam, Now);
        Assert.Equal(5, note!.Sequence);
        Assert.Null(await Book().Note(Varam, Now));
        var cut = new VerifyAudit(Book(), new CutLedger(_storage.Ledger, 3));
        var fault = Assert.Single((await cut.Run(Varam, null, 100, Now)).Verdict.Faults);
        Assert.Equal((4, AuditFaultKind.Truncated), (fault.Sequence, fault.Kind));
    }

    [Fact]
    public async Task A_long_chain_is_verified_part_by_part()
    {
        await Emit(Varam, 90);
        await Dispatch().Run(TimeSpan.FromMinutes(1), Now);
        var (verify, after, seen) = (new VerifyAudit(Book(), _storage.Ledger), (string?)null, 0L);
        do
        {
            var part = await verify.Run(Varam, after, 40, Now);
            Assert.True(part.Verdict.Ok);
            (after, seen) = (part.Next, seen + part.Verdict.Entries);
        }
        while (after is not null);

        Assert.Equal(90, seen);
    }

    private async Task BreakAfter(int steps)
    {
        var broken = new BreakingStores(_storage.Ledger, _storage.Documents, steps);
        var book = new AuditBook(broken, broken, _clock);
        try
        {
            await new OutboxDispatch(_storage.Outbox, broken, broken, book, _clock).Run(TimeSpan.FromMinutes(1), Now);
        }
        catch (IOException)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private AuditBook Book() => new(_storage.Ledger, _storage.Documents, _clock);

    private OutboxDispatch Dispatch() => new(_storage.Outbox, _storage.Ledger, _storage.Documents, Book(), _clock);

    private readonly Dictionary<TenantId, int> _emitted = [];

    private async Task Emit(TenantId tenant, int count)
    {
        var from = _emitted.GetValueOrDefault(tenant);
        _emitted[tenant] = from + count;
        foreach (var ids in Enumerable.Range(from, count).Chunk(90))
        {
            var batch = ids.Aggregate(new Batch(), (b, i) => b.Emit(Event($"{tenant}-{i:d4}")));
            await _storage.Documents.Commit(Partition.Of(tenant, "notes"), batch, Now);
        }
    }

    private DomainEvent Event(string id) => new(id, "note.created", _clock.GetUtcNow(), "somebody", "note", new { id });

    private OutboxEvent Stored(string id) =>
        new(Varam, "notes", id, "note.created", _clock.GetUtcNow(), "somebody", "note", System.Text.Json.JsonElement.Parse("{}"));

    private async Task<List<string>> Ids(TenantId tenant)
    {
        var ids = new List<string>();
        await foreach (var entry in new AuditLog(Book(), _storage.Ledger).Read(tenant, null, null, Now))
        {
            ids.Add(entry.Read().Id);
        }

        return ids;
    }

    private async Task ExpectWhole(TenantId tenant, long entries)
    {
        var part = await new VerifyAudit(Book(), _storage.Ledger).Run(tenant, null, 10_000, Now);
        Assert.Empty(part.Verdict.Faults);
        Assert.Equal((entries, 1L, entries), (part.Verdict.Entries, part.Verdict.First, part.Verdict.Last));
    }

    /// <summary>A ledger whose end is gone.</summary>
    private sealed class CutLedger(ILedger ledger, int left) : ILedger
    {
        public Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation) => ledger.Append(book, entries, cancellation);

        public IAsyncEnumerable<LedgerEntry> Read(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
            ledger.Read(book, from, to, cancellation).Take(left);
    }
}
