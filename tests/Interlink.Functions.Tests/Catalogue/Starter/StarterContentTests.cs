using System.IO.Compression;
using System.Text.RegularExpressions;
using Interlink.Core.Catalogue;
using Interlink.Core.Recommendation;
using Interlink.Functions.Catalogue.Starter;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Catalogue.Starter;

public sealed partial class StarterContentTests
{
    private readonly StarterContent _starter = StarterContent.Read();

    [Fact]
    public void Nothing_is_rejected_and_nothing_is_remarked_on()
    {
        Assert.Empty(_starter.Drafts.Select(d => d.Rejection).OfType<Core.Catalogue.Import.ImportRejection>());
        Assert.Empty(_starter.Drafts.SelectMany(d => d.Warnings.Select(w => $"{d.Id}: {w.Message}")));
    }

    [Fact]
    public void It_leads_through_four_phases_in_their_order()
    {
        Assert.Equal(["engage", "design", "build", "sustain"], _starter.Schema.Phases.Select(p => p.Id));
        Assert.Equal([false, false, true, true], _starter.Schema.Phases.Select(p => p.IsPartOfCodelivery));
        Assert.Equal(29, _starter.Tasks.Count());
        Assert.All(_starter.Schema.Phases.Skip(1), phase => Assert.NotEmpty(phase.Prerequisites));
        Assert.Equal(_starter.Files.Files.Count, _starter.Files.Files.Select(f => f.Path.ToUpperInvariant()).Distinct().Count());
    }

    [Fact]
    public void Every_text_stands_in_every_language()
    {
        foreach (var (where, text) in _starter.Texts())
        {
            Assert.True(StarterContent.Languages.SequenceEqual(text.Translations.Keys), $"{where}: {string.Join(", ", text.Translations.Keys)}");
            if (!where.EndsWith(" name", StringComparison.Ordinal))
            {
                Assert.True(text.Translations.Values.Distinct().Count() == StarterContent.Languages.Length, $"{where} is the same in two languages.");
            }
        }

        Assert.All(_starter.Interlinkers, i => Assert.Equal(StarterContent.Languages, i.Tags.Keys.Order()));
    }

    [Fact]
    public void A_language_that_is_promised_has_a_template_in_that_language()
    {
        using var zip = new ZipArchive(StarterCatalogue.Zip());
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".html", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            var html = reader.ReadToEnd();
            Assert.Contains($"<html lang=\"{Path.GetFileNameWithoutExtension(entry.Name)[^2..]}\">", html);
            Assert.DoesNotContain("<script", html);
        }

        foreach (var interlinker in _starter.Interlinkers.Where(i => i.Nature is InterlinkerNature.Knowledge))
        {
            Assert.Equal(StarterContent.Languages, interlinker.Templates.Keys);
            Assert.All(interlinker.Templates, template => Assert.EndsWith($"-{template.Key}", Path.GetFileNameWithoutExtension(template.Value.Name)));
            Assert.Equal(StarterContent.Languages.Length, interlinker.Templates.Values.Select(t => t.Sha256).Distinct().Count());
            Assert.All(interlinker.Templates.Values, t => Assert.Equal(t.Name.EndsWith(".csv", StringComparison.Ordinal) ? "text/csv" : "text/html", t.ContentType));
        }
    }

    [Fact]
    public void Every_line_of_a_spreadsheet_has_the_columns_of_its_head()
    {
        using var zip = new ZipArchive(StarterCatalogue.Zip());
        var sheets = zip.Entries.Where(e => e.Name.EndsWith(".csv", StringComparison.Ordinal)).ToList();
        Assert.Equal(StarterContent.Languages.Length, sheets.Count);
        foreach (var sheet in sheets)
        {
            using var reader = new StreamReader(sheet.Open());
            var separator = sheet.Name.EndsWith("-en.csv", StringComparison.Ordinal) ? ',' : ';';
            var lines = reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => Quoted().Replace(line, "").Count(c => c == separator)).ToList();
            Assert.True(lines.Count > 10 && lines.Distinct().Count() == 1, sheet.Name);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("it")]
    [InlineData("es")]
    [InlineData("lv")]
    public void Every_task_is_helped_by_something_specific_that_can_be_used_at_once(string language)
    {
        foreach (var (phase, objective, task) in _starter.Tasks)
        {
            var ranking = _starter.Recommend(phase, objective, task, language);
            Assert.True(ranking.Basis == RecommendationBasis.Match, $"{task.Id}: {ranking.Basis}");
            var best = ranking.Items[0];
            Assert.False(best.Generic);
            Assert.Contains(best.Reasons, r => r is MatchesTaskProblems);
            Assert.Contains(best.Reasons, r => r is InYourLanguage);
            Assert.DoesNotContain(best.Reasons, r => r is NotAvailable);
        }
    }

    [Fact]
    public void Every_problem_is_met_by_a_task_and_answered_by_an_interlinker()
    {
        var profiles = _starter.Profiles.Select(p => p.Id).Order().ToList();
        Assert.Equal(profiles, _starter.Tasks.SelectMany(t => t.Task.ProblemProfiles).Distinct().Order());
        Assert.Equal(profiles, _starter.Interlinkers.SelectMany(i => i.ProblemProfiles).Distinct().Order());
    }

    [Fact]
    public void Its_ids_are_its_own_so_that_it_can_stand_beside_any_other_catalogue()
    {
        Assert.All(_starter.Interlinkers, i => Assert.StartsWith("starter_", i.Id));
        Assert.All(_starter.Profiles, p => Assert.StartsWith("starter.", p.Id));
        Assert.Equal("starter", _starter.Schema.Id);
    }

    [Fact]
    public void The_terms_of_use_are_told_with_every_template() => Assert.All(
        _starter.Interlinkers.Where(i => i.Nature is InterlinkerNature.Knowledge),
        i => Assert.True(i.Licence is Licence.Permissive && i.Constraints.Translations.Values.All(text => text.Contains("CC BY 4.0", StringComparison.Ordinal)), i.Id));

    [Fact]
    public void The_same_content_gives_the_same_archive() => Assert.Equal(StarterCatalogue.Zip().ToArray(), StarterCatalogue.Zip().ToArray());

    [Fact]
    public void No_sentence_comes_from_another_catalogue()
    {
        Assert.SkipWhen(SampleCatalogue.RealFolder is null, "There is no other catalogue at hand.");
        var others = Directory.EnumerateFiles(SampleCatalogue.RealFolder!, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".json" or ".md").SelectMany(f => Sentences(Regex.Unescape(Escapable(File.ReadAllText(f))))).ToHashSet();
        Assert.True(others.Count > 1_000);
        var taken = _starter.Texts().SelectMany(t => t.Text.Translations.Values).SelectMany(Sentences).Where(others.Contains).ToList();
        Assert.Empty(taken);
    }

    private static string Escapable(string json) => NotUnicode().Replace(json, " ");

    private static IEnumerable<string> Sentences(string text) => Ends().Split(text)
        .Select(s => string.Join(' ', Words().Matches(s).Select(w => w.Value.ToLowerInvariant())))
        .Where(s => s.Count(c => c == ' ') >= 4);

    [GeneratedRegex(@"""[^""]*""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\\(?!u[0-9a-fA-F]{4}).?")]
    private static partial Regex NotUnicode();

    [GeneratedRegex(@"[.!?;:\n""]")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
