using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of one function.</summary>
public abstract class FunctionContext
{
    protected FunctionContext()
    {
    }

    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    public abstract TraceContext TraceContext { get; }

    public abstract BindingContext BindingContext { get; }

    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's own scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware leaves for what runs after it.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Canceled when the invocation is to stop: the client went away or the host shuts down.</summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;
}

/// <summary>What a function is: its name, method and bindings.</summary>
public abstract class FunctionDefinition
{
    protected FunctionDefinition()
    {
    }

    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    public abstract string PathToAssembly { get; }

    /// <summary>The full name of the type, a dot, the name of the method.</summary>
    public abstract string EntryPoint { get; }

    public abstract string Id { get; }

    public abstract string Name { get; }

    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}

/// <summary>A parameter of a function.</summary>
public class FunctionParameter
{
    public FunctionParameter(string name, Type type)
        : this(name, type, ImmutableDictionary<string, object>.Empty)
    {
    }

    public FunctionParameter(string name, Type type, IReadOnlyDictionary<string, object> properties)
        : this(name, type, false, null, properties)
    {
    }

    public FunctionParameter(string name, Type type, bool hasDefaultValue, object? defaultValue)
        : this(name, type, hasDefaultValue, defaultValue, ImmutableDictionary<string, object>.Empty)
    {
    }

    public FunctionParameter(
        string name, Type type, bool hasDefaultValue, object? defaultValue, IReadOnlyDictionary<string, object> properties)
    {
        Name = name;
        Type = type;
        HasDefaultValue = hasDefaultValue;
        DefaultValue = defaultValue;
        Properties = properties;
        IsReferenceOrNullableType = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
    }

    public string Name { get; }

    public Type Type { get; }

    public bool HasDefaultValue { get; }

    public object? DefaultValue { get; }

    public bool IsReferenceOrNullableType { get; }

    /// <summary>What attributes say of the parameter, by name.</summary>
    public IReadOnlyDictionary<string, object> Properties { get; }
}

/// <summary>A binding of a function: the parameter's name, the kind, the direction.</summary>
public abstract class BindingMetadata
{
    protected BindingMetadata()
    {
    }

    public abstract string Name { get; }

    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}

/// <summary>Whether a binding brings data in or takes it out.</summary>
public enum BindingDirection
{
    In,
    Out,
}

/// <summary>What the trigger brought: route values, an instance id.</summary>
public abstract class BindingContext
{
    protected BindingContext()
    {
    }

    public abstract IReadOnlyDictionary<string, object> BindingData { get; }
}

/// <summary>The distributed trace that an invocation is part of.</summary>
public abstract class TraceContext
{
    protected TraceContext()
    {
    }

    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }
}

/// <summary>How often the host has tried an invocation before.</summary>
public abstract class RetryContext
{
    protected RetryContext()
    {
    }

    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}

/// <summary>Things that parts of the host and middleware attach to an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T? instance);

    T? Get<T>();
}
