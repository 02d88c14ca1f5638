using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Organizations;

/// <summary>Tells what an edit changed, in short, for the audit.</summary>
internal static class Edits
{
    private const int Most = 200;

    /// <summary>A field with its value before and after, as the API writes values.</summary>
    public static (string Field, string? Before, string? After, bool Same) Of<T>(string field, T before, T after) =>
        (field, Written(before), Written(after), EqualityComparer<T>.Default.Equals(before, after));

    /// <summary>Those fields that are not the same.</summary>
    public static IEnumerable<FieldChange> Between(params IEnumerable<(string Field, string? Before, string? After, bool Same)> fields) =>
        fields.Where(f => !f.Same).Select(f => new FieldChange(f.Field, Short(f.Before), Short(f.After)));

    private static string? Written<T>(T value) => value switch
    {
        null => null,
        string text => text,
        _ => JsonSerializer.Serialize(value, Json.Options).Trim('"'),
    };

    private static string? Short(string? text) => text is { Length: > Most } ? $"{text[..(Most - 1)]}…" : text;
}
