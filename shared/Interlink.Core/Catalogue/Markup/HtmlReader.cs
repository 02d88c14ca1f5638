using System.Net;
using System.Text.RegularExpressions;

namespace Interlink.Core.Catalogue.Markup;

/// <summary>Takes a text with HTML fragments apart, as forgiving as a browser: unclosed, misspelt and unknown things never fail.</summary>
internal static partial class HtmlReader
{
    private const int LongestTag = 4_000;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "blockquote", "pre", "section", "article",
        "header", "footer",
        "dl", "dt", "dd", "hr", "body", "html", "main", "form", "thead", "tbody", "fieldset", "figure", "center", "address", "nav", "aside",
    };

    private static readonly HashSet<string> Inlines = new(StringComparer.Ordinal)
    {
        "a", "b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "code", "kbd", "samp", "var", "span", "font", "small", "big",
        "sub", "sup", "br",
        "img", "td", "th", "label", "input", "button", "select", "option", "q", "cite", "abbr", "mark", "tt", "wbr", "link", "meta",
        "base", "caption",
        "video", "audio", "source", "track", "area", "map", "param", "frame", "frameset", "marquee", "picture", "figcaption", "details",
        "summary", "bdi", "bdo",
    };

    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    {
        "script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "svg", "math", "textarea", "title", "head",
        "canvas", "xml",
    };

    /// <summary>Whether tags rather than lines make the paragraphs of the text.</summary>
    public static bool HasBlocks(string text) => TagStart().EnumerateMatches(text) is var matches && AnyBlock(text, matches);

    /// <summary>Whether the element makes a block of its own.</summary>
    public static bool IsBlock(string name) => Blocks.Contains(name);

    /// <summary>The parts of the text in order.</summary>
    /// <param name="keepCode">Whether markdown code, fenced or between backticks, is passed on untouched.</param>
    public static IEnumerable<HtmlToken> Read(string text, bool keepCode)
    {
        var from = 0;
        var at = 0;
        while (at < text.Length)
        {
            var (token, next) = text[at] switch
            {
                '<' => Tag(text, at),
                '`' or '~' when keepCode => Code(text, at),
                _ => (null, at + 1),
            };
            if (token is null)
            {
                at = next;
                continue;
            }

            if (at > from)
            {
                yield return HtmlToken.Plain(WebUtility.HtmlDecode(text[from..at]));
            }

            yield return token;
            from = at = next;
        }

        if (from < text.Length)
        {
            yield return HtmlToken.Plain(WebUtility.HtmlDecode(text[from..]));
        }
    }

    private static bool AnyBlock(string text, Regex.ValueMatchEnumerator matches)
    {
        foreach (var match in matches)
        {
            if (Blocks.Contains(text.Substring(match.Index, match.Length).TrimStart('<', '/').ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }

    private static (HtmlToken? Token, int Next) Tag(string text, int at)
    {
        if (Declaration().Match(text, at) is { Success: true } declaration)
        {
            return (HtmlToken.Nothing, at + declaration.Length);
        }

        if (AutoLink().Match(text, at, Math.Min(LongestTag, text.Length - at)) is { Success: true } link)
        {
            return (HtmlToken.Plain(link.Groups["address"].Value), at + link.Length);
        }

        if (WholeTag().Match(text, at, Math.Min(LongestTag, text.Length - at)) is not { Success: true } tag)
        {
            return (null, at + 1);
        }

        var name = tag.Groups["name"].Value.ToLowerInvariant();
        var close = tag.Groups["close"].Length > 0;
        if (Hidden.Contains(name))
        {
            return (HtmlToken.Nothing, close ? at + tag.Length : EndOf(text, name, at + tag.Length));
        }

        return Blocks.Contains(name) || Inlines.Contains(name)
            ? (new HtmlToken(close ? HtmlTokenKind.Close : HtmlTokenKind.Open, name, close ? "" : Target(name, tag.Groups["rest"].Value)),
                at + tag.Length)
            : (null, at + 1);
    }

    private static int EndOf(string text, string name, int from)
    {
        var end = text.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        var close = end < 0 ? -1 : text.IndexOf('>', end);
        return close < 0 ? text.Length : close + 1;
    }

    private static (HtmlToken? Token, int Next) Code(string text, int at)
    {
        var lineStart = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var fenced = at - lineStart <= 3 && string.IsNullOrWhiteSpace(text[Math.Min(lineStart, at)..at]);
        var match = (fenced ? Fence() : Span()).Match(text, at);
        match = match.Success || !fenced ? match : Span().Match(text, at);
        return match.Success
            ? (new HtmlToken(HtmlTokenKind.Code, "", match.Value), at + match.Length)
            : (null, at + Run(text, at));
    }

    private static int Run(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == text[at])
        {
            end++;
        }

        return end - at;
    }

    private static string Target(string name, string attributes)
    {
        var wanted = name switch { "a" => "href", "img" => "alt", _ => null };
        var match = wanted is null ? null : Attribute().Matches(attributes)
            .FirstOrDefault(m => m.Groups["name"].Value.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        return match is null ? "" : WebUtility.HtmlDecode(match.Groups["value"].Value.Trim('"', '\'')).Trim();
    }

    [GeneratedRegex(@"</?[a-zA-Z][a-zA-Z0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex TagStart();

    [GeneratedRegex(@"\G<(!--.*?(-->|\z)|[!?][^>]*(>|\z))", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\G<(mailto:)?(?<address>https?://[^\s<>]+|[^\s<>@/:""']+@[^\s<>@/:""']+)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AutoLink();

    [GeneratedRegex(@"\G<(?<close>/?)\s*(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<rest>(?=[\s/>])(?>[^<>""']+|""[^""]*""|'[^']*'|[""'])*)>", RegexOptions.CultureInvariant)]
    private static partial Regex WholeTag();

    [GeneratedRegex(@"(?<name>[a-zA-Z-]+)\s*=\s*(?<value>""[^""]*""|'[^']*'|[^\s""'>]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\G(?<mark>`{3,}|~{3,})[^\n]*(\n(?![ ]{0,3}\k<mark>)[^\n]*)*(\n[ ]{0,3}\k<mark>[`~]*|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\G(?<mark>`{1,3})(?!`)[^`\n]+\k<mark>(?!`)", RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}

/// <summary>A part of a text with HTML.</summary>
/// <param name="Text">The text; of an opening tag, the address (a) or description (img).</param>
internal sealed record HtmlToken(HtmlTokenKind Kind, string Name, string Text)
{
    /// <summary>Something that leaves no trace.</summary>
    public static readonly HtmlToken Nothing = new(HtmlTokenKind.Text, "", "");

    /// <summary>Makes text.</summary>
    public static HtmlToken Plain(string text) => new(HtmlTokenKind.Text, "", text);
}

/// <summary>The kinds of parts.</summary>
internal enum HtmlTokenKind
{
    Text,
    Open,
    Close,
    Code,
}
