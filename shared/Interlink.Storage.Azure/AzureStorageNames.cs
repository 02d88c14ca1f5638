namespace Interlink.Storage.Azure;

/// <summary>What things are called in the managed stores; <c>infra/</c> makes them under the same names.</summary>
public static class AzureStorageNames
{
    /// <summary>The Cosmos DB database.</summary>
    public const string Database = "interlink";

    /// <summary>The Cosmos DB container; partition key <c>/tenant, /aggregate</c>, time to live on without a default.</summary>
    public const string Documents = "documents";

    /// <summary>The blob container.</summary>
    public const string Blobs = "blobs";

    /// <summary>The table of the ledger.</summary>
    public const string Ledger = "ledger";

    /// <summary>The levels of the Cosmos DB partition key, in order.</summary>
    public static IReadOnlyList<string> PartitionKeyPaths { get; } = ["/tenant", "/aggregate"];
}
