using System.Globalization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Mail;

/// <summary>Puts mails in words: subject, plain text and HTML of one text. Pure: the same in, the same out.</summary>
public static class MailWriter
{
    /// <summary>The language that a reader is written to in.</summary>
    /// <param name="wanted">The reader's language; null when it is not known.</param>
    /// <param name="offered">The tenant's languages, the preferred one first.</param>
    public static string LanguageFor(string? wanted, IReadOnlyList<string> offered) =>
        offered.Prepend(wanted).FirstOrDefault(language => language is not null && Language.Interface.Contains(language)) ?? Language.Fallback;

    /// <summary>Writes a mail.</summary>
    /// <param name="template">One of <see cref="MailTemplates"/>.</param>
    /// <param name="language">One of <see cref="Language.Interface"/>.</param>
    /// <exception cref="UnwritableMailException">There is no such template, or a value is missing or is not what it should be.</exception>
    public static WrittenMail Write(string template, string language, IReadOnlyDictionary<string, string> values, MailFrame frame)
    {
        if (!MailTemplates.All.TryGetValue(template, out var known) || MailText.Find(language, template) is not { } text)
        {
            throw new UnwritableMailException($"There is no mail '{template}' in '{language}'.");
        }

        if (known.Values.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing)
        {
            throw new UnwritableMailException($"The value '{missing}' is missing.");
        }

        var words = new Words(language, values, MailText.Frame(language));
        var (subject, blocks) = text.Decide(values);
        var title = MailValue.Line(MailText.Fill(subject, words.Line, part => part));
        if (title.Length == 0)
        {
            throw new UnwritableMailException("A value is none of the words that the mail knows.");
        }

        return new WrittenMail(language, title, Plain(blocks, words, frame), MailPage.Html(title, blocks, words, frame));
    }

    private static string Plain(IReadOnlyList<string> blocks, Words words, MailFrame frame)
    {
        var parts = blocks.Select(block =>
            MailText.ActionOf(block) is { } action ? $"{MailText.Fill(action.Label, words.Plain, part => part)}:\n{words.Link(action.Link)}"
            : MailText.QuotationOf(block) is { } quoted ? string.Join('\n', words.Lines(quoted).Select(line => $"> {line}".TrimEnd()))
            : MailText.Fill(block, words.Plain, part => part));
        var foot = string.Join('\n', words.Foot(frame, MailValue.Plain, part => part, link => $" {link}"));
        return string.Join("\n\n", parts.Append($"-- \n{MailValue.Plain(MailValue.Line(frame.Sender))}\n{foot}")) + "\n";
    }
}

/// <summary>What one mail is filled with.</summary>
internal sealed class Words(string language, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> frame)
{
    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language);

    public string Language => language;

    public string Line(string name, string form) =>
        form == "date" ? MailValue.Date(name, Of(name), frame["date"], _culture) : MailValue.Line(Of(name));

    public string Plain(string name, string form) => MailValue.Plain(Line(name, form));

    public string Html(string name, string form) => form == "date" ? MailValue.Html(Line(name, form)) : $"<bdi>{MailValue.Html(Line(name, form))}</bdi>";

    public string Link(string name) => MailValue.Link(name, Of(name));

    public IReadOnlyList<string> Lines(string name) => MailValue.Lines(Of(name));

    /// <summary>The lines at the foot: why the mail comes, and how to end such mails.</summary>
    public IEnumerable<string> Foot(MailFrame around, Func<string, string> name, Func<string, string> plain, Func<string, string> link)
    {
        var sender = MailValue.Line(around.Sender);
        yield return MailText.Fill(frame[around.HasAccount ? "account" : "guest"], (_, _) => name(sender), plain);
        if (around.Unsubscribe is { } address)
        {
            yield return plain(frame[around.HasAccount ? "unsubscribe" : "refuse"]) + link(address.AbsoluteUri);
        }
    }

    public string Copy(string name) => frame[name];

    private string Of(string name) => values.GetValueOrDefault(name) ?? throw new UnwritableMailException($"The value '{name}' is missing.");
}
