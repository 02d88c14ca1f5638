using System.ComponentModel.DataAnnotations;

namespace Interlink.Storage.Azure.Hosting;

/// <summary>
/// Where the managed stores are: configuration section <c>Interlink:Storage</c>. Each store by its endpoint, reached with the identity of
/// the app, or by a connection string, which is for emulators and makes what is missing there.
/// </summary>
public sealed class AzureStorageOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Interlink:Storage";

    /// <summary>Cosmos DB's account, such as <c>https://name.documents.azure.com</c>.</summary>
    public Uri? CosmosEndpoint { get; set; }

    /// <summary>Cosmos DB on an emulator; in place of <see cref="CosmosEndpoint"/>.</summary>
    public string? CosmosConnectionString { get; set; }

    /// <summary>Speaks to Cosmos DB over https alone. Always so with a connection string; on Azure only where a network admits nothing else.</summary>
    public bool CosmosGateway { get; set; }

    /// <summary>Blob storage, such as <c>https://name.blob.core.windows.net</c>.</summary>
    public Uri? BlobEndpoint { get; set; }

    /// <summary>Blob storage on an emulator; in place of <see cref="BlobEndpoint"/>.</summary>
    public string? BlobConnectionString { get; set; }

    /// <summary>Table storage, such as <c>https://name.table.core.windows.net</c>.</summary>
    public Uri? TableEndpoint { get; set; }

    /// <summary>Table storage on an emulator; in place of <see cref="TableEndpoint"/>.</summary>
    public string? TableConnectionString { get; set; }

    /// <summary>The key vault with the secrets, such as <c>https://name.vault.azure.net</c>.</summary>
    public Uri? KeyVaultUri { get; set; }

    /// <summary>The user-assigned identity of the app. Without it, a developer's own sign-in is used (azd, then az).</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Most search entries held in memory together, 1 to 4 KB each; the least recently used scope goes first.</summary>
    [Range(0, 10_000_000)]
    public int IndexedEntries { get; set; } = 100_000;

    /// <summary>How often a request is repeated that Cosmos DB refuses as too many (429), each time after the wait it asks for.</summary>
    [Range(0, 100)]
    public int RateLimitRetries { get; set; } = 9;

    /// <summary>The longest that those waits may take together, in seconds.</summary>
    [Range(0, 300)]
    public int RateLimitWaitSeconds { get; set; } = 30;

    /// <summary>Whether documents are kept in Cosmos DB.</summary>
    public bool HasDocuments => CosmosEndpoint is not null || !string.IsNullOrEmpty(CosmosConnectionString);

    /// <summary>Whether blobs are kept in Blob storage.</summary>
    public bool HasBlobs => BlobEndpoint is not null || !string.IsNullOrEmpty(BlobConnectionString);

    /// <summary>Whether the ledger is kept in Table storage.</summary>
    public bool HasLedger => TableEndpoint is not null || !string.IsNullOrEmpty(TableConnectionString);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (store, endpoint, text) in ((string, Uri?, string?)[])
            [("Cosmos", CosmosEndpoint, CosmosConnectionString), ("Blob", BlobEndpoint, BlobConnectionString), ("Table", TableEndpoint, TableConnectionString)])
        {
            if (endpoint is not null && !string.IsNullOrEmpty(text))
            {
                yield return new ValidationResult($"{Section}: give {store}Endpoint or {store}ConnectionString, not both.", [$"{store}Endpoint"]);
            }
        }

        foreach (var (name, uri) in ((string, Uri?)[])
            [(nameof(CosmosEndpoint), CosmosEndpoint), (nameof(BlobEndpoint), BlobEndpoint), (nameof(TableEndpoint), TableEndpoint), (nameof(KeyVaultUri), KeyVaultUri)])
        {
            if (uri is not null && (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps))
            {
                yield return new ValidationResult($"{Section}:{name} is an address that begins with https://.", [name]);
            }
        }

        if (ManagedIdentityClientId is { Length: > 0 } id && !Guid.TryParse(id, out _))
        {
            yield return new ValidationResult($"{Section}:{nameof(ManagedIdentityClientId)} is the client id of a managed identity, a GUID.", [nameof(ManagedIdentityClientId)]);
        }
    }
}
