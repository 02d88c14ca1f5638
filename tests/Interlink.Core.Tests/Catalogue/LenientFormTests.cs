using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Catalogue;
using Interlink.Testing;

namespace Interlink.Core.Tests.Catalogue;

public sealed class LenientFormTests
{
    [Fact]
    public void A_good_entry_has_nothing_to_tell()
    {
        var draft = Sources.ParseEntry(_ => { });
        Assert.Null(draft.Rejection);
        Assert.Empty(draft.Warnings);
    }

    [Theory]
    [InlineData("Older-Entry-ID", "older_entry_id", "id_respelt")]
    [InlineData("  spaced out  ", "spaced_out", "id_respelt")]
    [InlineData("Città—Nuova", "citta_nuova", "id_respelt")]
    [InlineData("", "entry", "id_derived")]
    [InlineData("---", "entry", "id_derived")]
    public void Ids_are_brought_to_one_spelling(string written, string id, string code)
    {
        var draft = Sources.ParseEntry(e => e["id"] = written);
        Assert.Equal(id, draft.Interlinker!.Id);
        Assert.Equal([code], draft.Codes());
    }

    [Theory]
    [InlineData("name_translations")]
    [InlineData("description_translations")]
    [InlineData("tags_translations")]
    [InlineData("targets")]
    [InlineData("difficulty")]
    [InlineData("is_sustainability_related")]
    [InlineData("integration")]
    [InlineData("file_translations")]
    [InlineData("instructions_translations")]
    [InlineData("problemprofiles")]
    [InlineData("id")]
    [InlineData("languages")]
    public void A_field_of_any_wrong_type_costs_a_warning_at_the_most(string field)
    {
        JsonNode?[] values = [null, 7, true, "", "text", new JsonArray(), new JsonArray(1, null, new JsonObject()), new JsonObject(), new JsonObject { ["en"] = new JsonArray(1) }, new JsonObject { ["en"] = null, ["x1"] = "y", ["IT"] = "z" }];
        Assert.All(values, value =>
        {
            var draft = Sources.ParseEntry(e => e[field] = value?.DeepClone());
            Assert.True(draft.Rejection is null or { Code: "unknown_problem_profile" }, draft.Rejection?.Message);
        });
    }

    [Fact]
    public void Language_codes_in_other_spellings_are_read_and_unknown_ones_left_out()
    {
        var draft = Sources.ParseEntry(e => e["name_translations"] = new JsonObject { ["en"] = "E", ["IT"] = "I", ["es-ES"] = "S", ["latvian"] = "L" });
        Assert.Equal(["en", "es", "it"], draft.Interlinker!.Name.Translations.Keys);
        Assert.Equal(["language_respelt", "language_respelt", "unknown_language"], draft.Codes());
    }

    [Fact]
    public void An_entry_without_a_name_is_called_after_its_folder()
    {
        var draft = Sources.ParseEntry(e => e["name_translations"] = new JsonObject { ["en"] = "   " });
        Assert.Equal("Entry", draft.Interlinker!.Name.In("en")!.Text);
        Assert.Equal(["name_derived"], draft.Codes());
    }

    [Fact]
    public void An_entry_without_english_shows_another_language_and_says_so()
    {
        var draft = Sources.ParseEntry(e => e["name_translations"] = new JsonObject { ["lv"] = "Ieraksts" });
        Assert.Equal(("lv", true), (draft.Interlinker!.Name.In("it")!.Language, draft.Interlinker.Name.In("it")!.Fallback));
        Assert.Contains("english_missing", draft.Codes());
    }

    [Fact]
    public void Half_a_character_costs_the_text_that_holds_it()
    {
        var drafts = Sources.Parse(("interlinkers/knowledge/E/metadata.json", """{"id":"e","name_translations":{"en":"ok","it":"\ud800"},"description_translations":{"en":"fine"}}"""));
        Assert.Null(drafts[0].Rejection);
        Assert.Contains("unreadable_text", drafts[0].Codes());
        Assert.Equal(["en"], drafts[0].Interlinker!.Name.Translations.Keys);
    }

    [Fact]
    public void Byte_order_marks_comments_and_trailing_commas_are_passed_over()
    {
        var drafts = Sources.Parse(("interlinkers/knowledge/E/metadata.json", "\uFEFF{ // made by hand\n \"id\": \"e\", \"name_translations\": { \"en\": \"E\", }, }"));
        Assert.Null(drafts[0].Rejection);
        Assert.Equal("e", drafts[0].Id);
    }

    [Fact]
    public void A_profile_that_the_catalogue_has_already_may_be_referred_to() =>
        Assert.Equal(["STORED_PROBLEM_1"], Sources.ParseEntry(e => e["problemprofiles"] = new JsonArray("stored_problem_1")).Interlinker!.ProblemProfiles);

