using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;

namespace Interlink.Core.Operations;

/// <summary>Names one operation within a tenant: <c>{kind}.{key}</c>, safe in addresses, and all that is needed to find its orchestration.</summary>
[JsonConverter(typeof(OperationIdJsonConverter))]
public readonly partial record struct OperationId
{
    private OperationId(string kind, string key) => (Kind, Key) = (kind, key);

    /// <summary>What kind of work, in kebab-case: <c>catalogue-import</c>.</summary>
    public string Kind { get; }

    /// <summary>Which one: an id of <see cref="IIds"/>, or one derived from the request.</summary>
    public string Key { get; }

    /// <summary>Names an operation.</summary>
    /// <exception cref="FormatException">The kind is not kebab-case or the key is not formed like an id.</exception>
    public static OperationId Of(string kind, string key) => Parse($"{kind}.{key}");

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static OperationId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not the id of an operation.");

    /// <summary>Reads an id that may be malformed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OperationId id)
    {
        var match = Form().Match(text ?? "");
        id = match.Success ? new OperationId(match.Groups[1].Value, match.Groups[2].Value) : default;
        return match.Success;
    }

    /// <summary>The id of the orchestration that does the work; the tenant comes first, so that one tenant's can never be taken for another's.</summary>
    /// <param name="attempt">Which attempt, from 1. Each has an orchestration of its own, so that nothing of an earlier one can reach a later one.</param>
    public string InstanceIn(TenantId tenant, int attempt = 1) =>
        attempt == 1 ? $"{tenant.Value}:{Kind}:{Key}" : string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}:{Kind}:{Key}:{attempt}");

    public override string ToString() => $"{Kind}.{Key}";

    [GeneratedRegex(@"\A([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.([0-9a-hjkmnp-tv-z]{26})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    private sealed class OperationIdJsonConverter : JsonConverter<OperationId>
    {
        public override OperationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not the id of an operation.");

        public override void Write(Utf8JsonWriter writer, OperationId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
