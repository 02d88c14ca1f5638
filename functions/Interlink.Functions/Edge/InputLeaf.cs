using System.Globalization;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>Reads single values out of JSON as strictly as the API promises.</summary>
internal static class InputLeaf
{
    /// <summary>Reads a value that is neither list nor object nor null.</summary>
    /// <returns>The CLR value, or an <see cref="InvalidInput"/> with one field.</returns>
    public static Outcome<object> Read(Shape shape, JsonElement value, string path) => shape.Kind switch
    {
        ShapeKind.Text => Text(shape, value, path),
        ShapeKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Outcome<object>.Of(value.GetBoolean())
            : Wrong(path, "true or false"),
        ShapeKind.Whole => Whole(shape, value, path),
        ShapeKind.Number => Number(shape, value, path),
        ShapeKind.Choice => Choice(shape, value, path),
        ShapeKind.Instant => Instant(shape, value, path),
        ShapeKind.Date => value.ValueKind is JsonValueKind.String ? Converted(shape, value, path, "a date such as 2026-03-01") : Wrong(path, "a date"),
        _ => Converted(shape, value, path, "of the form that is expected here"),
    };

    /// <summary>The name of a member; null when its escapes are no text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Outcome<object> Text(Shape shape, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            return Wrong(path, "text");
        }

        var text = TextOf(value);
        return text is null || text.Contains('\0', StringComparison.Ordinal)
            ? new InvalidInput(path, "malformed_text", "This has characters that are no text.")
            : shape.Type == typeof(char) ? Converted(shape, value, path, "one character") : Outcome<object>.Of(text);
    }

    private static Outcome<object> Whole(Shape shape, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            return Wrong(path, "a whole number");
        }

        var digits = value.GetRawText();
        if (digits.AsSpan(digits[0] is '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9'))
        {
            return Wrong(path, "a whole number");
        }

        return TryConvert(shape.Type, value) is { } number ? Outcome<object>.Of(number) : OutOfRange(path);
    }

    private static Outcome<object> Number(Shape shape, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            return Wrong(path, "a number");
        }

        return TryConvert(shape.Type, value) is { } number && double.IsFinite(Convert.ToDouble(number, CultureInfo.InvariantCulture))
            ? Outcome<object>.Of(number)
            : OutOfRange(path);
    }

    private static Outcome<object> Choice(Shape shape, JsonElement value, string path) =>
        value.ValueKind is not JsonValueKind.String ? Wrong(path, "text")
        : TextOf(value) is { } text && shape.Choices.Contains(text, StringComparer.Ordinal) ? Outcome<object>.Of(TryConvert(shape.Type, value)!)
        : new InvalidInput(path, "unknown_value", $"This must be one of: {string.Join(", ", shape.Choices)}.");

    private static Outcome<object> Instant(Shape shape, JsonElement value, string path)
    {
        const string Expected = "a time with offset, such as 2026-03-01T09:30:00Z";
        var stated = value.ValueKind is JsonValueKind.String ? TextOf(value) : null;
        var offset = stated is { Length: > 11 } && (stated[^1] is 'Z' || stated.AsSpan(11).ContainsAny('+', '-'));
        return offset ? Converted(shape, value, path, Expected) : Wrong(path, Expected);
    }

    private static Outcome<object> Converted(Shape shape, JsonElement value, string path, string expected) =>
        TryConvert(shape.Type, value) is { } converted
            ? Outcome<object>.Of(converted)
            : new InvalidInput(path, "malformed", $"This must be {expected}.");

    private static object? TryConvert(Type type, JsonElement value)
    {
        try
        {
            return value.Deserialize(type, Json.Options);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException or OverflowException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static InvalidInput Wrong(string path, string expected) => new(path, "wrong_type", $"This must be {expected}.");

    private static InvalidInput OutOfRange(string path) => new(path, "out_of_range", "This number is too large or too small.");
}
