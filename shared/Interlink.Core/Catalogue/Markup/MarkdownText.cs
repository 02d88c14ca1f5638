using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Interlink.Core.Catalogue.Markup;

/// <summary>Turns the texts of a catalogue (HTML fragments, plain text, markdown, in any mixture) into clean markdown that holds no HTML at
/// all,
/// and markdown into plain text.</summary>
public static partial class MarkdownText
{
    /// <summary>Reads a description: HTML fragments or plain text, in which every line is a paragraph or a list item.</summary>
    public static string FromProse(string text) => Convert(text, HtmlReader.HasBlocks(text) ? LineStyle.Html : LineStyle.Prose);

    /// <summary>Reads markdown that may have HTML in it; lines mean what they mean in markdown, code keeps its lines.</summary>
    public static string FromMarkdown(string text) => Convert(text, LineStyle.Markdown);

    /// <summary>Reads a name: one line of plain text.</summary>
    public static string OneLine(string text) => ToPlain(FromProse(text));

    /// <summary>The words of a markdown text on one line, for searching and for excerpts.</summary>
    public static string ToPlain(string markdown)
    {
        var text = InlineLink().Replace(markdown, "${text}");
        text = LineMarks().Replace(text, "");
        text = Emphasis().Replace(text, "${inner}");
        text = Rules().Replace(text, " ").Replace("`", "", StringComparison.Ordinal);
        return Blanks().Replace(WebUtility.HtmlDecode(text), " ").Trim();
    }

    /// <summary>The beginning of a plain text, cut between words, with an ellipsis when something was cut.</summary>
    public static string Excerpt(string plain, int length)
    {
        if (plain.Length <= length)
        {
            return plain;
        }

        var space = plain.LastIndexOf(' ', length - 1);
        var end = space > length / 2 ? space : length - 1;
        end = char.IsHighSurrogate(plain[end - 1]) ? end - 1 : end;
        return string.Concat(plain.AsSpan(0, end).TrimEnd(" ,;:.-"), "…");
    }

    private static string Convert(string text, LineStyle style)
    {
        text = style == LineStyle.Markdown ? TightHeading().Replace(text, "$1 ") : text;
        var writer = new MarkdownWriter(style);
        foreach (var token in HtmlReader.Read(Normalize(text), keepCode: style == LineStyle.Markdown))
        {
            writer.Write(token);
        }

        return Tidy(MarkdownSafety.Apply(Normalize(writer.ToString())));
    }

    private static string Normalize(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            var invisible = Rune.IsControl(rune) && rune.Value is not ('\n' or '\t');
            clean.Append(rune.Value is 0xA0 ? " " : invisible || rune.Value is 0xFEFF ? "" : rune.ToString());
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string Tidy(string text)
    {
        var trimmed = string.Join('\n', text.Split('\n').Select(l => l.TrimEnd()));
        return ManyNewlines().Replace(Debris().Replace(trimmed, ""), "\n\n").Trim('\n').TrimEnd();
    }

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]*)\]\([^()\s]*(\([^()\s]*\)[^()\s]*)*((?>[ \t]+)[^()]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex InlineLink();

    [GeneratedRegex(@"^[ \t]*(#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+|(```|~~~).*$)+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LineMarks();

    [GeneratedRegex(@"(?<mark>\*\*\*|\*\*|\*|~~)(?=\S)(?<inner>[^*~\n]+?)(?<=\S)\k<mark>", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"^[ \t|:]*([-*_=][ \t|:]*){3,}$|[|]", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Rules();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    // List items that are empty, or hold what is left of a tag that lost its bracket ("<li> li>").
    [GeneratedRegex(@"^[ ]*(-|\d{1,3}\.)[ ]*(/?(ul|ol|li|p|br)[ ]?)?>*$\n?", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Debris();

    [GeneratedRegex(@"^(#{2,6})(?=[^#\s])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TightHeading();

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex ManyNewlines();
}

/// <summary>What the ends of lines in a text mean.</summary>
internal enum LineStyle
{
    /// <summary>Nothing: tags make the paragraphs.</summary>
    Html,

    /// <summary>A new paragraph or list item.</summary>
    Prose,

    /// <summary>What they mean in markdown.</summary>
    Markdown,
}
