using System.Globalization;
using System.Text;
using Interlink.Core.Mail;

namespace Interlink.Mail.Folder;

/// <summary>A mail as a file that programs for mail open (RFC 5322, MIME): plain text and HTML as alternatives.</summary>
internal static class MessageFile
{
    private const string NewLine = "\r\n";
    private const int LongestLine = 998;
    private const int WordBytes = 45;

    /// <summary>Writes the message.</summary>
    public static byte[] Write(OutgoingMail mail)
    {
        var boundary = $"=_{mail.MessageId[1..27]}";
        var text = new StringBuilder();
        Header(text, "From", Address(mail.FromName, mail.FromAddress));
        Header(text, "To", Address("", mail.To));
        if (mail.ReplyTo is { } replyTo)
        {
            Header(text, "Reply-To", Address("", replyTo));
        }

        Header(text, "Subject", Words(mail.Written.Subject));
        Header(text, "Date", mail.At.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", mail.MessageId);
        foreach (var (name, value) in mail.Headers)
        {
            Header(text, name, value);
        }

        Header(text, "Content-Language", mail.Written.Language);
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        text.Append(NewLine);
        Part(text, boundary, "text/plain", mail.Written.Text);
        Part(text, boundary, "text/html", mail.Written.Html);
        text.Append("--").Append(boundary).Append("--").Append(NewLine);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads a message that <see cref="Write"/> has written.</summary>
    /// <exception cref="FormatException">It was written by something else.</exception>
    public static WrittenMail Read(string message)
    {
        var head = message[..message.IndexOf($"{NewLine}{NewLine}", StringComparison.Ordinal)];
        var headers = head.Replace($"{NewLine} ", " ", StringComparison.Ordinal).Split(NewLine).Select(line => line.Split(": ", 2))
            .GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.First()[^1]);
        var boundary = headers["Content-Type"].Split('"')[1];
        var parts = message[head.Length..].Split($"{NewLine}--{boundary}");
        return parts.Length == 4
            ? new WrittenMail(headers["Content-Language"], Unworded(headers["Subject"]), Body(parts[1]), Body(parts[2]))
            : throw new FormatException("The file has other parts than text and HTML.");
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append(NewLine);

    // As people can read it, unless a line is longer than mail allows.
    private static void Part(StringBuilder text, string boundary, string type, string body)
    {
        var lines = body.TrimEnd('\n').Split('\n');
        var plain = lines.All(line => Encoding.UTF8.GetByteCount(line) <= LongestLine);
        text.Append("--").Append(boundary).Append(NewLine);
        Header(text, "Content-Type", $"{type}; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", plain ? "8bit" : "base64");
        text.Append(NewLine)
            .Append(plain ? string.Join(NewLine, lines) : Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', lines)), Base64FormattingOptions.InsertLineBreaks))
            .Append(NewLine);
    }

    private static string Body(string part)
    {
        var at = part.IndexOf($"{NewLine}{NewLine}", StringComparison.Ordinal);
        var body = part[(at + 4)..];
        return (part[..at].Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body.ReplaceLineEndings("\n")).TrimEnd('\n') + "\n";
    }

    private static string Address(string name, string address) => name.Length == 0 ? address : $"{(IsAscii(name) ? Quoted(name) : Words(name))} <{address}>";

    private static string Quoted(string name) => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Encoded words (RFC 2047), each of whole characters and on a line of its own.
    private static string Words(string value)
    {
        if (IsAscii(value) && !value.Contains("=?", StringComparison.Ordinal) && value.Length < 900)
        {
            return value;
        }

        var (words, bytes) = (new List<string>(), new List<byte>());
        foreach (var rune in value.EnumerateRunes())
        {
            if (bytes.Count + rune.Utf8SequenceLength > WordBytes)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        return string.Join($"{NewLine} ", words.Append(Word(bytes)));
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static string Unworded(string value) => !value.StartsWith("=?utf-8?B?", StringComparison.Ordinal)
        ? value
        : Encoding.UTF8.GetString([.. value.Split(' ').SelectMany(word => Convert.FromBase64String(word["=?utf-8?B?".Length..^2]))]);

    private static bool IsAscii(string value) => value.All(c => c is >= ' ' and <= '~');
}
