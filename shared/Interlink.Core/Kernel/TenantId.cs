using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Interlink.Core.Kernel;

/// <summary>Names one tenant: 2 to 63 lower-case letters, digits and inner hyphens, so that it fits a host name label, a partition key and a folder.</summary>
[JsonConverter(typeof(TenantIdJsonConverter))]
public readonly partial record struct TenantId
{
    private readonly string? _value;

    private TenantId(string value) => _value = value;

    /// <summary>The text of the id.</summary>
    /// <exception cref="InvalidOperationException">The id is <c>default</c> and names no tenant.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This TenantId was never set.");

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static TenantId Parse(string text) =>
        TryParse(text, out var tenant) ? tenant : throw new FormatException($"'{text}' is not a tenant id.");

    /// <summary>Reads an id that may be malformed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TenantId tenant)
    {
        var valid = text is not null && Form().IsMatch(text);
        tenant = valid ? new TenantId(text!) : default;
        return valid;
    }

    public override string ToString() => _value ?? "";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    private sealed class TenantIdJsonConverter : JsonConverter<TenantId>
    {
        public override TenantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var tenant) ? tenant : throw new JsonException("Not a tenant id.");

        public override void Write(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
