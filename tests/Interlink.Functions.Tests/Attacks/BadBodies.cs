using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Bodies that none of which fits the schema they were made from.</summary>
internal sealed class BadBodies(ApiOperations api, Random random)
{
    private static readonly string[] NoObjects = ["null", "[]", "42", "\"text\"", "true", "NaN", "[[]]", "-", "\u00a0", "{", "{\"a\":", "{}{}", "{\"a\":1,}", "/* */{}", "\ufeff{", "{'a':1}", "{a:1}", "<xml/>"];
    private static readonly string[] BadTypes = ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/json; charset=latin1", ";;;", "json"];

    /// <summary>The next body for an operation.</summary>
    public (byte[] Bytes, string? Type, string? Encoding) Next(JsonObject schema)
    {
        var members = (schema["properties"] as JsonObject ?? []).Select(p => p.Key).ToList();
        var member = members.Count > 0 ? Pick(members) : "x";
        var own = members.Count > 0 ? api.Resolve(schema["properties"]![member]!.AsObject()) : [];
        return random.Next(12) switch
        {
            0 => Json(Pick(NoObjects)),
            1 => Json($$"""{"{{member}}":{{WrongValue(own)}}}"""),
            2 => Json($$"""{"{{Name(Pick(HostileText.All))}}":{{Value()}}}"""),
            3 => Json($$"""{"{{member}}":{{Value()}},"{{member}}":{{Value()}}}"""),
            4 => (Utf8Broken(member), "application/json", null),
            5 => Json($$"""{"{{member}}":{{Deep()}}}"""),
            6 => Json($$"""{"{{member}}":"{{Pick(HostileText.LoneSurrogates)}}","unknown":1}"""),
            7 => (Encoding.UTF8.GetBytes("{}"), Pick(BadTypes), null),
            8 => (Encoding.UTF8.GetBytes("{\"a\":1}"), "application/json", Pick(["gzip", "br", "x", "identity, gzip"])),
            9 => Json($$"""{"unknownMember":{{Value()}},"{{member}}":{{Value()}}}"""),
            10 => Json($$"""{"{{member}}":{{Pick(["1e999", "-1e999", "99999999999999999999999999", "0.1e-400", "01", "+1", ".5", "1.", "0x10"])}},"x":0}"""),
            _ => (Noise(), "application/json", null),
        };
    }

    private static (byte[], string, string?) Json(string text) => (Encoding.UTF8.GetBytes(text), "application/json", null);

    /// <summary>A value of a type that the member does not have.</summary>
    private string WrongValue(JsonObject schema)
    {
        string[] types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(t => (string)t!)],
            { } one => [(string)one!],
            null => ["object"],
        };
        string[] candidates =
        [
            .. types.Contains("string") ? [] : new[] { "\"text\"" },
            .. types.Contains("integer") || types.Contains("number") ? [] : new[] { "7" },
            .. types.Contains("boolean") ? [] : new[] { "true" },
            .. types.Contains("array") ? [] : new[] { "[1,[2]]" },
            .. types.Contains("object") ? [] : new[] { "{\"a\":{}}" },
            .. (int?)schema["maxLength"] is { } most ? new[] { $"\"{new string('a', most + 1)}\"" } : [],
            .. schema["enum"] is not null ? new[] { "\"no_such_word\"" } : [],
        ];
        return Pick(candidates);
    }

    /// <summary>Any value.</summary>
    private string Value() => random.Next(6) switch
    {
        0 => "null",
        1 => "{}",
        2 => "[]",
        3 => random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture),
        4 => "false",
        _ => JsonSerializer.Serialize(Pick(HostileText.All)),
    };

    private string Deep()
    {
        var depth = random.Next(40, 4_000);
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
    }

    private static byte[] Utf8Broken(string member) => [.. Encoding.UTF8.GetBytes($"{{\"{member}\":\""), 0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80, .. "\"}"u8];

    private byte[] Noise()
    {
        var bytes = new byte[random.Next(1, 3_000)];
        random.NextBytes(bytes);
        bytes[0] = 0x01; // Never the beginning of anything.
        return bytes;
    }

    private static string Name(string text) => JsonSerializer.Serialize(text)[1..^1];

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
