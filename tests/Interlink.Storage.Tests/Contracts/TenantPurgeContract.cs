using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Contracts;

/// <summary>What every <see cref="ITenantPurge"/> does: lists what there is in order, removes what was listed, touches nobody else's.</summary>
public abstract class TenantPurgeContract : IAsyncLifetime
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    protected TenantId Ours { get; } = TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}");

    // Begins like ours: what is removed by the beginning of a key must not take it.
    private TenantId Theirs => TenantId.Parse($"{Ours}-b");

    private ITenantPurge _purge = null!;

    public async ValueTask InitializeAsync() => _purge = await Create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Close();
    }

    [Fact]
    public async Task What_a_tenant_has_is_listed_in_order_and_removed_in_rounds_until_nothing_is_left()
    {
        foreach (var tenant in (TenantId[])[Ours, Theirs])
        {
            await Fill(tenant, 25);
        }

        var all = await _purge.List(Ours, 1_000, Now);
        Assert.Equal(25, all.Count);
        Assert.Equal(all, await _purge.List(Ours, 1_000, Now));
        Assert.Equal(all.Count, all.Select(t => (t.Kind, t.Key)).Distinct().Count());
        Assert.All(all, thing =>
        {
            Assert.Equal(32, Convert.FromHexString(thing.Sha256).Length);
            Assert.DoesNotContain(' ', thing.Kind);
        });
        var removed = new List<StoredThing>();
        while (await _purge.List(Ours, 10, Now) is { Count: > 0 } round)
        {
            Assert.InRange(round.Count, 1, 10);
            await _purge.Remove(Ours, round, Now);
            removed.AddRange(round);
        }

        Assert.Equal(all, removed);
        Assert.True(await IsEmpty(Ours));
        Assert.False(await IsEmpty(Theirs));
        Assert.Equal(25, (await _purge.List(Theirs, 1_000, Now)).Count);
    }

    [Fact]
    public async Task Removing_again_what_is_gone_is_no_fault_and_takes_nothing_else()
    {
        await Fill(Ours, 4);
        var all = await _purge.List(Ours, 1_000, Now);
        await _purge.Remove(Ours, [.. all.Take(2)], Now);
        await _purge.Remove(Ours, [.. all.Take(2)], Now);
        Assert.Equal(all.Skip(2), await _purge.List(Ours, 1_000, Now));
    }

    [Fact]
    public async Task Nothing_is_listed_of_a_tenant_that_has_nothing() => Assert.Empty(await _purge.List(Ours, 10, Now));

    [Fact]
    public async Task The_same_things_have_the_same_kinds_keys_and_hashes_whoever_has_them()
    {
        await Fill(Ours, 5);
        await Fill(Theirs, 5);
        var ours = await _purge.List(Ours, 10, Now);
        Assert.Equal(ours.OrderBy(t => t.Key, StringComparer.Ordinal), (await _purge.List(Theirs, 10, Now)).OrderBy(t => t.Key, StringComparer.Ordinal));
        Assert.True(ours.DistinctBy(t => t.Sha256).Count() > 1);
    }

    protected abstract Task<ITenantPurge> Create();

    protected abstract ValueTask Close();

    /// <summary>Makes things of a tenant.</summary>
    protected abstract Task Fill(TenantId tenant, int count);

    /// <summary>Whether nothing of the tenant can be read.</summary>
    protected abstract Task<bool> IsEmpty(TenantId tenant);

    /// <summary>Documents of two kinds in two aggregates, that can be found, with an event each.</summary>
    protected static async Task FillDocuments(IDocuments documents, TenantId tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var search = new SearchEntry { Title = LocalizedText.Of("en", "Well") };
            var told = new DomainEvent($"e{i:d3}", "note.created", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero), "somebody", "n", new { note = $"{i}" });
            await documents.Commit(
                Partition.Of(tenant, i % 2 == 0 ? "notes" : "process:x"), new Batch().Create(i % 3 == 0 ? "note" : "memo", $"a/b?{i:d3}", new { text = $"{i}" }, search).Emit(told), Now);
        }
    }

    /// <summary>Whether no document of the tenant is found.</summary>
    protected static async Task<bool> NoDocuments(IDocuments documents, TenantId tenant)
    {
        var query = new SearchQuery { Text = "well" };
        return (await documents.Search<JsonElement>(tenant, "note", query, Now)).Page.Total == 0
            && (await documents.List<JsonElement>(Partition.Of(tenant, "notes"), "note", new ListOptions(Limit: 10), Now)).Total == 0;
    }

    /// <summary>Blobs in two places, some of the same content.</summary>
    protected static async Task FillBlobs(IBlobs blobs, TenantId tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes($"content {i / 2}"));
            await blobs.Put(BlobAddress.Of(tenant, i % 2 == 0 ? "uploads" : "processes", $"{i:d3}", "content"), content, "text/plain", 100, Now);
        }
    }

    /// <summary>Whether the tenant has no blob.</summary>
    protected static async Task<bool> NoBlobs(IBlobs blobs, TenantId tenant)
    {
        await foreach (var _ in blobs.List(tenant, "", Now))
        {
            return false;
        }

        return true;
    }

    /// <summary>Entries of two books, months apart.</summary>
    protected static async Task FillLedger(ILedger ledger, TenantId tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = new DateTimeOffset(2026, 1 + (i % 5), 1, 12, 0, 0, TimeSpan.Zero);
            await ledger.Append(new Book(tenant, i % 2 == 0 ? "audit" : "usage"), [new LedgerEntry($"k/{i:d3}", at, "fact", JsonSerializer.SerializeToElement(new { i }))], Now);
        }
    }

    /// <summary>Whether both books are empty, and take the same keys again.</summary>
    protected static async Task<bool> NoLedger(ILedger ledger, TenantId tenant)
    {
        foreach (var book in (string[])["audit", "usage"])
        {
            await foreach (var _ in ledger.Read(new Book(tenant, book), DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1), Now))
            {
                return false;
            }
        }

        return true;
    }
}
