using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Mail;

namespace Interlink.Core.Tests.Mail;

public sealed partial class HostileValueTests
{
    [Fact]
    public void Markup_in_a_name_is_text()
    {
        var written = Write("<script>alert('x')</script><a href=\"https://evil.example\">\" onclick=\"x", "<img src=x onerror=y>\n</blockquote><h1>");
        Assert.DoesNotContain("<script", written.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", written.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Single(Regex.Matches(written.Html, "<h1"));
        Assert.DoesNotContain("onclick=\"", written.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", written.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert('x')</script>", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_speak_the_language_of_the_texts()
    {
        var written = Write("{link} {?team}x{/team} [Click](link)", "> {inviter}");
        Assert.Contains("{link} {?team}x{/team} [Click](link)", written.Text, StringComparison.Ordinal);
        Assert.Contains("> > {inviter}", written.Text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(written.Html, "display: inline-block"));
    }

    [Theory]
    [InlineData("Anna\r\nBcc: everybody@example.org")]
    [InlineData("Anna\nSubject: other")]
    [InlineData("Anna\u2028Bcc: x")]
    [InlineData("Anna\u0085Bcc: x\u0000\u001b[31m")]
    public void A_line_break_in_a_name_ends_no_header(string name)
    {
        var written = Write(name, "fine");
        Assert.All(written.Subject, c => Assert.False(char.IsControl(c) || c is '\u2028' or '\u2029'));
        Assert.Contains("Anna ", written.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_invisible_or_turns_the_direction_of_writing_is_left_out()
    {
        var written = Write("Ad\u200bmin\u202e evil\u2066\ufeff\u00ad", "fine\u202e");
        Assert.StartsWith("Admin evil invites you", written.Subject, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u200b\u202a-\u202e\ufeff\u00ad]", written.Text + written.Html);
    }

    [Fact]
    public void A_name_from_right_to_left_stands_apart()
    {
        var written = Write("יעל כהן", "fine");
        Assert.Contains("\u2068יעל כהן\u2069 invites you", written.Text, StringComparison.Ordinal);
        Assert.Matches("<bdi>[^<]+</bdi> invites you", written.Html);
        Assert.DoesNotContain("\u2068", Write("Anna", "fine").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/relative")]
    [InlineData("mailto:x@example.org")]
    [InlineData("")]
    public void A_link_that_is_none_of_the_web_is_not_written(string link) =>
        Assert.Throws<UnwritableMailException>(() => MailWriter.Write(
            MailTemplates.PasswordReset, "en", new Dictionary<string, string> { ["name"] = "Anna", ["link"] = link }, new MailFrame("Varam")));

    [Fact]
    public void A_link_cannot_leave_its_attribute()
    {
        var written = MailWriter.Write(
            MailTemplates.PasswordReset, "en", new Dictionary<string, string> { ["name"] = "Anna", ["link"] = "https://example.org/\"><script>?a=1&b=2" }, new MailFrame("Varam"));
        Assert.DoesNotContain("<script", written.Html, StringComparison.Ordinal);
        Assert.Contains("a=1&amp;b=2", written.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_that_is_none_is_not_used() => Assert.DoesNotContain("expression(", MailWriter.Write(
        MailTemplates.PasswordReset, "en", new Dictionary<string, string> { ["name"] = "Anna", ["link"] = "https://example.org" }, new MailFrame("Varam", "red;x:expression(1)")).Html, StringComparison.Ordinal);

    [Fact]
    public void The_page_is_readable_for_everybody_and_fetches_nothing()
    {
        var html = Write("Anna", "Hello\nthere").Html;
        Assert.Contains("<html lang=\"en\"", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<(img|table|script|link|iframe|object)\b|url\(|@import|src=", html);
        Assert.Contains("Hello<br>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_whatever_breaks_out_of_its_place()
    {
        var texts = ArbMap.Default.GeneratorFor<NonNull<string>>();
        Prop.ForAll(Arb.From(Gen.Two(texts)), pair =>
        {
            var written = Write(pair.Item1.Get + "x", pair.Item2.Get + "x");
            return !written.Subject.Any(char.IsControl) && written.Subject.Length < 500
                && Tags().Count(written.Html) == Tags().Count(Write("x", string.Join('\n', Enumerable.Repeat("x", Lines(pair.Item2.Get + "x")))).Html);
        }).QuickCheckThrowOnFailure();
    }

    private static int Lines(string text) => MailValue.Lines(text).Count;

    private static WrittenMail Write(string inviter, string message) => MailWriter.Write(
        MailTemplates.Invitation, "en",
        new Dictionary<string, string> { ["inviter"] = inviter, ["message"] = message, ["team"] = "Parks", ["link"] = "https://example.org/i/1", ["expires"] = "2026-12-05" },
        new MailFrame("Varam"));

    [GeneratedRegex("<")]
    private static partial Regex Tags();
}
