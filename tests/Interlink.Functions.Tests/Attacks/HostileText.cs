namespace Interlink.Functions.Tests.Attacks;

/// <summary>Texts that have broken programs before.</summary>
internal static class HostileText
{
    /// <summary>Well-formed Unicode.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{constructor.constructor('alert(1)')()}}", "${7*7}", "%{(#a='b')}", "javascript:alert(1)",
        "\u202egnp.exe", "a\u200bb\u200dc\ufeff", "\u2066\u2067\u2068\u2069", "\u0000", "a\u0000b", "\u0001\u001f\u007f\u0085", "\u2028\u2029",
        "Z\u0351\u036b\u0343\u032a\u0302\u0347a\u0337\u034fl\u0363\u0321go", "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67", "ﷺ", "İIıi", "ß\u1e9e", "\u00c5\u212b\u0041\u030a",
        "'; DROP TABLE documents; --", "' OR '1'='1", "1; SELECT pg_sleep(10)", "*)(uid=*))(|(uid=*", "../../../../etc/passwd", "..\\..\\windows\\win.ini", "CON", "file:///etc/passwd",
        "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "\r\nSet-Cookie: a=b", "\r\n\r\n<html>", "%0d%0aX: y", "%00", "%252e%252e%252f", "null", "undefined", "NaN", "-0", "1e999", "0x1F",
        new string('a', 70_000), new string('\u0301', 5_000), string.Concat(Enumerable.Repeat("\ud83d\ude00", 3_000)), new string(' ', 1_000), "\t\n\v\f\r",
    ];

    /// <summary>JSON escapes of half a character, which no text can hold.</summary>
    public static IReadOnlyList<string> LoneSurrogates { get; } = ["\\ud800", "\\udfff", "a\\ud83d", "\\udc00\\ud800"];
}
