using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Tests.Tenants;

public sealed class TerminologyTests
{
    [Fact]
    public void Words_are_one_line_and_blank_ones_do_not_count()
    {
        var faults = new List<FieldError>();
        var words = Terminology.Of(Words(("process", "en", " jour\u202eney\u200b\n "), ("task", "en", "  "), ("teams", "it", "squadre")), faults);
        Assert.Empty(faults);
        Assert.Equal(["process", "teams"], words.Keys);
        Assert.Equal("journey", words["process"].In("en")!.Text);
    }

    [Fact]
    public void Everything_at_fault_is_named_by_its_path()
    {
        var faults = new List<FieldError>();
        Terminology.Of(Words(("module", "en", "x"), ("process", "english", "x"), ("tasks", "en", new string('x', 41)), ("team", "en", "<b>{x}")), faults);
        Assert.Equal(
            ["terminology.module: unknown_term", "terminology.process.english: not_a_language", "terminology.tasks.en: too_long", "terminology.team.en: malformed"],
            faults.Select(f => $"{f.Field}: {f.Code}"));
    }

    [Fact]
    public void No_term_has_more_languages_than_a_tenant_can_have()
    {
        var faults = new List<FieldError>();
        var many = LocalizedText.Of(Enumerable.Range(0, 25).Select(i => KeyValuePair.Create($"{(char)('a' + i)}x", "w")));
        Terminology.Of(new Dictionary<string, LocalizedText> { ["task"] = many }, faults);
        Assert.Equal("too_many", Assert.Single(faults).Code);
    }

    private static Dictionary<string, LocalizedText> Words(params (string Term, string Language, string Word)[] words) =>
        words.ToDictionary(w => w.Term, w => LocalizedText.Of(w.Language, w.Word));
}
