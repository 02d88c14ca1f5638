using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Interlink.Functions.Tests.OpenApi;

/// <summary>Holds JSON against a schema, as far as the API's description uses JSON Schema.</summary>
internal sealed class SchemaCheck
{
    private readonly JsonObject _root;
    private readonly List<string> _faults = [];

    private SchemaCheck(JsonObject root) => _root = root;

    /// <summary>What the schema holds against the value, each with where it stands.</summary>
    /// <param name="root">The document that references lead into.</param>
    public static IReadOnlyList<string> Faults(JsonObject root, JsonObject schema, JsonNode? value, string at)
    {
        var check = new SchemaCheck(root);
        check.Value(schema, value, at);
        return check._faults;
    }

    private void Value(JsonObject schema, JsonNode? value, string at)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            Value(reference.Split('/').Skip(1).Aggregate((JsonNode)_root, (node, step) => node[step]!).AsObject(), value, at);
        }
        else if (schema["anyOf"] is JsonArray any)
        {
            Say(any.All(one => Faults(_root, one!.AsObject(), value, at).Count > 0), at, "is none of what it can be");
        }
        else if (Is(schema["type"], value, at))
        {
            Bounds(schema, value, at);
            Members(schema, value as JsonObject, at);
            Items(schema, value as JsonArray, at);
        }
    }

    private bool Is(JsonNode? type, JsonNode? value, string at)
    {
        var found = value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => double.IsInteger(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)) ? "integer" : "number",
            { } kind => kind.ToString().ToLowerInvariant(),
        };
        string[] allowed = type switch { null => [], JsonArray several => [.. several.Select(t => (string)t!)], _ => [(string)type!] };
        var fits = value is not null && allowed.Length == 0 || allowed.Contains(found) || (found == "integer" && allowed.Contains("number"));
        Say(!fits, at, $"is {found}, not {string.Join(" or ", allowed)}");
        return fits;
    }

    private void Bounds(JsonObject schema, JsonNode? value, string at)
    {
        if (value?.GetValueKind() is JsonValueKind.String)
        {
            var text = (string)value!;
            Say(schema["enum"] is JsonArray words && words.All(w => (string?)w != text), at, $"is '{text}', which is no word of it");
            Say(text.Length < ((int?)schema["minLength"] ?? 0) || text.Length > ((int?)schema["maxLength"] ?? int.MaxValue), at, $"is '{text}', too short or too long");
            Say((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern), at, $"is '{text}', not {(string?)schema["pattern"]}");
            Say((string?)schema["format"] is "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _), at, $"is '{text}', no time");
            Say((string?)schema["format"] is "uri" && !Uri.TryCreate(text, UriKind.Absolute, out _), at, $"is '{text}', no address");
        }
        else if (value?.GetValueKind() is JsonValueKind.Number)
        {
            var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
            Say(number < ((double?)schema["minimum"] ?? double.MinValue) || number > ((double?)schema["maximum"] ?? double.MaxValue), at, $"is {number}, too small or too large");
        }
    }

    private void Members(JsonObject schema, JsonObject? value, string at)
    {
        if (value is null)
        {
            return;
        }

        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var owed in (schema["required"] as JsonArray ?? []).Select(r => (string)r!).Where(r => !value.ContainsKey(r)))
        {
            Say(true, $"{at}.{owed}", "is missing");
        }

        foreach (var (name, member) in value)
        {
            if ((properties[name] ?? schema["additionalProperties"]) is JsonObject further)
            {
                Value(further, member, $"{at}.{name}");
            }
            else
            {
                Say(schema.ContainsKey("properties"), $"{at}.{name}", "is unknown");
            }
        }
    }

    private void Items(JsonObject schema, JsonArray? value, string at)
    {
        Say(value?.Count < (int?)schema["minItems"] || value?.Count > (int?)schema["maxItems"], at, "has too few or too many items");
        for (var i = 0; i < value?.Count; i++)
        {
            Value(schema["items"]!.AsObject(), value[i], $"{at}[{i}]");
        }
    }

    private void Say(bool holds, string at, string fault)
    {
        if (holds)
        {
            _faults.Add($"{at} {fault}");
        }
    }
}
