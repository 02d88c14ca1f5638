using System.Collections;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Hosting;

/// <summary>An invocation as this host runs it. What few functions ask for is made when it is asked for.</summary>
internal sealed class HostFunctionContext : FunctionContext, IAsyncDisposable
{
    private readonly IServiceScopeFactory? _scopes;
    private readonly Lock _gate = new();
    private AsyncServiceScope? _scope;
    private IServiceProvider? _services;
    private IDictionary<object, object>? _items;
    private InvocationFeatures? _features;
    private string? _invocationId;
    private bool _isDisposed;

    /// <summary>An invocation in a scope of its own, which lasts as long as the context.</summary>
    public HostFunctionContext(FunctionEntry entry, IServiceScopeFactory scopes, object? payload, CancellationToken cancellation)
        : this(entry, payload, cancellation) => _scopes = scopes;

    /// <summary>An invocation in somebody else's scope.</summary>
    public HostFunctionContext(FunctionEntry entry, IServiceProvider services, object? payload, CancellationToken cancellation)
        : this(entry, payload, cancellation) => _services = services;

    private HostFunctionContext(FunctionEntry entry, object? payload, CancellationToken cancellation)
    {
        Entry = entry;
        Payload = payload;
        CancellationToken = cancellation;
    }

    public FunctionEntry Entry { get; }

    /// <summary>What the trigger brought: an HTTP context, timer information, an orchestration context, an activity's input.</summary>
    public object? Payload { get; }

    /// <summary>What the pipeline ends in.</summary>
    public Func<HostFunctionContext, Task> Body { get; set; } = FunctionInvoker.Invoke;

    public InvocationResults Results { get; } = new();

    /// <summary>The orchestration that an orchestrator or activity runs for.</summary>
    public string? InstanceId { get; init; }

    public IReadOnlyDictionary<string, object> BindingData
    {
        get => field ??= InstanceId is null ? [] : new Dictionary<string, object> { ["instanceId"] = InstanceId };
        init;
    }

    public override string InvocationId => _invocationId ??= new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    public override string FunctionId => Entry.Id;

    public override FunctionDefinition FunctionDefinition => Entry;

    public override IServiceProvider InstanceServices
    {
        get => _services ?? OpenScope();
        set => _services = value;
    }

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override IInvocationFeatures Features
    {
        get
        {
            if (_features is not null) return _features;
            _features = new InvocationFeatures();
            _features.Set(Results);
            return _features;
        }
    }

    public override CancellationToken CancellationToken { get; }

    public override BindingContext BindingContext => new Bindings(BindingData);

    public override TraceContext TraceContext => field ??= new Trace();

    public override Microsoft.Azure.Functions.Worker.RetryContext RetryContext => FirstTry.Instance;

    /// <summary>Closes the scope, if it was ever opened.</summary>
    public ValueTask DisposeAsync()
    {
        AsyncServiceScope? scope;
        lock (_gate)
        {
            _isDisposed = true;
            scope = _scope;
            _scope = null;
        }

        return scope?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>Closes the scope without making anybody wait for it.</summary>
    public void Abandon()
    {
        if (_scope is null) return;
        ThreadPool.UnsafeQueueUserWorkItem(static context => _ = context.DisposeAsync().AsTask(), this, preferLocal: false);
    }

    private IServiceProvider OpenScope()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _scope ??= _scopes!.CreateAsyncScope();
            return _services = _scope.Value.ServiceProvider;
        }
    }

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
        public static FirstTry Instance { get; } = new();

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
