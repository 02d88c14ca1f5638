using System.Collections;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Runtime.Hosting;

/// <summary>An invocation as this host runs it.</summary>
internal sealed class HostFunctionContext : FunctionContext
{
    private string? _invocationId;

    public HostFunctionContext(FunctionEntry entry, IServiceProvider services, object? payload, CancellationToken cancellation)
    {
        Entry = entry;
        InstanceServices = services;
        Payload = payload;
        CancellationToken = cancellation;
        Features.Set(Results);
    }

    public FunctionEntry Entry { get; }

    /// <summary>What the trigger brought: an HTTP context, timer information, an orchestration context, an activity's input.</summary>
    public object? Payload { get; }

    /// <summary>What the pipeline ends in.</summary>
    public Func<HostFunctionContext, Task> Body { get; init; } = FunctionInvoker.Invoke;

    public InvocationResults Results { get; } = new();

    public IReadOnlyDictionary<string, object> BindingData { get; init; } = new Dictionary<string, object>();

    public override string InvocationId => _invocationId ??= new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    public override string FunctionId => Entry.Id;

    public override FunctionDefinition FunctionDefinition => Entry;

    public override IServiceProvider InstanceServices { get; set; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    public override BindingContext BindingContext => new Bindings(BindingData);

    public override TraceContext TraceContext { get; } = new Trace();

    public override Microsoft.Azure.Functions.Worker.RetryContext RetryContext { get; } = new FirstTry();

    private sealed class Bindings(IReadOnlyDictionary<string, object> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object> BindingData => data;
    }

    private sealed class Trace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? string.Empty;

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? string.Empty;
    }

    private sealed class FirstTry : Microsoft.Azure.Functions.Worker.RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _features = [];

        public T? Get<T>() => _features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public void Set<T>(T? instance)
        {
            if (instance is null) _features.Remove(typeof(T));
            else _features[typeof(T)] = instance;
        }

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
