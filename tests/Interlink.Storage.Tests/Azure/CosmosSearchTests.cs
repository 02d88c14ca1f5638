using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Tests.Azure.Gateway;

namespace Interlink.Storage.Tests.Azure;

/// <summary>Entries held in memory by several programs on one container.</summary>
public sealed class CosmosSearchTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly TenantId Tenant = TenantId.Parse("search");
    private static readonly Partition Notes = Partition.Of(Tenant, "notes");

    [Fact]
    public async Task What_one_program_commits_another_finds_at_once()
    {
        var gateway = new GatewayDouble();
        await using var one = await CosmosOverDouble.Start(gateway);
        await using var two = await CosmosOverDouble.Start(gateway);
        await Put(one, "a", "Harbour");
        await Put(one, "b", "Market");
        Assert.Equal(["a", "b"], await Found(two));
        await Put(one, "a", "Quay");
        Assert.Equal(["a"], await Found(two, "quay"));
        await one.Documents.Commit(Notes, new Batch().Remove("note", "a"), Now);
        Assert.Equal(["b"], await Found(two));
        await Put(one, "a", "Harbour");
        Assert.Equal(["a", "b"], await Found(two));
        await one.Documents.Commit(Notes, new Batch().Put("note", "b", 1), Now);
        Assert.Equal(["a"], await Found(two));
    }

    [Fact]
    public async Task What_is_removed_and_written_again_at_once_is_found()
    {
        var gateway = new GatewayDouble();
        await using var one = await CosmosOverDouble.Start(gateway);
        await using var two = await CosmosOverDouble.Start(gateway);
        await Put(one, "a", "Harbour");
        Assert.Equal(["a"], await Found(two));
        await one.Documents.Commit(Notes, new Batch().Remove("note", "a"), Now);
        await Put(one, "a", "Harbour again");
        Assert.Equal(["a"], await Found(two, "again"));
    }

    [Fact]
    public async Task A_search_reads_what_changed_and_not_everything()
    {
        var gateway = new GatewayDouble();
        await using var one = await CosmosOverDouble.Start(gateway);
        for (var chunk = 0; chunk < 5; chunk++)
        {
            var batch = Enumerable.Range(0, 99).Aggregate(new Batch(), (b, i) => b.Put("note", $"{chunk}-{i:d2}", i, Entry("Note")));
            await one.Documents.Commit(Notes, batch, Now);
        }

        // The import is long ago; what was written then is not read again.
        var later = DateTimeOffset.UtcNow.AddSeconds(300);
        gateway.Items.Now = () => later;
        await Put(one, "zz", "Late note");
        Assert.Equal(496, await Total(one));
        // The first look reads everything, the second once more what was written while the first was reading.
        Assert.Equal(496, await Total(one));
        var before = gateway.Requests;
        Assert.Equal(496, await Total(one));
        // What changed, and one document to show.
        Assert.Equal(2, gateway.Requests - before);
    }

    [Fact]
    public async Task A_page_whose_documents_vanish_while_it_is_read_is_made_again()
    {
        var gateway = new GatewayDouble();
        await using var one = await CosmosOverDouble.Start(gateway);
        await using var two = await CosmosOverDouble.Start(gateway);
        await Put(one, "a", "Harbour");
        await Put(one, "b", "Harbour");
        Assert.Equal(["a", "b"], await Found(two));
        var removed = false;
        gateway.Fault = request =>
        {
            if (!removed && request.IsQuery && request.ToString().Contains("(@ids, c.id)", StringComparison.Ordinal))
            {
                removed = true;
                one.Documents.Commit(Notes, new Batch().Remove("note", "a"), Now).GetAwaiter().GetResult();
            }

            return null;
        };
        Assert.Equal(["b"], await Found(two));
        Assert.True(removed);
    }

    [Fact]
    public async Task A_search_that_breaks_off_leaves_nothing_half_known()
    {
        var gateway = new GatewayDouble();
        await using var one = await CosmosOverDouble.Start(gateway);
        await using var two = await CosmosOverDouble.Start(gateway);
        await Put(one, "a", "Harbour");
        await Put(one, "b", "Harbour");
        Assert.Equal(["a", "b"], await Found(two));
        await Put(one, "c", "Harbour");
        await one.Documents.Commit(Notes, new Batch().Remove("note", "a"), Now);
        gateway.Fault = request => request.ToString().Contains("c.kind = @kind AND ARRAY_CONTAINS", StringComparison.Ordinal) ? Failing.Unavailable : null;
        await Assert.ThrowsAsync<TransientException>(() => Found(two));
        gateway.Fault = _ => null;
        Assert.Equal(["b", "c"], await Found(two));
    }

    [Fact]
    public async Task Tenants_and_aggregates_with_the_same_ids_are_kept_apart()
    {
        var gateway = new GatewayDouble();
        await using var cosmos = await CosmosOverDouble.Start(gateway);
        for (var i = 0; i < 12; i++)
        {
            var partition = Partition.Of(TenantId.Parse($"tenant-{i % 4}"), $"process-{i}");
            await cosmos.Documents.Commit(partition, new Batch().Put("note", "same", i, Entry($"Note {i:d2}")), Now);
        }

        for (var tenant = 0; tenant < 4; tenant++)
        {
            var found = await cosmos.Documents.Search<int>(TenantId.Parse($"tenant-{tenant}"), "note", new SearchQuery(), Now);
            Assert.Equal([tenant, tenant + 4, tenant + 8], found.Page.Items.Select(d => d.Body));
        }
    }

    private static SearchEntry Entry(string title) => new() { Title = LocalizedText.Of("en", title) };

    private static Task<CommitResult> Put(CosmosOverDouble cosmos, string id, string title) =>
        cosmos.Documents.Commit(Notes, new Batch().Put("note", id, 1, Entry(title)), Now);

    private static async Task<List<string>> Found(CosmosOverDouble cosmos, string? text = null) =>
        [.. (await cosmos.Documents.Search<int>(Notes, "note", new SearchQuery { Text = text }, Now)).Page.Items.Select(d => d.Id)];

    private static async Task<long> Total(CosmosOverDouble cosmos) =>
        (await cosmos.Documents.Search<int>(Notes, "note", new SearchQuery { Page = new PageRequest(1, null) }, Now)).Page.Total;
}
