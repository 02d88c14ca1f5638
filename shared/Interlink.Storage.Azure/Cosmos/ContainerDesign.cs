using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>How the container is partitioned and indexed; the policy is <c>infra/cosmos-indexing.json</c>, which the templates read, too.</summary>
internal static class ContainerDesign
{
    /// <summary>The indexing policy as Azure Resource Manager has it.</summary>
    public static string IndexingPolicyJson()
    {
        using var stream = typeof(ContainerDesign).Assembly.GetManifestResourceStream("cosmos-indexing.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The container as it is made on an emulator.</summary>
    public static ContainerProperties Properties() => new(AzureStorageNames.Documents, [.. AzureStorageNames.PartitionKeyPaths])
    {
        DefaultTimeToLive = -1,
        IndexingPolicy = Policy(),
    };

    private static IndexingPolicy Policy()
    {
        using var json = JsonDocument.Parse(IndexingPolicyJson());
        var policy = new IndexingPolicy { IndexingMode = IndexingMode.Consistent, Automatic = true };
        foreach (var path in Paths(json.RootElement, "includedPaths"))
        {
            policy.IncludedPaths.Add(new IncludedPath { Path = path });
        }

        foreach (var path in Paths(json.RootElement, "excludedPaths"))
        {
            policy.ExcludedPaths.Add(new ExcludedPath { Path = path });
        }

        foreach (var composite in json.RootElement.GetProperty("compositeIndexes").EnumerateArray())
        {
            policy.CompositeIndexes.Add(
                [.. composite.EnumerateArray().Select(p => new CompositePath { Path = p.GetProperty("path").GetString(), Order = CompositePathSortOrder.Ascending })]);
        }

        return policy;
    }

    private static IEnumerable<string> Paths(JsonElement policy, string name) =>
        policy.GetProperty(name).EnumerateArray().Select(p => p.GetProperty("path").GetString()!);
}
