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

    /// <summary>How many orchestrations may be between two waits at once; they share commits.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 50 * Environment.ProcessorCount;
}
