using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Functions.OpenApi;

/// <summary>Describes shapes as JSON Schema; records and enums become components, each once.</summary>
internal sealed class SchemaWriter(XmlDocs docs)
{
    private readonly SortedDictionary<string, JsonNode> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Type, bool)> _names = new(StringComparer.Ordinal);

    /// <summary>Every component, in order of name.</summary>
    public JsonObject Components() => new(_components.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Value.DeepClone())));

    /// <summary>A component; null when there is none of the name.</summary>
    public JsonNode? Component(string name) => _components.GetValueOrDefault(name);

    /// <summary>The schema of something.</summary>
    /// <param name="input">Whether it is sent to us: then unknown members are refused and null counts; what we send leaves nulls out.</param>
    public JsonObject Of(Shape shape, bool input, IReadOnlyList<ValidationAttribute>? rules = null)
    {
        var schema = Bare(shape, input, rules ?? []);
        if (!shape.Nullable || !input)
        {
            return schema;
        }

        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.GetValue<string>(), "null");
            return schema;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private JsonObject Bare(Shape shape, bool input, IReadOnlyList<ValidationAttribute> rules) => shape.Kind switch
    {
        ShapeKind.Text => Bounded(new JsonObject { ["type"] = "string" }, rules),
        ShapeKind.Flag => new JsonObject { ["type"] = "boolean" },
        ShapeKind.Whole => Bounded(new JsonObject { ["type"] = "integer", ["format"] = shape.Type == typeof(long) ? "int64" : "int32" }, rules),
        ShapeKind.Number => Bounded(new JsonObject { ["type"] = "number", ["format"] = "double" }, rules),
        ShapeKind.Instant => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        ShapeKind.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
        ShapeKind.Localized => new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = "^[a-z]{2}$" },
            ["additionalProperties"] = Bounded(new JsonObject { ["type"] = "string" }, rules),
        },
        ShapeKind.List => ListOf(shape, input, rules),
        ShapeKind.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(shape.Element!, input, rules) },
        ShapeKind.Choice => Reference(shape, input: false, () => Choice(shape)),
        ShapeKind.Record => Reference(shape, input, () => Record(shape, input)),
        ShapeKind.Custom => Custom(shape.Type),
        _ => [],
    };

    private JsonObject ListOf(Shape shape, bool input, IReadOnlyList<ValidationAttribute> rules)
    {
        var list = new JsonObject { ["type"] = "array" };
        foreach (var (least, most) in rules.Where(InputRules.SpeaksOfLists).Select(InputRules.CountBounds))
        {
            Set(list, "minItems", least > 0 ? least : null);
            Set(list, "maxItems", most < int.MaxValue ? most : null);
        }

        list["items"] = Of(shape.Element!, input, [.. rules.Where(rule => !InputRules.SpeaksOfLists(rule))]);
        return list;
    }

    private JsonObject Reference(Shape shape, bool input, Func<JsonObject> write)
    {
        var name = NameOf(shape.Type, input);
        if (_names.TryGetValue(name, out var known) && known != (shape.Type, input))
        {
            name = shape.Type.Namespace!.Split('.')[^1] + name;
        }

        if (_names.TryAdd(name, (shape.Type, input)))
        {
            _components[name] = write();
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private JsonObject Record(Shape shape, bool input)
    {
        var schema = new JsonObject { ["type"] = "object" };
        Set(schema, "description", docs.Of(shape.Type));
        var fields = shape.Fields.Where(field => !input || field.Written).ToList();
        var owed = fields.Where(field => input ? field.Required : !field.Shape.Nullable).Select(field => (JsonNode)field.Name).ToArray();
        if (owed.Length > 0)
        {
            schema["required"] = new JsonArray(owed);
        }

        schema["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, Field(field, input))));
        if (input)
        {
            schema["additionalProperties"] = !shape.Closed;
        }

        return schema;
    }

    /// <summary>The schema of a member, with its own description, its default and its bounds.</summary>
    public JsonObject Field(FieldShape field, bool input)
    {
        var schema = Of(field.Shape, input, field.Rules);
        Set(schema, "description", docs.Of(field.Clr));
        if (input && DefaultOf(field) is { } initial)
        {
            schema["default"] = initial;
        }

        return schema;
    }

    private JsonObject Choice(Shape shape)
    {
        var meanings = Enum.GetNames(shape.Type).Zip(shape.Choices, (member, word) => (Word: word, Meaning: docs.Of(shape.Type, member)))
            .Where(choice => choice.Meaning is not null).Select(choice => $"`{choice.Word}`: {choice.Meaning}");
        var schema = new JsonObject { ["type"] = "string" };
        Set(schema, "description", string.Join(' ', meanings.Prepend(docs.Of(shape.Type)).OfType<string>()));
        schema["enum"] = new JsonArray([.. shape.Choices.Select(word => (JsonNode)word)]);
        return schema;
    }

    private static JsonNode? DefaultOf(FieldShape field)
    {
        var value = field.Initial ?? (field.Clr.DeclaringType is { IsAbstract: false } type && type.GetConstructor(Type.EmptyTypes) is { } make
            ? field.Clr.GetValue(make.Invoke(null))
            : null);
        return field.Required || value is null || field.Shape.Kind is ShapeKind.List or ShapeKind.Map or ShapeKind.Record
            ? null
            : JsonSerializer.SerializeToNode(value, value.GetType(), Json.Options);
    }

    private static JsonObject Custom(Type type) =>
        type == typeof(TenantId) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$" }
        : type == typeof(Uri) ? new JsonObject { ["type"] = "string", ["format"] = "uri" }
        : type == typeof(Guid) ? new JsonObject { ["type"] = "string", ["format"] = "uuid" }
        : type == typeof(byte[]) ? new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" }
        : new JsonObject { ["type"] = "string" };

    private static JsonObject Bounded(JsonObject schema, IReadOnlyList<ValidationAttribute> rules)
    {
        foreach (var rule in rules)
        {
            switch (rule)
            {
                case RequiredAttribute when (string?)schema["type"] == "string" && !schema.ContainsKey("minLength"):
                    schema["minLength"] = 1;
                    break;
                case StringLengthAttribute length:
                    Set(schema, "minLength", length.MinimumLength > 0 ? length.MinimumLength : null);
                    schema["maxLength"] = length.MaximumLength;
                    break;
                case MinLengthAttribute length:
                    schema["minLength"] = length.Length;
                    break;
                case MaxLengthAttribute length:
                    schema["maxLength"] = length.Length;
                    break;
                case LengthAttribute length:
                    schema["minLength"] = length.MinimumLength;
                    schema["maxLength"] = length.MaximumLength;
                    break;
                case RangeAttribute range:
                    Set(schema, "minimum", Bound(range.Minimum));
                    Set(schema, "maximum", Bound(range.Maximum));
                    break;
                case RegularExpressionAttribute expression:
                    schema["pattern"] = $"^(?:{expression.Pattern})$";
                    break;
                case LanguageCodeAttribute:
                    schema["pattern"] = "^[a-z]{2}$";
                    break;
            }
        }

        return schema;
    }

    private static JsonNode? Bound(object bound) => bound switch
    {
        int.MaxValue or long.MaxValue or int.MinValue or long.MinValue => null,
        double value when value >= long.MaxValue || value <= long.MinValue => null,
        _ => JsonNode.Parse(Convert.ToString(bound, CultureInfo.InvariantCulture)!),
    };

    private static void Set(JsonObject schema, string name, JsonNode? value)
    {
        if (value is not null && (value is not JsonValue text || !text.TryGetValue<string>(out var words) || words.Length > 0))
        {
            schema[name] = value;
        }
    }

    private static string NameOf(Type type, bool input)
    {
        var name = type.IsGenericType
            ? string.Concat(type.GetGenericArguments().Select(argument => NameOf(argument, false))) + type.Name.Split('`')[0]
            : type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
        return input && !name.EndsWith("Request", StringComparison.Ordinal) ? $"{name}Input" : name;
    }
}
