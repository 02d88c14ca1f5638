using Interlink.Core.Kernel;

namespace Interlink.Core.ApiAccess;

/// <summary>There is no such application.</summary>
public sealed record ApiApplicationNotFound(string Id) : Error(ErrorKind.NotFound, "api-application-not-found", $"There is no application '{Id}'.");

/// <summary>The caller is a person.</summary>
public sealed record CallerIsNoApplication() : Error(ErrorKind.NotFound, "caller-is-no-application", "This is for applications. Who you are: /api/me.");

/// <summary>The application has no such key.</summary>
public sealed record ApiKeyNotFound(string Id) : Error(ErrorKind.NotFound, "api-key-not-found", $"The application has no key '{Id}'.");

/// <summary>The key is over, so that nothing can take its place.</summary>
public sealed record ApiKeyOver(string Id) : Error(ErrorKind.Conflict, "api-key-over", $"The key '{Id}' is good no more, or another takes its place already. Make a new one.");

/// <summary>The application has as many keys as it can have.</summary>
public sealed record TooManyApiKeys() : Error(ErrorKind.Conflict, "too-many-api-keys", $"The application has {ApiApplication.MostKeys} keys that are good. Revoke one first.");

/// <summary>The tenant has as many applications as it can have.</summary>
public sealed record TooManyApiApplications()
    : Error(ErrorKind.Conflict, "too-many-api-applications", $"The tenant has {ApiApplication.MostOfTenant} applications. Remove one that nobody needs.");

/// <summary>Another application of the tenant has the client id.</summary>
public sealed record ApiClientTaken(string Client) : Error(ErrorKind.Conflict, "api-client-taken", $"Another application has the client id '{Client}'.");

/// <summary>The API key is not accepted.</summary>
public sealed record ApiKeyRefused(string Why) : Error(ErrorKind.Unauthenticated, "api-key-refused", $"The API key is refused. {Why}");
