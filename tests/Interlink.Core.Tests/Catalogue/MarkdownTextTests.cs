using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Catalogue.Markup;

namespace Interlink.Core.Tests.Catalogue;

public sealed partial class MarkdownTextTests
{
    private static readonly string[] Pieces =
    [
        "<p>", "</p>", "<P CLASS=x>", "<ul>", "</ul >", "<ol>", "</ol>", "<li>", "</li>", "<li", "<br>", "<br/>", "<b>", "</b>", "<i>", "</i>", "<h2>", "</h2>", "<div style='x'>",
        "<script>", "</script>", "<script src=//x>", "<style>", "<iframe src=x>", "<svg onload=x>", "<img src=x onerror=y alt='<b>'>", "<a href=\"javascript:x\">", "<a href='https://ok.example/'>",
        "<a href=\"&#106;avascript:x\">", "</a>", "<!-- ", " -->", "<![CDATA[", "<?php", "?>", "&lt;script&gt;", "&amp;lt;img src=x&amp;gt;", "&nbsp;", "&#60;b&#62;", "&bogus;", "&", "<", ">", "\"", "'",
        "[x](javascript:y)", "[x](JaVaScRiPt:y)", "[x](java\tscript:y)", "[x](javascript&colon;y)", "[x](javascript\\:y)", "[x](<javascript:y>)", "[x](data:text/html,y)", "[x]: javascript:y",
        "[x](https://ok.example/a_(b))", "](", "[", "]", "(", ")", "vbscript:", "javascript:", "java", "script:", "<javascript:x>", "<https://ok.example>", "<a@b.example>", "`", "```\n", "`<b>`", "~~~\n",
        "# ", "##x", "- ", "1. ", "* ", "**", "|", "\n", "\r\n", "\n\n", " ", "  ", "    ", "\t", "\u00a0", "\u0000", "é", "𝄞", "\ud800", "word", "a < b", "x<y",
    ];

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly Arbitrary<string> Nasty = Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).ToArbitrary();

    [Fact]
    public void No_text_whatever_comes_out_with_a_tag_in_it() =>
        Prop.ForAll(Nasty, text => Both(text).All(m => !RawTag().IsMatch(m))).Check(Thorough);

    [Fact]
    public void No_text_whatever_comes_out_with_a_script_address_in_it() =>
        Prop.ForAll(Nasty, text => Both(text).All(m => !Script().IsMatch(m) && Targets(m).All(IsSafe))).Check(Thorough);

    [Fact]
    public void Lines_have_no_blanks_at_their_ends_and_there_are_no_returns() =>
        Prop.ForAll(Nasty, text => Both(text).All(m => !m.Contains('\r', StringComparison.Ordinal) && m.Split('\n').All(l => l == l.TrimEnd()))).Check(Thorough);

    [Theory]
    [InlineData("<p>One.</p><p>Two.</p>", "One.\n\nTwo.")]
    [InlineData("<p>One.<p>Two.", "One.\n\nTwo.")]
    [InlineData("First<br>second", "First\n\nsecond")]
    [InlineData("<p>It can</p><ul><li>a;</li><li>b;</li></ul><p>and more.</p>", "It can\n\n- a;\n- b;\n\nand more.")]
    [InlineData("<ul><li>a<li>b<li> li></ul>", "- a\n- b")]
    [InlineData("<ul><li>a<br><li> ></ul></p>", "- a")]
    [InlineData("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b")]
    [InlineData("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c")]
    [InlineData("<p>See <a href=\"https://example.org/x\">this <b>page</b></a>.</p>", "See [this **page**](https://example.org/x).")]
    [InlineData("<p>See <a href=\"javascript:x\">this</a>.</p>", "See this.")]
    [InlineData("<p>Before<script>alert(1)</script>after</p>", "Beforeafter")]
    [InlineData("<p>Sv&#275;t&#257; &oacute; &amp; co</p>", "Svētā ó & co")]
    [InlineData("Enter <name> where 1 < 2", "Enter &lt;name> where 1 < 2")]
    [InlineData("Line one  \r\nline two", "Line one\n\nline two")]
    [InlineData("To do:\n- a\n- b\nThen rest.", "To do:\n\n- a\n- b\n\nThen rest.")]
    [InlineData("", "")]
    public void Prose_becomes_markdown(string prose, string markdown) => Assert.Equal(markdown, MarkdownText.FromProse(prose));

    [Theory]
    [InlineData("# Title\n\nA *b* **c** `d`\n\n1. x\n2. y", "# Title\n\nA *b* **c** `d`\n\n1. x\n2. y")]
    [InlineData("##Tight", "## Tight")]
    [InlineData("![picture](./snapshots/a.png) and ![web](https://example.org/a.png)", "picture and ![web](https://example.org/a.png)")]
    [InlineData("[call](tel:1) [mail](mailto:a@example.org) [up](../x)", "call [mail](mailto:a@example.org) up")]
    [InlineData("<https://example.org/x>", "https://example.org/x")]
    [InlineData("```\n<b>code</b>\n```", "```\n< b>code< /b>\n```")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("    indented\ntext", "    indented\ntext")]
    public void Markdown_keeps_its_meaning_and_loses_what_is_not_safe(string markdown, string clean)
    {
        Assert.Equal(clean, MarkdownText.FromMarkdown(markdown));
        Assert.Equal(clean, MarkdownText.FromMarkdown(clean));
    }

    [Theory]
    [InlineData("# Title\n\nA *b* **c** `d` [e](https://example.org)\n\n- f\n- g", "Title A b c d e f g")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2")]
    [InlineData("1 &lt;b> &amp; 2", "1 <b> & 2")]
    public void Markdown_becomes_plain_words(string markdown, string plain) => Assert.Equal(plain, MarkdownText.ToPlain(markdown));

    [Fact]
    public void Excerpts_are_cut_between_words_and_never_inside_a_character()
    {
        Assert.Equal("one two…", MarkdownText.Excerpt("one two three", 10));
        Assert.Equal("short", MarkdownText.Excerpt("short", 10));
        Prop.ForAll(Nasty, text => MarkdownText.ToPlain(MarkdownText.FromProse(text)) is var plain
            && MarkdownText.Excerpt(plain, 20) is var cut && cut.Length <= 20 && !cut.Where(char.IsHighSurrogate).Any(c => cut.EndsWith(c))).Check(Thorough);
    }

    [Theory]
    [InlineData("<a ")]
    [InlineData("<a href=\"")]
    [InlineData("[](")]
    [InlineData("[[")]
    [InlineData("`")]
    [InlineData("``` ")]
    [InlineData("**a ")]
    [InlineData("~~a")]
    [InlineData("[a](b \t")]
    [InlineData("<!-- ")]
    [InlineData("<script>")]
    [InlineData("- ")]
    [InlineData("a\n")]
    [InlineData("<ul><li>")]
    [InlineData("&lt;")]
    [InlineData("java ")]
    public async Task Much_of_the_same_does_not_keep_the_reader_for_ever(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var read = Task.Run(() => Both(text).Sum(m => MarkdownText.ToPlain(m).Length), TestContext.Current.CancellationToken);
        Assert.InRange(await read.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), 0, 20 * text.Length);
    }

    private static string[] Both(string text) => [MarkdownText.FromProse(text), MarkdownText.FromMarkdown(text), MarkdownText.OneLine(text) is var line && !line.Contains('<', StringComparison.Ordinal) ? line : ""];

    private static IEnumerable<string> Targets(string markdown) => Target().Matches(markdown).Select(m => m.Groups[1].Value);

    private static bool IsSafe(string target) => target.StartsWith("http", StringComparison.OrdinalIgnoreCase) || target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("<[a-zA-Z/!?]")]
    private static partial Regex RawTag();

    [GeneratedRegex("(javascript|vbscript):", RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    [GeneratedRegex(@"\]\(\s*<?([a-zA-Z+.-]+:[^)\s]*)")]
    private static partial Regex Target();
}
