using System.Reflection;
using System.Text.Json.Nodes;
using Interlink.Storage.Azure;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>Where partition keys lie: their hashes, which the client itself computes, over two physical partitions.</summary>
internal static class PartitionHashes
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The middle of the hashes that keys of several levels have.</summary>
    private const string Middle = "20000000000000000000000000000000";

    private static readonly Type Key = typeof(CosmosClient).Assembly.GetReferencedAssemblies().Where(a => a.Name == "Microsoft.Azure.Cosmos.Direct")
        .Select(Assembly.Load).Single().GetType("Microsoft.Azure.Documents.Routing.PartitionKeyInternal", throwOnError: true)!;

    private static readonly MethodInfo Parse = Key.GetMethod("FromJsonString", Any)!;
    private static readonly MethodInfo Hash = Key.GetMethods(Any).Single(m => m.Name == "GetEffectivePartitionKeyString" && m.GetParameters().Length == 2);
    private static readonly object Definition = typeof(ContainerProperties).GetProperty("PartitionKey", Any)!
        .GetValue(new ContainerProperties("any", [.. AzureStorageNames.PartitionKeyPaths]))!;

    /// <summary>The physical partitions, from the first hash to before the last.</summary>
    public static IReadOnlyList<(string Id, string From, string To)> Ranges { get; } = [("0", "", Middle), ("1", Middle, "FF")];

    /// <summary>The hash of a key given as JSON.</summary>
    public static string Of(string key) => (string)Hash.Invoke(Parse.Invoke(null, [key]), [Definition, true])!;

    public static (string From, string To) Range(string? id) =>
        id is null ? ("", "FF") : Ranges.Where(r => r.Id == id).Select(r => (r.From, r.To)).Single();

    public static bool IsWithin(string hash, (string From, string To) range) =>
        string.CompareOrdinal(hash, range.From) >= 0 && string.CompareOrdinal(hash, range.To) < 0;

    /// <summary>The physical partitions as the service describes them.</summary>
    public static JsonArray Described() => new([.. Ranges.Select(r => new JsonObject
    {
        ["id"] = r.Id, ["_rid"] = $"ZGJzAGNvbGw{r.Id}", ["minInclusive"] = r.From, ["maxExclusive"] = r.To, ["status"] = "online", ["parents"] = new JsonArray(),
    })]);
}
