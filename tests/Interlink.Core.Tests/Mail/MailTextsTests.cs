using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;

namespace Interlink.Core.Tests.Mail;

public sealed class MailTextsTests
{
    public static TheoryData<string> Languages => [.. Language.Interface];

    public static TheoryData<string, string> Mails
    {
        get
        {
            var mails = new TheoryData<string, string>();
            foreach (var language in Language.Interface)
            {
                foreach (var template in MailTemplates.All.Keys)
                {
                    mails.Add(language, template);
                }
            }

            return mails;
        }
    }

    [Fact]
    public void Every_name_of_a_mail_is_described_with_the_values_of_its_comment()
    {
        var names = typeof(MailTemplates).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(names.Order(StringComparer.Ordinal), MailTemplates.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(MailTemplates.All.Values, template => Assert.Matches("^[a-z]+(-[a-z]+)*$", template.Name));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_mail_and_no_other(string language) =>
        Assert.Equal(MailTemplates.All.Keys.Order(StringComparer.Ordinal), MailText.NamesIn(language).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_all_words_around_a_mail(string language) =>
        Assert.Equal(["account", "copy", "date", "guest", "refuse", "unsubscribe"], MailText.Frame(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Mails))]
    public void A_text_uses_every_value_and_no_unknown_one(string language, string template)
    {
        var known = MailTemplates.All[template];
        Assert.Equal(known.Values.Concat(known.Optional).Order(StringComparer.Ordinal), MailText.Find(language, template)!.Values.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void With_all_values_and_with_the_necessary_ones_nothing_of_the_form_is_left(string language, string template)
    {
        var known = MailTemplates.All[template];
        foreach (var names in new[] { known.Values, [.. known.Values, .. known.Optional] })
        {
            var written = MailWriter.Write(template, language, names.ToDictionary(name => name, ValueOf), new MailFrame("Town of Varam", null, new Uri("https://example.org/unsubscribe?token=t")));
            foreach (var text in new[] { written.Subject, written.Text, Regex.Replace(written.Html, "<style>.*?</style>", "", RegexOptions.Singleline) })
            {
                Assert.DoesNotMatch(@"[{}]|\]\(|  \b|\s[.,:!?](\s|$)", text.Replace(" :", "", StringComparison.Ordinal));
                Assert.False(string.IsNullOrWhiteSpace(text));
            }

            Assert.All(names.Where(name => name is not ("expires" or "due" or "what" or "reason" or "by")), name => Assert.Contains(ValueOf(name), written.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void A_value_that_is_missing_is_named(string language, string template)
    {
        var known = MailTemplates.All[template];
        foreach (var missing in known.Values)
        {
            var fault = Assert.Throws<UnwritableMailException>(() =>
                MailWriter.Write(template, language, known.Values.Where(name => name != missing).ToDictionary(name => name, ValueOf), new MailFrame("Varam")));
            Assert.Contains($"'{missing}'", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("password")]
    [InlineData("email")]
    [InlineData("second-factor")]
    [InlineData("second-factor-reset")]
    [InlineData("passkey")]
    public void Every_security_notice_has_its_own_words(string what)
    {
        foreach (var language in Language.Interface)
        {
            var written = Notice(language, what);
            Assert.NotEqual(Notice(language, what == "email" ? "password" : "email").Subject, written.Subject);
            Assert.True(written.Text.Split("\n\n").Length > 4, written.Text);
        }
    }

    [Fact]
    public void Whoever_did_not_ask_for_the_erasure_is_not_told_to_take_it_back()
    {
        foreach (var language in Language.Interface)
        {
            var texts = new[] { "person", "administrator" }.Select(by => MailWriter.Write(
                MailTemplates.ErasureRequested, language, new Dictionary<string, string> { ["name"] = "Anna", ["due"] = "2026-12-05T00:00:00Z", ["link"] = "https://example.org/x", ["by"] = by },
                new MailFrame("Varam")).Text).ToList();
            Assert.NotEqual(texts[0], texts[1]);
            Assert.All(texts, text => Assert.Single(Regex.Matches(text, "https://example.org/x")));
        }
    }

    [Fact]
    public void A_notice_of_something_unheard_of_is_not_written() => Assert.Throws<UnwritableMailException>(() => Notice("en", "shoe-size"));

    [Theory]
    [InlineData("en", "5 December 2026")]
    [InlineData("it", "5 dicembre 2026")]
    [InlineData("es", "5 de diciembre de 2026")]
    [InlineData("lv", "2026. gada 5. decembris")]
    public void Days_are_written_as_the_language_does(string language, string day)
    {
        var values = MailTemplates.All[MailTemplates.Invitation].Values.ToDictionary(name => name, ValueOf);
        Assert.Contains(day, MailWriter.Write(MailTemplates.Invitation, language, values, new MailFrame("Varam")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readers_language_comes_first_then_the_tenants_then_English()
    {
        Assert.Equal("it", MailWriter.LanguageFor("it", ["lv", "en"]));
        Assert.Equal("lv", MailWriter.LanguageFor(null, ["lv", "en"]));
        Assert.Equal("es", MailWriter.LanguageFor("de", ["fr", "es"]));
        Assert.Equal("en", MailWriter.LanguageFor("de", []));
    }

    private static WrittenMail Notice(string language, string what) =>
        MailWriter.Write(MailTemplates.SecurityNotice, language, new Dictionary<string, string> { ["name"] = "Anna", ["what"] = what }, new MailFrame("Varam"));

    private static string ValueOf(string name) => name switch
    {
        "link" or "certificate" => "https://example.org/somewhere?a=b",
        "expires" or "due" => "2026-12-05T23:59:59Z",
        "what" => "password",
        "by" => "person",
        "reason" => "failing",
        _ => string.Create(CultureInfo.InvariantCulture, $"The{char.ToUpperInvariant(name[0])}{name[1..]}"),
    };
}
