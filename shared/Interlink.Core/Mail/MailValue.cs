using System.Globalization;
using System.Net;
using System.Text;

namespace Interlink.Core.Mail;

/// <summary>Makes values harmless: whatever a person is called, the words around the name stay what they are.</summary>
internal static class MailValue
{
    private const int LongestLine = 200;
    private const int LongestText = 4_000;
    private const char Isolate = '\u2068';
    private const char EndIsolate = '\u2069';

    /// <summary>The value on one line: no control characters, nothing invisible that turns or hides text, one space where there were several.</summary>
    public static string Line(string value) =>
        Clip(string.Join(' ', Visible(value, keepLines: false).Split(' ', StringSplitOptions.RemoveEmptyEntries)), LongestLine);

    /// <summary>The lines of a value of several; empty lines at both ends are left out.</summary>
    public static IReadOnlyList<string> Lines(string value) =>
        [.. Clip(Visible(value, keepLines: true).Trim(), LongestText).Split('\n').Select(line => line.TrimEnd())];

    /// <summary>The value as part of a line of plain text; writing from right to left turns nothing around it.</summary>
    public static string Plain(string line) => line.EnumerateRunes().Any(IsRightToLeft) ? $"{Isolate}{line}{EndIsolate}" : line;

    /// <summary>The value as part of HTML, for text and attributes alike.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text);

    /// <summary>An address that a reader can open.</summary>
    /// <exception cref="UnwritableMailException">It is none, or not of the web.</exception>
    public static string Link(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp) && value.Length <= 2_000
            ? link.AbsoluteUri
            : throw new UnwritableMailException($"The value '{name}' is not an address of the web.");

    /// <summary>A day in the words of a language.</summary>
    /// <exception cref="UnwritableMailException">It is no date.</exception>
    public static string Date(string name, string value, string pattern, CultureInfo culture) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToString(pattern, culture)
            : throw new UnwritableMailException($"The value '{name}' is not a date.");

    private static string Visible(string value, bool keepLines)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.ReplaceLineEndings("\n").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' when keepLines => text.Append('\n'),
                0x200C or 0x200D => text.Append(rune.ToString()), // They join letters of many scripts, and parts of emoji.
                _ => Rune.GetUnicodeCategory(rune) switch
                {
                    UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => text.Append(' '),
                    UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => text,
                    _ => text.Append(rune.ToString()),
                },
            };
        }

        return text.ToString();
    }

    private static string Clip(string text, int longest)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= longest ? text : $"{elements.SubstringByTextElements(0, longest - 1)}…";
    }

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
