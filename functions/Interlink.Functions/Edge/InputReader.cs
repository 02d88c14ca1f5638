using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Unicode;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Edge;

/// <summary>The one reader of what clients send: JSON bodies and query strings into records, naming every field at fault.</summary>
internal static class InputReader
{
    /// <summary>How the whole body is called in refusals.</summary>
    public const string Whole = "body";

    /// <summary>How deep objects and lists may lie in each other.</summary>
    public const int MaxDepth = 32;

    /// <summary>The one query parameter that every function knows; see <see cref="RequestReading.Language"/>.</summary>
    public const string LanguageParameter = "language";

    /// <summary>Reads JSON that was received whole.</summary>
    public static Outcome<T> Json<T>(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new InvalidInput(Whole, "required", "There is no body.");
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return new InvalidInput(Whole, "malformed_json", "The body is not UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Checked<T>(document.RootElement, bytes);
        }
        catch (JsonException fault)
        {
            return DepthOf(bytes.Span) > MaxDepth
                ? new InvalidInput(Whole, "too_deep", $"Objects and lists may lie in each other {MaxDepth} deep.")
                : new InvalidInput(Whole, "malformed_json", $"This is not JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.");
        }
    }

    /// <summary>Reads a query string: a parameter that is stated twice is a list, one that is blank is absent.</summary>
    public static Outcome<T> Query<T>(IQueryCollection query)
    {
        var shape = Shape.Of(typeof(T));
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in query)
            {
                var field = shape.Fields.FirstOrDefault(f => f.Name == name && f.Written);
                var stated = values.Where(v => !string.IsNullOrWhiteSpace(v)).ToList();
                if ((field is not null || name != LanguageParameter) && (stated.Count > 0 || field is null))
                {
                    WriteParameter(writer, name, stated!, field?.Shape);
                }
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return Checked<T>(document.RootElement, buffer.WrittenMemory);
    }

    private static void WriteParameter(Utf8JsonWriter writer, string name, List<string> values, Shape? shape)
    {
        writer.WritePropertyName(HeaderSafe(name));
        var list = shape is null || shape.Kind is ShapeKind.List || values.Count > 1;
        if (list)
        {
            writer.WriteStartArray();
        }

        foreach (var value in values)
        {
            WriteValue(writer, value, shape?.Element ?? shape);
        }

        if (list)
        {
            writer.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string value, Shape? shape)
    {
        var text = HeaderSafe(value);
        var raw = shape?.Kind switch
        {
            ShapeKind.Flag => text is "true" or "false",
            ShapeKind.Whole or ShapeKind.Number => IsNumber(text),
            _ => false,
        };
        if (raw)
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static bool IsNumber(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
            return text.Length < 400 && !char.IsWhiteSpace(text[0]) && reader.Read() && reader.TokenType is JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Half surrogates cannot be written as JSON; they become the replacement character.</summary>
    private static string HeaderSafe(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static Outcome<T> Checked<T>(JsonElement root, ReadOnlyMemory<byte> bytes)
    {
        var check = new InputCheck();
        check.Value(Shape.Of(typeof(T)), root, "", []);
        if (check.Errors.Count > 0)
        {
            return new InvalidInput(check.Errors);
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(bytes.Span, Core.Kernel.Json.Options)!;
            return value is IValidatableObject whole && CrossFields(whole) is { Count: > 0 } faults ? new InvalidInput(faults) : Outcome<T>.Of(value);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or FormatException)
        {
            var path = (fault as JsonException)?.Path?.TrimStart('$', '.');
            return new InvalidInput(string.IsNullOrEmpty(path) ? Whole : path, "malformed", "This does not have the form that is expected here.");
        }
    }

    private static List<FieldError> CrossFields(IValidatableObject value) =>
        [.. value.Validate(new ValidationContext(value)).SelectMany(result =>
            result.MemberNames.DefaultIfEmpty(Whole).Select(member =>
                new FieldError(JsonNamingPolicy.CamelCase.ConvertName(member), "not_allowed", result.ErrorMessage ?? "This value is not allowed here.")))];

    private static int DepthOf(ReadOnlySpan<byte> bytes)
    {
        var deepest = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = bytes.Length + 1 });
            while (reader.Read())
            {
                deepest = Math.Max(deepest, reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0));
            }
        }
        catch (JsonException)
        {
            return deepest;
        }

        return deepest;
    }
}
