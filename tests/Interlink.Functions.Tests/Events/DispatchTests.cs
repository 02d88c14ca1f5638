using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Interlink.Core.Audit;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Events;

public sealed class DispatchTests : IAsyncLifetime
{
    private static readonly TenantId Varam = TenantId.Parse("varam"), Reggio = TenantId.Parse("reggio");
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private LocalStorage _storage = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _storage = await LocalStorage.Open(new LocalStorageOptions { Folder = _folder.Path, Durability = Durability.ProcessLoss }, _clock);

    [Fact]
    public async Task Each_tenant_reads_its_own_events_in_the_order_of_the_commits()
    {
        await Emit(Varam, "a1", "a2");
        await Emit(Reggio, "b1");
        await Emit(Varam, "a3");
        Assert.Equal(4, await Dispatch().Run(Long, Now));
        Assert.Equal(["a1", "a2", "a3"], await ReadAll(Varam, 2));
        Assert.Equal(["b1"], await ReadAll(Reggio, 100));
        Assert.Equal(0, await Dispatch().Run(Long, Now));
    }

    [Fact]
    public async Task How_long_the_oldest_event_has_waited_is_told()
    {
        var told = new ConcurrentQueue<double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "interlink.work.oldest_age")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => told.Enqueue(seconds));
        listener.Start();
        await Emit(Varam, "a1");
        _clock.Advance(TimeSpan.FromSeconds(4321));
        await Emit(Varam, "a2");
        await Dispatch().Run(Long, Now);
        Assert.Contains(4321, told.Select(seconds => Math.Round(seconds)));
    }

    [Fact]
    public async Task A_reader_goes_on_where_it_stopped_and_misses_nothing()
    {
        var log = Log();
        string? place = null;
        var seen = new List<string>();
        for (var round = 0; round < 20; round++)
        {
            await Emit(Varam, [.. Enumerable.Range(0, round % 4).Select(i => $"e{round:00}-{i}")]);
            await Dispatch().Run(Long, Now);
            var page = await log.Read(Varam, place, 3, Now);
            seen.AddRange(page.Items.Select(e => e.Id));
            place = page.Next;
        }

        for (var page = await log.Read(Varam, place, 3, Now); page.Items.Count > 0; page = await log.Read(Varam, page.Next, 3, Now))
        {
            seen.AddRange(page.Items.Select(e => e.Id));
        }

        Assert.Equal(await ReadAll(Varam, 100), seen);
        Assert.Equal(30, seen.Count);
        Assert.Equal(30, seen.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_round_that_breaks_off_anywhere_is_made_good_without_a_gap_or_a_double(int steps)
    {
        await Emit(Varam, "a1", "a2");
        await Emit(Reggio, "b1");
        var breaking = new BreakingLedger(_storage.Ledger, steps);
        await Assert.ThrowsAsync<IOException>(() => Dispatch(breaking, new BreakingDocuments(_storage.Documents, breaking)).Run(Long, Now));
        var log = Log();
        var early = await log.Read(Varam, null, 100, Now);
        _clock.Advance(TimeSpan.FromSeconds(7));
        await Emit(Varam, "a3");
        await Dispatch().Run(Long, Now);
        var late = await log.Read(Varam, early.Next, 100, Now);
        Assert.Equal(["a1", "a2", "a3"], early.Items.Concat(late.Items).Select(e => e.Id));
        Assert.Equal(["a1", "a2", "a3"], await ReadAll(Varam, 100));
        Assert.Equal(["b1"], await ReadAll(Reggio, 100));
    }

    [Fact]
    public async Task Several_at_once_hand_on_each_event_once()
    {
        await Emit(Varam, [.. Enumerable.Range(0, 90).Select(i => $"e{i:00}")]);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Dispatch().Run(Long, Now)));
        await Dispatch().Run(Long, Now);
        Assert.Equal(Enumerable.Range(0, 90).Select(i => $"e{i:00}"), await ReadAll(Varam, 50));
    }

    [Fact]
    public async Task A_clock_that_goes_back_puts_nothing_behind_a_readers_back()
    {
        await Emit(Varam, "a1");
        await Dispatch().Run(Long, Now);
        var place = (await Log().Read(Varam, null, 10, Now)).Next;
        var clock = new FakeClock(_clock.GetUtcNow() - TimeSpan.FromHours(3));
        var earlier = new OutboxDispatch(_storage.Outbox, _storage.Ledger, _storage.Documents, new AuditBook(_storage.Ledger, _storage.Documents, clock), clock);
        await Emit(Varam, "a2");
        await earlier.Run(Long, Now);
        Assert.Equal(["a2"], (await Log().Read(Varam, place, 10, Now)).Items.Select(e => e.Id));
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private OutboxDispatch Dispatch(ILedger? ledger = null, IDocuments? documents = null) => new(
        _storage.Outbox, ledger ?? _storage.Ledger, documents ?? _storage.Documents, new AuditBook(ledger ?? _storage.Ledger, documents ?? _storage.Documents, _clock), _clock);

    private EventLog Log() => new(_storage.Ledger, Dispatch());

    private Task Emit(TenantId tenant, params string[] ids) => _storage.Documents.Commit(
        Partition.Of(tenant, "notes"),
        ids.Aggregate(new Batch(), (batch, id) => batch.Emit(new DomainEvent(id, "note.created", _clock.GetUtcNow(), "somebody", "note", new { id }))),
        Now);

    private async Task<List<string>> ReadAll(TenantId tenant, int limit)
    {
        var seen = new List<string>();
        for (var page = await Log().Read(tenant, null, limit, Now); page.Items.Count > 0; page = await Log().Read(tenant, page.Next, limit, Now))
        {
            seen.AddRange(page.Items.Select(e => e.Id));
        }

        return seen;
    }

    /// <summary>Breaks at the given write, counted over ledger and documents.</summary>
    private sealed class BreakingLedger(ILedger ledger, int steps) : ILedger
    {
        private int _left = steps;

        public void Step()
        {
            if (_left-- == 0)
            {
                throw new IOException("broken off");
            }
        }

        public Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
        {
            Step();
            return ledger.Append(book, entries, cancellation);
        }

        public IAsyncEnumerable<LedgerEntry> Read(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => ledger.Read(book, from, to, cancellation);
    }

    private sealed class BreakingDocuments(IDocuments documents, BreakingLedger steps) : IDocuments
    {
        public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation) => documents.Find<T>(partition, kind, id, cancellation);

        public Task<IReadOnlyList<Document<T>>> FindMany<T>(Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
            documents.FindMany<T>(partition, kind, ids, cancellation);

        public Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation) =>
            documents.List<T>(partition, kind, options, cancellation);

        public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation) =>
            documents.Search<T>(scope, kind, query, cancellation);

        public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation)
        {
            steps.Step();
            return documents.Commit(partition, batch, cancellation);
        }
    }
}
