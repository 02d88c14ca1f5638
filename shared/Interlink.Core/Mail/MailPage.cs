using System.Text.RegularExpressions;

namespace Interlink.Core.Mail;

/// <summary>The HTML of mails: plain elements that every program for mail knows and every screen reader reads, no tables, no pictures, nothing from elsewhere.</summary>
internal static partial class MailPage
{
    private const string Ink = "#1b1f23";
    private const string OwnAccent = "#0b5563";

    // Programs that know neither themes nor styles in the head show the element's own styles, which are readable on white.
    private const string Styles = """
        body { margin: 0; background: #ffffff; color: #1b1f23; }
        @media (prefers-color-scheme: dark) {
        body, .mail { background: #14181b !important; color: #e8eaed !important; }
        .mail a.plain { color: #8fd3e0 !important; }
        .mail .quiet, .mail blockquote { color: #b6bcc2 !important; }
        }
        """;

    /// <summary>Writes the document.</summary>
    public static string Html(string subject, IReadOnlyList<string> blocks, Words words, MailFrame frame)
    {
        var accent = frame.Accent is { } own && Colour().IsMatch(own) ? own : OwnAccent;
        var title = MailValue.Html(subject);
        return $"""
            <!DOCTYPE html>
            <html lang="{words.Language}" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>
            {Styles}
            </style>
            </head>
            <body>
            <div class="mail" role="article" lang="{words.Language}" style="max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem; font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; color: {Ink}; background: #ffffff;">
            <p style="margin: 0 0 1.5rem; padding: 0 0 0.5rem; border-bottom: 3px solid {accent}; font-weight: 600;"><bdi>{MailValue.Html(MailValue.Line(frame.Sender))}</bdi></p>
            <h1 style="margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3;">{title}</h1>
            {string.Join('\n', blocks.Select(block => Block(block, words, accent)))}
            <hr style="margin: 2rem 0 1rem; border: 0; border-top: 1px solid #c4cad0;">
            {string.Join('\n', words.Foot(frame, name => $"<bdi>{MailValue.Html(name)}</bdi>", MailValue.Html, Plain).Select(line => $"<p class=\"quiet\" style=\"margin: 0 0 0.5rem; font-size: 0.875rem; color: #4a5259;\">{line}</p>"))}
            </div>
            </body>
            </html>

            """;
    }

    private static string Block(string block, Words words, string accent)
    {
        if (MailText.ActionOf(block) is { } action)
        {
            var link = MailValue.Html(words.Link(action.Link));
            var label = MailText.Fill(action.Label, words.Html, MailValue.Html);
            return $"""
                <p style="margin: 0 0 1rem;"><a href="{link}" style="display: inline-block; padding: 0.75rem 1.25rem; border-radius: 6px; background: {accent}; color: #ffffff; font-weight: 600; text-decoration: underline;">{label}</a></p>
                <p class="quiet" style="margin: 0 0 1rem; font-size: 0.875rem; color: #4a5259;">{MailValue.Html(words.Copy("copy"))}<br><a class="plain" href="{link}" style="color: {OwnAccent}; overflow-wrap: anywhere;">{link}</a></p>
                """;
        }

        return MailText.QuotationOf(block) is { } quoted
            ? $"<blockquote dir=\"auto\" style=\"margin: 0 0 1rem; padding: 0 0 0 1rem; border-left: 3px solid #c4cad0; color: #4a5259;\">{string.Join("<br>\n", words.Lines(quoted).Select(MailValue.Html))}</blockquote>"
            : $"<p style=\"margin: 0 0 1rem;\">{MailText.Fill(block, words.Html, MailValue.Html).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>";
    }

    private static string Plain(string link) => $" <a class=\"plain\" href=\"{MailValue.Html(link)}\" style=\"color: {OwnAccent}; overflow-wrap: anywhere;\">{MailValue.Html(link)}</a>";

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex Colour();
}
