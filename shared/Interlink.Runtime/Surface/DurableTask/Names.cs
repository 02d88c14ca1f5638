namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity; letter case does not matter.</summary>
public readonly struct TaskName(string name) : IEquatable<TaskName>
{
    public string Name { get; } = name;

    /// <summary>Always empty: versions travel in options.</summary>
    public string Version { get; } = string.Empty;

    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new TaskName(value);

    public static implicit operator string(TaskName value) => value.Name;

    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => Name is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name ?? string.Empty;
}

/// <summary>The version an orchestration was started with.</summary>
public readonly struct TaskVersion(string? version) : IEquatable<TaskVersion>
{
    /// <summary>No version.</summary>
    public static readonly TaskVersion Unversioned = new(string.Empty);

    public string Version { get; } = version ?? string.Empty;

    public static implicit operator TaskVersion(string? value) => new(value);

    public static implicit operator string(TaskVersion value) => value.Version;

    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    public bool Equals(TaskVersion other) =>
        string.Equals(Version ?? string.Empty, other.Version ?? string.Empty, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version ?? string.Empty);
}

/// <summary>The orchestration that started this one.</summary>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
