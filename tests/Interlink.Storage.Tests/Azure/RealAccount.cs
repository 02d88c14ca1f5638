namespace Interlink.Storage.Tests.Azure;

/// <summary>
/// An account, or Microsoft's emulator, that an environment variable names: the contract suites then run on it in place of the double and of Azurite.
/// <c>INTERLINK_COSMOS</c> is an endpoint or a connection string; <c>INTERLINK_STORAGE</c> the name of a storage account or a connection string. Endpoints and
/// names are reached with what azd or az is signed in with; their database, container and table must be there.
/// </summary>
internal static class RealAccount
{
    /// <summary>Settings of the Cosmos DB account; null when none is named.</summary>
    public static Dictionary<string, string?>? Cosmos => Environment.GetEnvironmentVariable("INTERLINK_COSMOS") switch
    {
        null or "" => null,
        var text when text.Contains("AccountKey=", StringComparison.Ordinal) => new() { ["CosmosConnectionString"] = text },
        var endpoint => new() { ["CosmosEndpoint"] = endpoint },
    };

    /// <summary>Settings of the storage account; null when none is named.</summary>
    public static Dictionary<string, string?>? Storage => Environment.GetEnvironmentVariable("INTERLINK_STORAGE") switch
    {
        null or "" => null,
        var text when text.Contains("AccountKey=", StringComparison.Ordinal) => new() { ["BlobConnectionString"] = text, ["TableConnectionString"] = text },
        var name => new() { ["BlobEndpoint"] = $"https://{name}.blob.core.windows.net", ["TableEndpoint"] = $"https://{name}.table.core.windows.net" },
    };
}
