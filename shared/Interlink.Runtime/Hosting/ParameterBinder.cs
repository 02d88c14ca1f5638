using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Hosting;

/// <summary>Gives one parameter of a function its value.</summary>
internal sealed class ParameterBinder
{
    private readonly Func<HostFunctionContext, ValueTask<object?>> _bind;

    private ParameterBinder(Func<HostFunctionContext, ValueTask<object?>> bind) => _bind = bind;

    public ValueTask<object?> Bind(HostFunctionContext context) => _bind(context);

    /// <summary>Decides once how the parameter is filled; throws when nothing could.</summary>
    public static ParameterBinder For(FunctionEntry entry, ParameterInfo parameter) =>
        Common(parameter) ?? entry.Attribute switch
        {
            HttpTriggerAttribute => Http(entry, parameter),
            TimerTriggerAttribute when parameter.ParameterType == typeof(TimerInfo) => Of(context => context.Payload),
            OrchestrationTriggerAttribute when parameter.Position == entry.Trigger.Position => Of(context => context.Payload),
            OrchestrationTriggerAttribute => Input(parameter),
            ActivityTriggerAttribute when parameter.Position == entry.Trigger.Position => Input(parameter),
            ActivityTriggerAttribute when IsInstanceId(parameter) => Of(context => context.InstanceId),
            _ => null,
        }
        ?? throw new InvalidOperationException(
            $"The function '{entry.Name}' has a parameter that this host cannot fill: {parameter.ParameterType.Name} {parameter.Name}.");

    private static ParameterBinder Of(Func<HostFunctionContext, object?> value) => new(context => new ValueTask<object?>(value(context)));

    private static ParameterBinder? Common(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext)) return Of(context => context);
        if (type == typeof(CancellationToken)) return Of(context => context.CancellationToken);
        if (parameter.IsDefined(typeof(DurableClientAttribute)) && type == typeof(DurableTaskClient))
            return Of(context => context.InstanceServices.GetRequiredService<DurableTaskClient>());

        var converter = parameter.GetCustomAttribute<InputConverterAttribute>() ?? type.GetCustomAttribute<InputConverterAttribute>();
        return converter is null ? null : Converted(parameter, converter.ConverterType);
    }

    private static ParameterBinder? Http(FunctionEntry entry, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(HttpRequest)) return Of(context => ((HttpContext)context.Payload!).Request);
        if (type == typeof(HttpContext)) return Of(context => context.Payload);

        var name = parameter.Name!;
        var isRouteValue = entry.Route!.GetParameter(name) is not null && RouteValue.CanRead(type);
        return isRouteValue ? Of(context => RouteValue.Read(context.BindingData.GetValueOrDefault(name), parameter)) : null;
    }

    private static ParameterBinder Input(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var absent = type.IsValueType ? Activator.CreateInstance(type) : null;
        return Of(context => context.Payload switch
        {
            ISerializedInput { IsPresent: true } input => input.Read(type),
            _ => parameter.HasDefaultValue ? parameter.DefaultValue : absent,
        });
    }

    private static bool IsInstanceId(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase);

    private static ParameterBinder Converted(ParameterInfo parameter, Type converterType)
    {
        var absent = parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
        return new ParameterBinder(async context =>
        {
            var converter = (IInputConverter)ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, converterType);
            var result = await converter.ConvertAsync(new Conversion(parameter.ParameterType, context));
            return result.Status == ConversionStatus.Succeeded ? result.Value : absent;
        });
    }

    private sealed class Conversion(Type target, HostFunctionContext context) : ConverterContext
    {
        public override Type TargetType => target;

        public override object? Source => context.Payload;

        public override FunctionContext FunctionContext => context;

        public override IReadOnlyDictionary<string, object> Properties { get; } = new Dictionary<string, object>();
    }
}

/// <summary>A trigger's payload that carries its input as text.</summary>
internal interface ISerializedInput
{
    /// <summary>Whether one was given.</summary>
    bool IsPresent { get; }

    object? Read(Type type);
}

/// <summary>Reads a route value as the type its parameter has.</summary>
internal static class RouteValue
{
    private static readonly HashSet<Type> s_types = [typeof(string), typeof(int), typeof(long), typeof(Guid), typeof(bool)];

    public static bool CanRead(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        return target.IsEnum || s_types.Contains(target);
    }

    public static object? Read(object? value, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (Convert.ToString(value, CultureInfo.InvariantCulture) is not { Length: > 0 } text)
            return parameter.HasDefaultValue ? parameter.DefaultValue : type.IsValueType ? Activator.CreateInstance(type) : null;
        return Parse(text, Nullable.GetUnderlyingType(type) ?? type)
            ?? throw new FunctionInputConverterException($"The route value '{parameter.Name}' is not a {type.Name}: {text}.");
    }

    private static object? Parse(string text, Type type)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(int)) return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(long)) return long.TryParse(text, CultureInfo.InvariantCulture, out var large) ? large : null;
        if (type == typeof(Guid)) return Guid.TryParse(text, out var id) ? id : null;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : null;
        return Enum.TryParse(type, text, ignoreCase: true, out var named) && Enum.IsDefined(type, named!) ? named : null;
    }
}
