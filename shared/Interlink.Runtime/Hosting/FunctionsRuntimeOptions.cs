using System.Reflection;
using System.Text.Json;

namespace Interlink.Runtime.Hosting;

/// <summary>What the embedded host serves and where it keeps its state.</summary>
public sealed class FunctionsRuntimeOptions
{
    /// <summary>The assemblies that hold the functions: public methods of public classes with a <c>[Function]</c> attribute.</summary>
    public required IReadOnlyList<Assembly> Assemblies { get; init; }

    /// <summary>The host's own database file (<c>runtime.db</c>); its folder is created when absent.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>Where host.json is; without one the route prefix is <c>api</c>.</summary>
    public string? HostJsonPath { get; init; }

    /// <summary>How durable payloads and plainly returned objects are written as JSON.</summary>
    public JsonSerializerOptions? SerializerOptions { get; init; }

    /// <summary>Whether a commit reaches the disk before it counts. Off, a power cut (not a crash) may lose the last commits.</summary>
    public bool FlushEveryCommit { get; init; } = true;

    /// <summary>How many activities run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>How many orchestrators may run between two waits at once. They do not wait for their commits here.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>How many waiting orchestrations stay in memory; the others come back from history. None: every turn replays.</summary>
    public int MaxLiveOrchestrations { get; init; } = 20_000;

    /// <summary>How much memory waiting orchestrations may take, as estimated.</summary>
    public long MaxLiveOrchestrationBytes { get; init; } = 128 << 20;
}
