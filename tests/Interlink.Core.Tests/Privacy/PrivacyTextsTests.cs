using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Tests.Privacy;

public sealed class PrivacyTextsTests
{
    [Fact]
    public void Every_text_of_the_product_is_there_in_every_language_with_the_same_sections_and_places()
    {
        foreach (var document in Enum.GetValues<LegalDocument>())
        {
            var english = LegalDefaults.Source(document, "en");
            Assert.All(Language.Interface, language =>
            {
                var text = LegalDefaults.Source(document, language);
                Assert.Equal(Regex.Count(english, "^## ", RegexOptions.Multiline), Regex.Count(text, "^## ", RegexOptions.Multiline));
                Assert.Equal(Places(english), Places(text));
            });
            Assert.Empty(Places(english).Except(PublishLegalText.Places));
        }
    }

    [Fact]
    public void The_accessibility_statement_has_the_sections_of_the_model() => Assert.Equal(
        ["Compliance status", "Non-accessible content", "Preparation of this statement", "Feedback and contact information", "Enforcement procedure"],
        Regex.Matches(LegalDefaults.Source(LegalDocument.Accessibility, "en"), "^## (.*)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value));

    [Theory]
    [InlineData("en", "Former participant 7F3K")]
    [InlineData("it", "Ex partecipante 7F3K")]
    [InlineData("es", "Antiguo participante 7F3K")]
    [InlineData("lv", "Bijušais dalībnieks 7F3K")]
    [InlineData("fr", "Former participant 7F3K")]
    public void A_pseudonym_is_in_the_language_of_the_tenant(string language, string name) =>
        Assert.Equal(name, PrivacyWords.In(language).FormerParticipant("7F3K"));

    [Fact]
    public void What_nobody_has_translated_is_shown_readably() => Assert.Equal("Board game rules", PrivacyWords.In("lv").Kind("board-gameRules"));

    [Fact]
    public void Cells_that_a_spreadsheet_would_run_are_made_harmless()
    {
        var controller = new ControllerDetails("=1+1", null, null, null, null);
        var record = new ProcessingRecord(controller, [], [new("things", "\"Quoted\", with comma", ["name"], "consent", "removed", null, null)], []);
        var line = ProcessingFiles.AsCsv(record, PrivacyWords.In("en")).Split("\r\n")[1];
        Assert.Contains("\"\"\"Quoted\"\", with comma\"", line, StringComparison.Ordinal);
        Assert.EndsWith("\"'=1+1\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_run_is_today_or_tomorrow()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 3, 23, 0, TimeSpan.Zero), EnforceRetention.Next(new DateTimeOffset(2026, 3, 1, 3, 22, 59, TimeSpan.Zero)));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 3, 23, 0, TimeSpan.Zero), EnforceRetention.Next(new DateTimeOffset(2026, 3, 1, 3, 23, 0, TimeSpan.Zero)));
    }

    private static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\{([a-z-]+)\}\}").Select(m => m.Groups[1].Value).Distinct().Order();
}
