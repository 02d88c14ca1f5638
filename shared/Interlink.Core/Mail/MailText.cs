using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Interlink.Core.Mail;

/// <summary>
/// The text of a mail in one language, as its file has it: <c>Subject: …</c>, an empty line, then blocks with empty lines between them. A block is a paragraph, an
/// action (<c>[label](link)</c>, <c>link</c> the name of a value) or a quotation (<c>&gt; {value}</c>). <c>{value}</c> is filled in, <c>{value:date}</c> as a date;
/// what stands between <c>{?value}</c> and <c>{/value}</c> is there only with the value, <c>{!value}</c> only without, <c>{?value=word}</c> only when it is that word.
/// </summary>
internal sealed partial class MailText
{
    private static readonly ConcurrentDictionary<(string Language, string Name), MailText?> Known = new();
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> Frames = new();
    private readonly string _text;

    private MailText(string text) => _text = text;

    /// <summary>The names of all values that the text mentions.</summary>
    public IReadOnlySet<string> Values => Mention().Matches(_text).Select(m => m.Groups["name"].Value)
        .Concat(Action().Matches(_text).Select(m => m.Groups["link"].Value)).ToHashSet();

    /// <summary>The text of a template in a language; null when there is none.</summary>
    public static MailText? Find(string language, string template) =>
        Known.GetOrAdd((language, template), key => Resource(key.Language, key.Name) is { } text ? new MailText(text) : null);

    /// <summary>The words around every mail of a language, by name.</summary>
    /// <exception cref="InvalidOperationException">There are none in that language.</exception>
    public static IReadOnlyDictionary<string, string> Frame(string language) => Frames.GetOrAdd(language, code =>
        (Resource(code, "_frame") ?? throw new InvalidOperationException($"There are no mails in '{code}'."))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToFrozenDictionary(parts => parts[0], parts => parts[1]));

    /// <summary>The templates that there are texts of in a language.</summary>
    public static IEnumerable<string> NamesIn(string language) => typeof(MailText).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"mail/{language}/", StringComparison.Ordinal)).Select(name => name.Split('/')[2][..^4]).Where(name => name != "_frame");

    /// <summary>Decides the conditions; what is left is the subject and the blocks, with only places to fill in.</summary>
    public (string Subject, IReadOnlyList<string> Blocks) Decide(IReadOnlyDictionary<string, string> values)
    {
        var text = _text;
        while (Condition().Match(text) is { Success: true } condition)
        {
            var value = values.GetValueOrDefault(condition.Groups["name"].Value) is { } stated && !string.IsNullOrWhiteSpace(stated) ? stated : null;
            var holds = condition.Groups["is"] is { Success: true } word ? value == word.Value : value is not null;
            var kept = holds == (condition.Groups["sign"].Value == "?") ? condition.Groups["body"].Value : "";
            text = string.Concat(text.AsSpan(0, condition.Index), kept, text.AsSpan(condition.Index + condition.Length));
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var blocks = Gap().Split(text[(end + 1)..]).Select(block => block.Trim()).Where(block => block.Length > 0);
        return (text["Subject:".Length..end].Trim(), [.. blocks]);
    }

    /// <summary>The label and the value's name of an action; null when the block is something else.</summary>
    public static (string Label, string Link)? ActionOf(string block) =>
        Action().Match(block) is { Success: true } action && action.Length == block.Length ? (action.Groups["label"].Value, action.Groups["link"].Value) : null;

    /// <summary>The value's name of a quotation; null when the block is something else.</summary>
    public static string? QuotationOf(string block) => Quotation().Match(block) is { Success: true } quotation ? quotation.Groups["name"].Value : null;

    /// <summary>Fills the places of a line, each by what the caller makes of its name and form; what stands between them too.</summary>
    public static string Fill(string line, Func<string, string, string> value, Func<string, string> words)
    {
        var (text, at) = (new StringBuilder(), 0);
        foreach (Match place in Place().Matches(line))
        {
            text.Append(words(line[at..place.Index])).Append(value(place.Groups["name"].Value, place.Groups["form"].Value));
            at = place.Index + place.Length;
        }

        return text.Append(words(line[at..])).ToString();
    }

    private static string? Resource(string language, string name)
    {
        using var stream = typeof(MailText).Assembly.GetManifestResourceStream($"mail/{language}/{name}.txt");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)(:(?<form>[a-z]+))?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{[?!/]?(?<name>[a-z]+)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^\[(?<label>[^\]\n]+)\]\((?<link>[a-z]+)\)$", RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"\A> \{(?<name>[a-z]+)\}\z")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\{(?<sign>[?!])(?<name>[a-z]+)(=(?<is>[a-z-]+))?\}(?<body>((?!\{[?!]).)*?)\{/\k<name>\}", RegexOptions.Singleline)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Gap();
}
