using System.Text;
using System.Text.RegularExpressions;

namespace Interlink.Core.Catalogue.Markup;

/// <summary>Writes the parts of a text with HTML as markdown.</summary>
internal sealed partial class MarkdownWriter(LineStyle style)
{
    private const int DeepestList = 8;

    private readonly StringBuilder _out = new();
    private readonly List<(bool Ordered, int Count)> _lists = [];
    private readonly Stack<string> _links = new();
    private bool _broken;

    /// <summary>Takes the next part.</summary>
    public void Write(HtmlToken token)
    {
        switch (token.Kind)
        {
            case HtmlTokenKind.Text:
                Text(Ampersand().Replace(token.Text, "&amp;"));
                break;
            case HtmlTokenKind.Code:
                _out.Append(TagStart().Replace(token.Text, "< "));
                break;
            case HtmlTokenKind.Open:
                Open(token.Name, token.Text);
                break;
            default:
                Close(token.Name);
                break;
        }
    }

    public override string ToString() => _out.ToString();

    private void Open(string name, string target)
    {
        switch (name)
        {
            case "ul" or "ol":
                Lines(_lists.Count == 0 ? 2 : 1);
                if (_lists.Count < DeepestList)
                {
                    _lists.Add((name == "ol", 0));
                }

                break;
            case "li":
                Item();
                break;
            case "br":
                Break();
                break;
            case ['h', >= '1' and <= '6']:
                Lines(2);
                _out.Append('#', name[1] - '0').Append(' ');
                break;
            case "hr":
                Lines(2);
                break;
            case "a":
                _links.Push(MarkdownSafety.IsWebAddress(target) ? target : "");
                _out.Append(_links.Peek().Length > 0 ? "[" : "");
                break;
            case "img":
                Text(target);
                break;
            case "td" or "th":
                Text(" ");
                break;
            default:
                Mark(name, opening: true);
                break;
        }
    }

    private void Close(string name)
    {
        switch (name)
        {
            case "ul" or "ol":
                if (_lists.Count > 0)
                {
                    _lists.RemoveAt(_lists.Count - 1);
                }

                Lines(_lists.Count == 0 ? 2 : 1);
                break;
            case "li":
                break;
            case "a":
                CloseLink();
                break;
            default:
                Mark(name, opening: false);
                break;
        }
    }

    private void Mark(string name, bool opening)
    {
        switch (name)
        {
            case "b" or "strong":
                Emphasis("**", opening);
                break;
            case "i" or "em":
                Emphasis("*", opening);
                break;
            case "tr" or "dt" or "dd":
                Lines(1);
                break;
            default:
                if (HtmlReader.IsBlock(name))
                {
                    // A paragraph inside a list item stays in the item.
                    Lines(_lists.Count == 0 ? 2 : 0);
                }

                break;
        }
    }

    private void Emphasis(string mark, bool opening)
    {
        var doubled = EndsWith(mark) && (opening || EndsWith(" " + mark));
        if (doubled && !opening)
        {
            _out.Length -= mark.Length;
        }
        else if (!opening && _out.Length > 0 && char.IsWhiteSpace(_out[^1]))
        {
            // "**word **" is no emphasis in markdown: the blank goes behind the mark.
            _out.Length--;
            _out.Append(mark).Append(' ');
        }
        else
        {
            _out.Append(mark);
        }
    }

    private void Item()
    {
        if (_lists.Count == 0)
        {
            _lists.Add((false, 0));
            Lines(2);
        }

        if (IsBlankItem())
        {
            return;
        }

        Lines(1);
        var (ordered, count) = _lists[^1];
        _lists[^1] = (ordered, count + 1);
        _out.Append(' ', Indent() - 2).Append(ordered ? $"{count + 1}. " : "- ");
    }

    // Between the items of a list, or in an item, a break starts a line of the item; elsewhere a paragraph.
    private void Break()
    {
        if (_lists.Count == 0)
        {
            Lines(2);
        }
        else if (!EndsWith("- "))
        {
            _out.Append('\n').Append(' ', Indent());
        }
    }

    private void CloseLink()
    {
        if (_links.TryPop(out var target) && target.Length > 0)
        {
            _out.Append("](").Append(target.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
                .Replace(" ", "%20", StringComparison.Ordinal)).Append(')');
        }
    }

    private void Text(string text)
    {
        var broken = _broken;
        _broken = false;
        switch (style)
        {
            case LineStyle.Markdown:
                _out.Append(broken ? text.TrimStart(' ') : text);
                break;
            case LineStyle.Prose:
                Prose(text);
                break;
            default:
                Flow(text);
                break;
        }
    }

    // Lines mean nothing here but where they begin a list, or are empty; in a list not even then.
    private void Flow(string text)
    {
        var paragraphs = Blanks().Replace(ParagraphEnd().Replace(text, "\u2029"), " ").Replace("\u2029", "\n\n", StringComparison.Ordinal);
        var flowing = _lists.Count > 0 ? Blanks().Replace(paragraphs, " ") : paragraphs;
        _out.Append(_out.Length == 0 || char.IsWhiteSpace(_out[^1]) ? flowing.TrimStart() : flowing);
    }

    private void Prose(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                var tight = IsListLine(lines[i]) && IsListLine(lines[i - 1]);
                Lines(tight ? 1 : 2);
            }

            _out.Append(i > 0 && !IsListLine(lines[i]) ? lines[i].TrimStart() : lines[i].TrimStart('\t'));
        }
    }

    private void Lines(int newlines)
    {
        _broken = newlines > 0;
        while (_out.Length > 0 && _out[^1] is ' ' or '\t')
        {
            if (EndsWith("- ") || EndsWith(". "))
            {
                break;
            }

            _out.Length--;
        }

        var have = 0;
        while (have < _out.Length && _out[_out.Length - 1 - have] == '\n')
        {
            have++;
        }

        _out.Append('\n', _out.Length == 0 ? 0 : Math.Max(0, newlines - have));
    }

    private int Indent() => 2 + (_lists.Take(_lists.Count - 1).Sum(l => l.Ordered ? 3 : 2));

    private bool IsBlankItem() => EndsWith("- ") && (_out.Length == 2 || _out[^3] is '\n' or ' ');

    private bool EndsWith(string text)
    {
        if (_out.Length < text.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (_out[_out.Length - text.Length + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsListLine(string line) => ListLine().IsMatch(line);

    [GeneratedRegex(@"&(?=#?[a-zA-Z0-9]{1,40};)", RegexOptions.CultureInvariant)]
    private static partial Regex Ampersand();

    [GeneratedRegex(@"<(?=[a-zA-Z/!?])", RegexOptions.CultureInvariant)]
    private static partial Regex TagStart();

    [GeneratedRegex(@"^[ ]{0,6}([-*+•][ \t]|\d{1,3}[.)][ \t])", RegexOptions.CultureInvariant)]
    private static partial Regex ListLine();

    [GeneratedRegex(@"[ \t]*\n[ \t]*(\n[ \t]*)+|\n(?=[ \t]*([-*+•][ \t]|\d{1,3}[.)][ \t]))", RegexOptions.CultureInvariant)]
    private static partial Regex ParagraphEnd();

    [GeneratedRegex(@"[ \t\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
