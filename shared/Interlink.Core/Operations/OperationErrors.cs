using Interlink.Core.Kernel;

namespace Interlink.Core.Operations;

/// <summary>No such operation, or not the caller's to see.</summary>
public sealed record OperationNotFound(string Id) : Error(ErrorKind.NotFound, "operation-not-found", $"There is no operation '{Id}'.");
