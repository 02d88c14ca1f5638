using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Core.Audit;

/// <summary>The canonical form of JSON (RFC 8785): members in order of their names by UTF-16 code unit, no white space, the shortest escapes, UTF-8. Numbers must be
/// whole and below 2^53, for which the form is their digits; <see cref="Plain"/> sees to that.</summary>
public static class CanonicalJson
{
    private const long MaxNumber = (1L << 53) - 1;

    /// <summary>The canonical form.</summary>
    /// <exception cref="FormatException">A number in it is not whole, or too large.</exception>
    /// <exception cref="InvalidOperationException">A text in it is not Unicode.</exception>
    public static byte[] Of(JsonElement json)
    {
        var text = new StringBuilder();
        Write(text, json);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The same JSON with every number that the canonical form does not take as a string of its digits.</summary>
    public static JsonElement Plain(JsonElement json) => JsonSerializer.SerializeToElement(PlainNode(json), Kernel.Json.Options);

    private static JsonNode? PlainNode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().DistinctBy(m => m.Name).Select(m => KeyValuePair.Create(m.Name, PlainNode(m.Value)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(PlainNode)]),
        JsonValueKind.Number => Whole(json) is { } whole ? JsonValue.Create(whole) : JsonValue.Create(json.GetRawText()),
        JsonValueKind.String => JsonValue.Create(json.GetString()),
        JsonValueKind.True or JsonValueKind.False => JsonValue.Create(json.GetBoolean()),
        _ => null,
    };

    private static long? Whole(JsonElement number) =>
        !number.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && number.TryGetInt64(out var whole) && Math.Abs((decimal)whole) <= MaxNumber
            ? whole
            : null;

    private static void Write(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, json);
                break;
            case JsonValueKind.Array:
                WriteArray(text, json);
                break;
            case JsonValueKind.String:
                WriteText(text, json.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append((Whole(json) ?? throw new FormatException("A number is not whole, or too large.")).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(json.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement json)
    {
        text.Append('{');
        var first = true;
        foreach (var member in json.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            _ = first ? text : text.Append(',');
            first = false;
            WriteText(text, member.Name);
            Write(text.Append(':'), member.Value);
        }

        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonElement json)
    {
        text.Append('[');
        var first = true;
        foreach (var item in json.EnumerateArray())
        {
            _ = first ? text : text.Append(',');
            first = false;
            Write(text, item);
        }

        text.Append(']');
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
