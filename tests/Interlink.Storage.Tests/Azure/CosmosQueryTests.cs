using Interlink.Storage.Azure;
using Interlink.Storage.Azure.Cosmos;
using Interlink.Storage.Tests.Azure.Gateway;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Tests.Azure;

/// <summary>Query texts, compiled by the service's own compiler, which the client carries with it.</summary>
public sealed class CosmosQueryTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    public static TheoryData<string> Texts => [.. Queries.All];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_query_compiles(string text)
    {
        await using var cosmos = await CosmosOverDouble.Start();
        Assert.Empty(await Run(cosmos, text));
    }

    [Theory]
    [InlineData("SELEC c.id FROM c", "SC1001")]
    [InlineData("SELECT c.id FROM c WHERE NO_SUCH_FUNCTION(c.id)", "SC2005")]
    [InlineData("SELECT c.kind, c.key FROM c GROUP BY c.kind", "SC2102")]
    public async Task A_query_that_does_not_compile_is_found(string text, string code)
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var refused = await Assert.ThrowsAsync<CosmosException>(() => Run(cosmos, text));
        Assert.Contains(code, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_is_indexed_as_the_templates_say()
    {
        var container = ContainerDesign.Properties();
        Assert.Equal(["/tenant", "/aggregate"], container.PartitionKeyPaths);
        Assert.Equal(-1, container.DefaultTimeToLive);
        Assert.Equal(["/kind/?", "/key/?", "/_ts/?"], container.IndexingPolicy.IncludedPaths.Select(p => p.Path));
        Assert.Equal(["/*"], container.IndexingPolicy.ExcludedPaths.Select(p => p.Path));
        Assert.Equal(["/kind /key", "/kind /_ts"], container.IndexingPolicy.CompositeIndexes.Select(c => string.Join(' ', c.Select(p => p.Path))));
    }

    /// <summary>Over all partitions, so that nothing of a text escapes the compiler.</summary>
    private static async Task<List<object>> Run(CosmosOverDouble cosmos, string text)
    {
        var query = new QueryDefinition(text).WithParameter("@kind", "none").WithParameter("@from", "").WithParameter("@end", "z").WithParameter("@after", "")
            .WithParameter("@limit", 1).WithParameter("@since", 0).WithParameter("@ids", Array.Empty<string>());
        using var pages = cosmos.Get<CosmosClient>().GetContainer(AzureStorageNames.Database, AzureStorageNames.Documents).GetItemQueryIterator<object>(query);
        var found = new List<object>();
        while (pages.HasMoreResults)
        {
            found.AddRange(await pages.ReadNextAsync(Now));
        }

        return [.. found.Where(f => $"{f}" != "0")];
    }
}
