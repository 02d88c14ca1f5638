namespace Interlink.Runtime.Durable;

/// <summary>No orchestration has this id. (The official client throws its transport's "not found".)</summary>
public sealed class OrchestrationNotFoundException(string instanceId)
    : InvalidOperationException($"There is no orchestration '{instanceId}'.")
{
    public string InstanceId { get; } = instanceId;
}

/// <summary>The orchestration is in a status that does not allow this. (The official client throws "failed precondition".)</summary>
public sealed class OrchestrationStatusException(string instanceId, string message) : InvalidOperationException(message)
{
    public string InstanceId { get; } = instanceId;
}

/// <summary>The turns of an orchestration could not be taken or kept, time and again: it was failed so that the others can go on.</summary>
public sealed class OrchestrationStuckException(string message) : InvalidOperationException(message);

/// <summary>The code of an orchestrator does not do what its history says it did.</summary>
public sealed class NonDeterministicOrchestrationException(string message) : InvalidOperationException(message);

/// <summary>Another process uses the database file.</summary>
public sealed class DatabaseInUseException(string path, Exception inner)
    : InvalidOperationException(
        $"Another process uses '{path}'. One database serves one host: stop the other, or give this one its own.", inner);
