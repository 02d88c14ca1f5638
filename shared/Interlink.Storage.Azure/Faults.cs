using System.Net;
using Azure;
using Azure.Identity;
using Interlink.Core.Kernel;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure;

/// <summary>Says in the terms of the product what the services' clients throw: what passes is a <see cref="TransientException"/>, the rest names its remedy.</summary>
internal static class Faults
{
    private const int ForbiddenByRole = 5300;

    /// <summary>Does something with a store, and translates what it throws.</summary>
    public static async Task<T> Translated<T>(string store, Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (Exception thrown) when (Translate(store, thrown, cancellation) is { } known)
        {
            throw known;
        }
    }

    /// <summary>What an exception of a client means.</summary>
    /// <param name="store">Which store, as a person calls it.</param>
    /// <returns>Null when it is no fault of the service: a bug, a cancellation by the caller, or translated already.</returns>
    public static Exception? Translate(string store, Exception thrown, CancellationToken cancellation) => thrown switch
    {
        TransientException or AzureStorageException => null,
        OperationCanceledException when cancellation.IsCancellationRequested => null,
        OperationCanceledException or TimeoutException => new TransientException($"{store} did not answer in time.", thrown),
        CosmosException cosmos => OfStatus(store, cosmos.StatusCode, cosmos.SubStatusCode, cosmos.RetryAfter, thrown),
        RequestFailedException { Status: 0 } => new TransientException($"{store} cannot be reached: {thrown.Message}", thrown),
        RequestFailedException { ErrorCode: "AuthenticationFailed" or "InvalidAuthenticationInfo" } => NotSignedIn(store, thrown),
        RequestFailedException refused => OfStatus(store, (HttpStatusCode)refused.Status, 0, RetryAfter(refused), thrown),
        AuthenticationFailedException => NotSignedIn(store, thrown),
        HttpRequestException { StatusCode: null } => new TransientException($"{store} cannot be reached: {thrown.Message}", thrown),
        AggregateException { InnerExceptions: [var only] } => Translate(store, only, cancellation),
        AggregateException { InnerExceptions: [RequestFailedException first, ..] } => Translate(store, first, cancellation),
        _ => null,
    };

    /// <summary>What a status means.</summary>
    /// <returns>Null for a status that is an answer rather than a fault.</returns>
    public static Exception? OfStatus(string store, HttpStatusCode status, int subStatus, TimeSpan? retryAfter, Exception? inner) => (int)status switch
    {
        401 => NotSignedIn(store, inner),
        403 => NotAllowed(store, subStatus, inner),
        404 => new AzureStorageException(
            AzureStorageFault.Missing,
            $"{store} lacks its database, container or table. Run 'azd provision', which makes them; the adapters make them only on emulators.",
            inner),
        413 => new AzureStorageException(AzureStorageFault.TooLarge, $"{store} takes no request as large as this; nothing was written.", inner),
        408 or 410 or 429 or 449 or 500 or 502 or 503 or 504 =>
            new TransientException($"{store} is busy or unreachable ({(int)status}).", inner) { RetryAfter = retryAfter },
        _ => null,
    };

    private static AzureStorageException NotSignedIn(string store, Exception? inner) => new(
        AzureStorageFault.NotSignedIn,
        $"{store} does not accept the credential. On Azure: check Interlink:Storage:ManagedIdentityClientId and that the identity is assigned to the app. "
        + "On a developer's machine: run 'azd auth login' or 'az login' again.",
        inner);

    private static AzureStorageException NotAllowed(string store, int subStatus, Exception? inner) => new(
        AzureStorageFault.NotAllowed,
        $"{store} refuses this identity. Assign it the role '{RoleFor(store)}' (a new assignment takes minutes to hold)"
        + (subStatus == ForbiddenByRole ? "." : ", or admit this network in the service's firewall."),
        inner);

    private static string RoleFor(string store) => store switch
    {
        Stores.Documents => "Cosmos DB Built-in Data Contributor",
        Stores.Blobs => "Storage Blob Data Contributor",
        Stores.Links => "Storage Blob Delegator",
        Stores.Ledger => "Storage Table Data Contributor",
        _ => "Key Vault Secrets Officer",
    };

    private static TimeSpan? RetryAfter(RequestFailedException refused) =>
        refused.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) == true && int.TryParse(text, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

/// <summary>The stores as messages call them.</summary>
internal static class Stores
{
    public const string Documents = "Cosmos DB";
    public const string Blobs = "Blob storage";
    public const string Links = "Blob storage's delegation of keys";
    public const string Ledger = "Table storage";
    public const string Secrets = "Key Vault";
}
