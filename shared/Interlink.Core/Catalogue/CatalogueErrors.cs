using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue;

/// <summary>There is no such interlinker, or not for this caller.</summary>
public sealed record InterlinkerNotFound(string Id) : Error(ErrorKind.NotFound, "interlinker-not-found",
    $"There is no interlinker '{Id}'.");

/// <summary>There is no such schema, or not for this caller.</summary>
public sealed record SchemaNotFound(string Id) : Error(ErrorKind.NotFound, "schema-not-found", $"There is no co-production schema '{Id}'.");

/// <summary>There is no such file.</summary>
public sealed record CatalogueFileNotFound() : Error(ErrorKind.NotFound, "catalogue-file-not-found",
    "The catalogue has no file with this hash.");

/// <summary>There is no such import.</summary>
public sealed record ImportNotFound(string OperationId) : Error(ErrorKind.NotFound, "import-not-found",
    $"There is no import '{OperationId}'.");

/// <summary>An import is going on; two at once would mix.</summary>
public sealed record ImportRunning(string OperationId) : Error(ErrorKind.Conflict, "import-running",
    $"The import '{OperationId}' is still running; wait for its end.");

/// <summary>The tenant has imported a catalogue already; the platform keeps its hands off.</summary>
public sealed record CatalogueBegun(TenantId Tenant) : Error(ErrorKind.Conflict, "catalogue-begun",
    $"The catalogue of '{Tenant}' has begun already. Its curators can import the starter catalogue themselves.");
