using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Functions.OpenApi;

/// <summary>Writes examples of shapes, the same for the same shape: what the member or the record says of itself (<see cref="ExampleAttribute"/>), else what
/// <see cref="ExampleWords"/> knows by its name, within its bounds. Tests send every example of a body to a host, and hold every example of an answer against its schema.</summary>
/// <param name="input">Whether it is sent to us: then what has a default shows it, and only what input can state is stated. Of what we send, examples show the usual.</param>
internal sealed class ExampleWriter(bool input)
{
    /// <summary>An example; null for what has none.</summary>
    public static JsonNode? Of(Type type, bool input) => new ExampleWriter(input).Value(Shape.Of(type), new Place("", ""), [], []);

    /// <summary>An example of what a constructor takes.</summary>
    /// <param name="owner">The name of what it makes.</param>
    public static JsonNode? Of(ParameterInfo parameter, string owner) =>
        new ExampleWriter(input: true).Value(Shape.Of(parameter.ParameterType), new Place(owner, JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)), [], []);

    /// <summary>What stands in the place of a path.</summary>
    /// <param name="path">The whole path.</param>
    public static JsonNode OfPlace(RoutePlace place, string path) => place switch
    {
        { Rule: "int" or "long" } => 1,
        { Name: "tenant" } => "varam",
        { Name: "document" } => "terms",
        { Name: "id" } => ExampleWords.Id(path[..path.IndexOf("/{id}", StringComparison.Ordinal)].Split('/')[^1]),
        _ => ExampleWords.Text("", place.Name),
    };

    private JsonNode? Value(Shape shape, Place place, IReadOnlyList<ValidationAttribute> rules, IReadOnlyList<Type> within) => shape.Kind switch
    {
        ShapeKind.Text => Text(place, rules),
        ShapeKind.Flag => ExampleWords.Flag(place.Name),
        ShapeKind.Whole or ShapeKind.Number => Number(place.Name, rules),
        ShapeKind.Instant => ExampleWords.When(place.Name),
        ShapeKind.Date => ExampleWords.Time[..10],
        ShapeKind.Localized => new JsonObject { ["en"] = Text(place, rules) },
        ShapeKind.Choice => StatedBy(shape.Type, shape) ?? shape.Choices[0],
        ShapeKind.Custom => Custom(shape.Type, place),
        ShapeKind.List => List(shape, place, [.. rules.Where(r => !InputRules.SpeaksOfLists(r))], within),
        ShapeKind.Map => Value(shape.Element!, place, [], within) is { } value ? new JsonObject { ["en"] = value } : new JsonObject(),
        ShapeKind.Record when StatedBy(shape.Type, shape) is { } stated => stated,
        ShapeKind.Record when !within.Contains(shape.Type) => Record(shape, place, [.. within, shape.Type]),
        ShapeKind.Record => null,
        _ => new JsonObject(),
    };

    private JsonArray List(Shape shape, Place place, IReadOnlyList<ValidationAttribute> rules, IReadOnlyList<Type> within) =>
        (input || !ExampleWords.IsEmpty(place.Name)) && Value(shape.Element!, place, rules, within) is { } item ? [item] : [];

    private JsonObject Record(Shape shape, Place place, IReadOnlyList<Type> within)
    {
        var record = new JsonObject();
        foreach (var field in shape.Fields.Where(f => input ? f.Written : !f.Shape.Nullable || !ExampleWords.IsUnusual(f.Name)))
        {
            if (Member(shape.Type, place, field, within) is { } example)
            {
                record[field.Name] = example;
            }
        }

        return record;
    }

    // A text in the reader's language and a count of values tell of what they stand for.
    private JsonNode? Member(Type owner, Place place, FieldShape field, IReadOnlyList<Type> within) =>
        field.Example is { } stated ? Stated(stated, field.Shape)
        : (owner == typeof(Localized) && field.Name == "text") || field.Name is "value" or "label" ? Text(place, field.Rules)
        : input && !field.Required && field.Initial is { } initial ? JsonSerializer.SerializeToNode(initial, initial.GetType(), Json.Options)
        : Value(field.Shape, new Place(owner.Name, field.Name), field.Rules, within);

    private static JsonNode? StatedBy(Type type, Shape shape) => type.GetCustomAttribute<ExampleAttribute>() is { } stated ? Stated(stated.Value, shape) : null;

    private static JsonNode? Stated(string value, Shape shape) =>
        shape.Kind is ShapeKind.Text or ShapeKind.Custom or ShapeKind.Choice or ShapeKind.Instant or ShapeKind.Date ? value : JsonNode.Parse(value);

    private static string Text(Place place, IReadOnlyList<ValidationAttribute> rules) =>
        rules.OfType<LanguageCodeAttribute>().Any() ? "en"
        : rules.OfType<AllowedValuesAttribute>().FirstOrDefault()?.Values.OfType<string>().FirstOrDefault() ?? ExampleWords.Text(place.Owner, place.Name);

    private static JsonNode Number(string name, IReadOnlyList<ValidationAttribute> rules)
    {
        var number = ExampleWords.Number(name);
        foreach (var range in rules.OfType<RangeAttribute>())
        {
            number = Math.Clamp(number, Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
        }

        return JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))!;
    }

    private static JsonNode Custom(Type type, Place place) =>
        type == typeof(TenantId) ? "varam" : type == typeof(byte[]) ? "SGVsbG8=" : type == typeof(Guid) ? Guid.Empty.ToString() : ExampleWords.Text(place.Owner, place.Name);

    private sealed record Place(string Owner, string Name);
}
