using Interlink.Core.Operations;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Operations;

/// <summary>The answer to a request that starts an operation.</summary>
public static class OperationReplies
{
    /// <summary>202 with the operation and, in <c>Location</c>, where to ask how it goes.</summary>
    public static Reply<OperationView> Accepted(this OperationView operation) => Reply.Accepted(operation, $"/api/operations/{operation.Id}");
}
