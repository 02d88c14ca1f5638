using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Hosting;

/// <summary>A function that was found: its definition and what is needed to run it.</summary>
internal sealed class FunctionEntry : FunctionDefinition
{
    private readonly Lazy<MethodInvoker> _invoker;
    private readonly Lazy<ReturnReader> _reader;
    private readonly Lazy<ObjectFactory?> _factory;

    public FunctionEntry(string name, MethodInfo method, ParameterInfo trigger, TriggerBindingAttribute attribute)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        Attribute = attribute;
        Route = attribute is HttpTriggerAttribute http ? RoutePatternFactory.Parse(http.Route ?? name) : null;
        _invoker = new Lazy<MethodInvoker>(() => MethodInvoker.Create(method));
        _reader = new Lazy<ReturnReader>(() => ReturnReader.For(method.ReturnType));
        _factory = new Lazy<ObjectFactory?>(() => method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []));
        var parameters = method.GetParameters();
        Parameters = [.. parameters.Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.DefaultValue))];
        InputBindings = parameters
            .Select(p => (p.Name, Binding: p.GetCustomAttribute<BindingAttribute>()))
            .Where(p => p.Binding is not null)
            .ToImmutableDictionary(p => p.Name!, p => (BindingMetadata)new Binding(p.Name!, TypeOf(p.Binding!)));
        Binders = [.. parameters.Select(p => ParameterBinder.For(this, p))];
    }

    public MethodInfo Method { get; }

    /// <summary>The parameter that carries the trigger.</summary>
    public ParameterInfo Trigger { get; }

    public TriggerBindingAttribute Attribute { get; }

    /// <summary>The route below the prefix, when the trigger is HTTP.</summary>
    public RoutePattern? Route { get; }

    /// <summary>What fills each parameter.</summary>
    public ImmutableArray<ParameterBinder> Binders { get; }

    public MethodInvoker Invoker => _invoker.Value;

    public ReturnReader Reader => _reader.Value;

    /// <summary>Makes the object the method is called on; null when it is static.</summary>
    public ObjectFactory? Factory => _factory.Value;

    public override string Name { get; }

    public override string Id => Name;

    public override string PathToAssembly => Method.DeclaringType!.Assembly.Location;

    public override string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string TypeOf(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name;
        return char.ToLowerInvariant(name[0]) + name[1..^"Attribute".Length];
    }

    private sealed class Binding(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
