using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Local;

/// <summary>The indexes in memory: hidden behind the port, so asked through it, under the circumstances that could betray them.</summary>
public sealed class SearchIndexTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly TenantId Tenant = TenantId.Parse("indexes");

    [Fact]
    public async Task Indexes_beyond_the_bound_leave_the_longest_unused_first()
    {
        await using var folder = await LocalFolder.Open(o => o with { IndexedEntries = 25 });
        for (var aggregate = 0; aggregate < 5; aggregate++)
        {
            await Fill(folder, $"a{aggregate}", 10);
        }

        for (var round = 0; round < 3; round++)
        {
            for (var aggregate = 0; aggregate < 5; aggregate++)
            {
                Assert.Equal(10, await Total(folder, Partition.Of(Tenant, $"a{aggregate}")));
                Assert.InRange(folder.Storage.Indexes.Count, 1, 2);
            }
        }
    }

    [Fact]
    public async Task Searches_during_commits_see_every_commit_whole()
    {
        await using var folder = await LocalFolder.Open();
        var partition = Partition.Of(Tenant, "pairs");
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++)
            {
                await folder.Storage.Documents.Commit(partition, new Batch().Put("note", $"{i}-a", i, Entry(i)).Put("note", $"{i}-b", i, Entry(i)), Now);
                if (i % 3 == 0)
                {
                    await folder.Storage.Documents.Commit(partition, new Batch().Remove("note", $"{i}-a").Remove("note", $"{i}-b"), Now);
                }
            }

            await done.CancelAsync();
        }, Now);
        var reading = Enumerable.Range(0, 3).Select(reader => Task.Run(async () =>
        {
            var order = (SearchOrder)reader;
            while (!done.IsCancellationRequested)
            {
                SearchScope scope = reader == 0 ? Tenant : partition;
                var query = new SearchQuery { Text = "note", Count = ["group"], Order = order, OrderNumber = "number", Page = new PageRequest(100, null) };
                var found = await folder.Storage.Documents.Search<int>(scope, "note", query, Now);
                Assert.Equal(0, found.Page.Total % 2);
                Assert.Equal(found.Page.Total, found.Counts["group"].Sum(c => c.Count));
                Assert.Equal(Math.Min(100, found.Page.Total), found.Page.Items.Count);
            }
        }, Now));
        await Task.WhenAll([writing, .. reading]);
        Assert.Equal(200, await Total(folder, partition));
    }

    [Fact]
    public async Task Many_who_search_first_after_a_start_get_the_same_answer()
    {
        await using var folder = await LocalFolder.Open();
        await Fill(folder, "many", 500);
        await folder.Reopen();
        var totals = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Total(folder, Partition.Of(Tenant, "many")), Now)));
        Assert.All(totals, t => Assert.Equal(500, t));
    }

    [Fact]
    public async Task Values_that_no_document_has_any_more_are_not_counted_and_not_kept()
    {
        await using var folder = await LocalFolder.Open();
        var partition = Partition.Of(Tenant, "churn");
        for (var i = 0; i < 50; i++)
        {
            await folder.Storage.Documents.Commit(partition, new Batch().Put("note", "a", i, Entry(i * 10)), Now);
            var found = await folder.Storage.Documents.Search<int>(partition, "note", new SearchQuery { Count = ["group"] }, Now);
            Assert.Equal([new FacetCount($"{i * 10 / 10}", 1)], found.Counts["group"]);
        }
    }

    private static SearchEntry Entry(int number) => new()
    {
        Title = LocalizedText.Of("en", $"Note {number % 7}"),
        Facets = new Dictionary<string, IReadOnlyList<string>> { ["group"] = [$"{number / 10}"] },
        Numbers = new Dictionary<string, double> { ["number"] = number % 5 },
    };

    private static async Task Fill(LocalFolder folder, string aggregate, int count)
    {
        foreach (var ids in Enumerable.Range(0, count).Chunk(Batch.MaxOperations))
        {
            await folder.Storage.Documents.Commit(
                Partition.Of(Tenant, aggregate), ids.Aggregate(new Batch(), (batch, i) => batch.Put("note", $"{i}", i, Entry(i))), Now);
        }
    }

    private static async Task<long> Total(LocalFolder folder, SearchScope scope) =>
        (await folder.Storage.Documents.Search<int>(scope, "note", new SearchQuery(), Now)).Page.Total;
}