    [Fact]
    public void A_folder_of_unknown_nature_rejects_its_entries()
    {
        var drafts = Sources.Parse(("interlinkers/wisdom/Old/metadata.json", Sources.Entry(_ => { })));
        Assert.Equal("unknown_nature", drafts.Single().Rejection?.Code);
    }

    [Fact]
    public void Undeclared_instructions_are_taken_for_english()
    {
        var draft = Sources.ParseEntry(e => e.Remove("instructions_translations"));
        Assert.Equal("Read this first.", draft.Interlinker!.Instructions.In("en")!.Text);
        Assert.Equal(["instructions_undeclared"], draft.Codes());
    }

    [Fact]
    public void Paths_are_found_without_regard_to_case()
    {
        var draft = Sources.ParseEntry(e => e["file_translations"] = new JsonObject { ["en"] = "./Interlinkers/Knowledge/entry/FORM.TXT" });
        Assert.Equal("form.txt", draft.Interlinker!.Templates["en"].Name);
    }

    [Fact]
    public void The_order_of_members_does_not_make_another_entry()
    {
        var one = Sources.ParseEntry(e => e["tags_translations"] = new JsonObject { ["en"] = new JsonArray("a"), ["it"] = new JsonArray("b") });
        var other = Sources.ParseEntry(e => e["tags_translations"] = new JsonObject { ["it"] = new JsonArray("b"), ["en"] = new JsonArray("a") });
        var changed = Sources.ParseEntry(e => e["tags_translations"] = new JsonObject { ["it"] = new JsonArray("b"), ["en"] = new JsonArray("c") });
        Assert.Equal(one.Interlinker!.SourceHash, other.Interlinker!.SourceHash);
        Assert.NotEqual(one.Interlinker.SourceHash, changed.Interlinker!.SourceHash);
    }

    [Fact]
    public void Another_content_of_a_template_makes_another_entry()
    {
        const string Other = "interlinkers/knowledge/Entry/other.txt";
        var one = Sources.ParseEntry(e => e["file_translations"]!["en"] = "./" + Other, (Other, "1"));
        var two = Sources.ParseEntry(e => e["file_translations"]!["en"] = "./" + Other, (Other, "2"));
        Assert.NotEqual(one.Interlinker!.SourceHash, two.Interlinker!.SourceHash);
    }

    [Fact]
    public void Metadata_changed_at_random_is_read_or_rejected_for_a_known_reason()
    {
        var whole = File.ReadAllText(Path.Combine(SampleCatalogue.Folder, "interlinkers/software/polls-board/metadata.json"));
        var mutation = Gen.Choose(0, whole.Length - 1).SelectMany(at => Gen.Elements("", "{", "}", "[", "]", "\"", ",", ":", "null", "1", "\\u0000", "\\ud800", "é", "<b>").Select(piece => (at, piece))).ListOf();
        Prop.ForAll(mutation.ToArbitrary(), changes =>
        {
            var text = changes.Aggregate(whole, (t, c) => t.Length > c.at ? t[..c.at] + c.piece + t[(c.at + 1)..] : t);
            var draft = Sources.Parse(("interlinkers/software/polls-board/metadata.json", text)).Single();
            return draft.Rejection is null or { Code: "malformed_json" or "unknown_problem_profile" or "id_missing" };
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_field_whose_name_is_no_text_rejects_the_entry_and_says_so()
    {
        var whole = File.ReadAllText(Path.Combine(SampleCatalogue.Folder, "interlinkers/software/polls-board/metadata.json"));
        var draft = Sources.Parse(("interlinkers/software/polls-board/metadata.json", whole.Replace("instructions_translations", "in\\ud800structions", StringComparison.Ordinal))).Single();
        Assert.Equal("malformed_json", draft.Rejection?.Code);
        Assert.Contains("half a character", draft.Rejection?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enum_values_nearly_right_are_read_and_never_guessed_between_two()
    {
        Assert.Equal(Difficulty.VeryEasy, Sources.ParseEntry(e => e["difficulty"] = "Very Easy").Interlinker!.Difficulty);
        Assert.Equal(Difficulty.Medium, Sources.ParseEntry(e => e["difficulty"] = "mediun").Interlinker!.Difficulty);
        Assert.Equal("software", Sources.ParseEntry(e => e["form"] = "sofware").Interlinker!.Form);
        Assert.Null(Sources.ParseEntry(e => e["form"] = "poem").Interlinker!.Form);
        Assert.Equal(["unknown_value"], Sources.ParseEntry(e => e["form"] = "poem").Codes());
    }
}
