using System.Text;
using System.Text.RegularExpressions;

namespace Interlink.Functions.Tests.Mail.Transports;

/// <summary>A mail as it arrived.</summary>
internal sealed record ReceivedMail(IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>The value of a header that occurs once; null when there is none.</summary>
    public string? this[string name] => Headers.SingleOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>Reads mails as a program for mail does: headers over several lines, encoded words, alternatives in their encodings.</summary>
internal static partial class MimeReader
{
    public static ReceivedMail Read(string message)
    {
        var (headers, body) = Split(message);
        var type = headers.Single(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        Assert.StartsWith("multipart/alternative", type, StringComparison.Ordinal);
        var boundary = Boundary().Match(type).Groups[1].Value;
        var parts = body.Split($"--{boundary}")[1..^1].Select(part => Split(part.TrimStart('\r', '\n'))).ToList();
        return new ReceivedMail(
            [.. headers.Select(h => KeyValuePair.Create(h.Key, Words(h.Value)))],
            parts.ToDictionary(p => Of(p.Headers, "Content-Type").Split(';')[0], p => Decode(p.Body, Of(p.Headers, "Content-Transfer-Encoding"))));
    }

    private static (IReadOnlyList<KeyValuePair<string, string>> Headers, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = Fold().Replace(text[..end], " ").Split("\r\n");
        return ([.. lines.Select(line => KeyValuePair.Create(line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))], text[(end + 4)..]);
    }

    private static string Of(IEnumerable<KeyValuePair<string, string>> headers, string name) =>
        headers.Single(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Words(string value) => Word().Replace(Between().Replace(value, "$1"), word =>
    {
        var (encoding, text) = (Encoding.GetEncoding(word.Groups[1].Value), word.Groups[3].Value);
        return word.Groups[2].Value is "B" or "b" ? encoding.GetString(Convert.FromBase64String(text)) : encoding.GetString(Quoted(text.Replace('_', ' ')));
    });

    private static string Decode(string body, string encoding) => encoding switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
        "quoted-printable" => Encoding.UTF8.GetString(Quoted(body.Replace("=\r\n", "", StringComparison.Ordinal))),
        _ => body,
    };

    private static byte[] Quoted(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            bytes.Add(text[i] == '=' ? Convert.ToByte(text[++i..(++i + 1)], 16) : (byte)text[i]);
        }

        return [.. bytes];
    }

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?([^?]+)\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"(=\?[^?]+\?[BbQq]\?[^?]*\?=)\s+(?==\?)")]
    private static partial Regex Between();
}
