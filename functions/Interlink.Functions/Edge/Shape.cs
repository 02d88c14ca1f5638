using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>What a CLR type looks like as JSON, at one place of use: read once by reflection, then used to check input and to describe the API.</summary>
/// <param name="Type">The CLR type, without <see cref="Nullable{T}"/>.</param>
/// <param name="Kind">What it is in JSON.</param>
/// <param name="Nullable">Whether null is allowed here.</param>
/// <param name="Element">Of what a list or map consists.</param>
internal sealed record Shape(Type Type, ShapeKind Kind, bool Nullable, Shape? Element = null)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<FieldShape>> Records = new();
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<string>> Enums = new();

    /// <summary>The members of a record, in order of declaration.</summary>
    public IReadOnlyList<FieldShape> Fields => Kind is ShapeKind.Record ? Records.GetOrAdd(Type, ReadFields) : [];

    /// <summary>Whether fields that the record does not have are refused; a record that others extend says otherwise
    /// (<see cref="JsonUnmappedMemberHandling.Skip"/>).</summary>
    public bool Closed => Type.GetCustomAttribute<JsonUnmappedMemberHandlingAttribute>()?.UnmappedMemberHandling is not JsonUnmappedMemberHandling.Skip;

    /// <summary>The words an enum can be.</summary>
    public IReadOnlyList<string> Choices => Kind is ShapeKind.Choice ? Enums.GetOrAdd(Type, ReadChoices) : [];

    /// <summary>The shape of a type that stands on its own.</summary>
    public static Shape Of(Type type) => Of(type, null);

    private static Shape Of(Type type, NullabilityInfo? info)
    {
        var underlying = System.Nullable.GetUnderlyingType(type);
        var nullable = underlying is not null || (!type.IsValueType && info?.ReadState is NullabilityState.Nullable);
        var bare = underlying ?? type;
        var kind = KindOf(bare);
        return new Shape(bare, kind, nullable, kind is ShapeKind.List or ShapeKind.Map ? ElementOf(bare, info) : null);
    }

    private static Shape ElementOf(Type type, NullabilityInfo? info)
    {
        var element = Json.Options.GetTypeInfo(type).ElementType ?? typeof(object);
        var use = info?.ElementType ?? info?.GenericTypeArguments.LastOrDefault();
        return Of(element, use?.Type == element ? use : null);
    }

    private static ShapeKind KindOf(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(char) => ShapeKind.Text,
        _ when type == typeof(bool) => ShapeKind.Flag,
        _ when type == typeof(float) || type == typeof(double) || type == typeof(decimal) => ShapeKind.Number,
        _ when type.IsEnum => ShapeKind.Choice,
        _ when type.IsPrimitive => ShapeKind.Whole,
        _ when type == typeof(DateTimeOffset) || type == typeof(DateTime) => ShapeKind.Instant,
        _ when type == typeof(DateOnly) => ShapeKind.Date,
        _ when type == typeof(LocalizedText) => ShapeKind.Localized,
        _ when type == typeof(object) || type == typeof(JsonElement) || type.IsAssignableTo(typeof(JsonNode)) => ShapeKind.Any,
        _ => Json.Options.GetTypeInfo(type).Kind switch
        {
            JsonTypeInfoKind.Object => ShapeKind.Record,
            JsonTypeInfoKind.Enumerable => ShapeKind.List,
            JsonTypeInfoKind.Dictionary => ShapeKind.Map,
            _ => ShapeKind.Custom,
        },
    };

    private static List<FieldShape> ReadFields(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var fields = new List<FieldShape>();
        foreach (var property in Json.Options.GetTypeInfo(type).Properties)
        {
            if (property.AttributeProvider is not PropertyInfo clr || property.Get is null || clr.IsDefined(typeof(JsonExtensionDataAttribute)))
            {
                continue;
            }

            var parameter = property.AssociatedParameter;
            var rules = clr.GetCustomAttributes<ValidationAttribute>()
                .Concat(parameter?.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), true).Cast<ValidationAttribute>() ?? [])
                .DistinctBy(r => (r.GetType(), r.TypeId)).ToList();
            var shape = Of(property.PropertyType, nullability.Create(clr));
            var owed = parameter is not null ? !parameter.HasDefaultValue && !shape.Nullable : property.IsRequired;
            var written = property.Set is not null || parameter is not null;
            var initial = parameter is { HasDefaultValue: true } ? parameter.DefaultValue : null;
            var example = clr.GetCustomAttribute<ExampleAttribute>()
                ?? parameter?.AttributeProvider?.GetCustomAttributes(typeof(ExampleAttribute), true).Cast<ExampleAttribute>().FirstOrDefault();
            fields.Add(new FieldShape(property.Name, clr, shape, owed || rules.OfType<RequiredAttribute>().Any(), written, initial, rules, example?.Value));
        }

        return fields;
    }

    private static List<string> ReadChoices(Type type) =>
        [.. Enum.GetNames(type).Select(name =>
            type.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];
}

/// <summary>A member of a record.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Clr">The property.</param>
/// <param name="Shape">What it is.</param>
/// <param name="Required">Whether input must state it.</param>
/// <param name="Written">Whether input can state it at all; false for members that are computed.</param>
/// <param name="Initial">Its value when input does not state it, as far as the constructor says.</param>
/// <param name="Rules">Its bounds.</param>
/// <param name="Example">What it states as its example; null for nothing.</param>
internal sealed record FieldShape(
    string Name, PropertyInfo Clr, Shape Shape, bool Required, bool Written, object? Initial, IReadOnlyList<ValidationAttribute> Rules, string? Example);

/// <summary>What something is in JSON.</summary>
internal enum ShapeKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>A time, ISO 8601 with offset.</summary>
    Instant,

    /// <summary>A date.</summary>
    Date,

    /// <summary>Text by language code.</summary>
    Localized,

    /// <summary>Whatever its converter reads from a string.</summary>
    Custom,

    /// <summary>Any JSON.</summary>
    Any,

    /// <summary>An object with known members.</summary>
    Record,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object with any members of one type.</summary>
    Map,
}
