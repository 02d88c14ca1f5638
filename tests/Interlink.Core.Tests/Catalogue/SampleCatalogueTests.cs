using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Testing;

namespace Interlink.Core.Tests.Catalogue;

public sealed class SampleCatalogueTests
{
    private static readonly IReadOnlyList<ImportDraft> Drafts = Sources.Sample();

    [Fact]
    public void Every_entry_is_told_and_only_the_bad_ones_are_rejected()
    {
        Assert.Equal(SampleCatalogue.Entries, Drafts.Count);
        Assert.Equal(
            (SampleCatalogue.GoodProfiles, SampleCatalogue.GoodInterlinkers, SampleCatalogue.GoodSchemas),
            (Drafts.Count(d => d.Profile is not null), Drafts.Count(d => d.Interlinker is not null), Drafts.Count(d => d.Schema is not null)));
        Assert.All(Drafts, d => Assert.Equal(d.Rejection is null, (d.Profile ?? (ICatalogueEntry?)d.Interlinker ?? d.Schema) is not null));
    }

    [Theory]
    [InlineData("problemprofiles.json#4", "duplicate_id", "problemprofiles.json#0")]
    [InlineData("knowledge/unknown-profile", "unknown_problem_profile", "NOBODY_HAS_THIS_1")]
    [InlineData("knowledge/twice-told", "duplicate_id", "interlinkers/knowledge/meeting_canvas")]
    [InlineData("knowledge/broken", "malformed_json", "line 2")]
    [InlineData("knowledge/no-metadata", "metadata_missing", "no-metadata")]
    [InlineData("schemas/circle", "prerequisite_cycle", "task-a → task-c → task-b → task-a")]
    [InlineData("schemas/dangling", "unknown_prerequisite", "phase-nowhere")]
    [InlineData("schemas/twins", "duplicate_id", "objective-same")]
    public void A_rejection_says_why_and_names_the_offender(string path, string code, string offender)
    {
        var rejection = Drafts.The(path).Rejection;
        Assert.Equal(code, rejection?.Code);
        Assert.Contains(offender, rejection!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Neighbour-Interview-Guide", "id_respelt", "misspelt_value", "unknown_value", "format_disagrees", "language_missing", "problem_profile_repeated",
        "problem_profile_respelt", "snapshot_not_a_picture")]
    [InlineData("meeting_canvas", "instructions_elsewhere")]
    [InlineData("Lost-Template", "template_missing", "not_instantiable", "misspelt_value")]
    [InlineData("Plain-Language-Primer", "id_derived", "type_disagrees", "language_missing")]
    [InlineData("Unaddressed-Paper", "address_missing", "instructions_elsewhere")]
    [InlineData("polls-board")]
    [InlineData("Shared-Whiteboard", "id_respelt", "unsafe_address", "unknown_field")]
    [InlineData("schemas/small-steps", "id_respelt", "prerequisites_shape", "prerequisite_respelt", "problem_profile_respelt")]
    [InlineData("problemprofiles.json#3", "name_derived")]
    public void Every_deviation_that_was_put_right_is_told_and_nothing_else(string path, params string[] codes) =>
        Assert.Equal(codes.Order(), Drafts.The(path).Codes().Distinct().Order());

    [Fact]
    public void Html_with_unclosed_items_becomes_a_markdown_list()
    {
        var description = Drafts.The("Neighbour-Interview-Guide").Interlinker!.Description;
        Assert.Equal("Ten questions for a talk at the **kitchen table**.\n\n- before the talk\n- during the talk\n- afterwards", description.In("en")!.Text);
        Assert.Equal("Dieci domande per una chiacchierata.\n\nBastano venti minuti.", description.In("it")!.Text);
        Assert.Equal("Diez preguntas.\n\nBastan veinte minutos.", description.In("es")!.Text);
    }

    [Fact]
    public void A_claimed_language_without_text_falls_back_to_english_and_is_marked()
    {
        var name = Drafts.The("Neighbour-Interview-Guide").Interlinker!.Name;
        Assert.Equal(["en", "it"], name.Translations.Keys);
        Assert.Equal(("Guide to interviewing neighbours", "en", true), (name.In("lv")!.Text, name.In("lv")!.Language, name.In("lv")!.Fallback));
    }

    [Fact]
    public void Media_types_come_from_the_files_and_languages_from_the_templates()
    {
        var entry = Drafts.The("Neighbour-Interview-Guide").Interlinker!;
        const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        Assert.Equal([("guide.docx", Docx), ("guida.docx", Docx)], entry.Templates.Values.Select(t => (t.Name, t.ContentType)));
        Assert.Equal(["en", "it"], entry.Languages);
        Assert.True(entry.IsInstantiable);
    }

    [Fact]
    public void Snapshots_are_found_in_any_case_in_order_of_name_without_lock_files_and_alternates()
    {
        var draft = Drafts.The("Neighbour-Interview-Guide");
        Assert.Equal([("First page.JPG", "image/jpeg"), ("Second page.PNG", "image/png")], draft.Interlinker!.Snapshots.Select(s => (s.Name, s.ContentType)));
        Assert.DoesNotContain(draft.Files, f => f.Path.Contains("~$", StringComparison.Ordinal) || f.Path.EndsWith("guide.pdf", StringComparison.Ordinal));
        Assert.Equal("image/webp", Assert.Single(Drafts.The("polls-board").Interlinker!.Snapshots).ContentType);
    }

    [Fact]
    public void Instructions_in_another_entrys_folder_give_way_to_the_own_ones()
    {
        Assert.Equal("Print it large.", Drafts.The("meeting_canvas").Interlinker!.Instructions.In("en")!.Text);
        Assert.Equal("Ask around.", Drafts.The("Unaddressed-Paper").Interlinker!.Instructions.In("en")!.Text);
    }

    [Fact]
    public void Instructions_keep_their_markdown_and_lose_what_is_not_safe() =>
        Assert.Equal(
            "## Before you start\nRead the ten questions aloud once.\n\n- pick a quiet hour\n- bring `paper & pencil`\n\n"
                + "More on [asking well](https://example.org/asking)\n\nand never this.",
            Drafts.The("Neighbour-Interview-Guide").Interlinker!.Instructions.In("en")!.Text);

    [Fact]
    public void Misspelt_words_of_closed_lists_are_read_and_unknown_ones_left_out()
    {
        var entry = Drafts.The("Neighbour-Interview-Guide").Interlinker!;
        Assert.Equal(Licence.Proprietary, entry.Licence);
        Assert.Equal(["enhancing_services", "enhancing_services;external_experts"], entry.Types);
        Assert.Equal(["local"], entry.AdministrativeScopes);
    }

    [Fact]
    public void Profiles_are_stored_in_canonical_spelling_once_each() =>
        Assert.Equal(["TALK_PROBLEM_1", "TALK_PROBLEM_2.1"], Drafts.The("Neighbour-Interview-Guide").Interlinker!.ProblemProfiles);

    [Fact]
    public void An_entry_whose_template_is_missing_is_kept_and_not_instantiable()
    {
        var entry = Drafts.The("Lost-Template").Interlinker!;
        Assert.False(entry.IsInstantiable);
        Assert.Equal(["en", "it"], entry.Languages);
    }

    [Fact]
    public void Entries_elsewhere_keep_safe_addresses_only()
    {
        var primer = Drafts.The("Plain-Language-Primer").Interlinker!;
        Assert.Equal("plain_language_primer", primer.Id);
        Assert.Equal("https://www.example.org/primer/it", primer.ExternalUri.In("it")!.Text);
        Assert.Equal("https://example.org/primer/how-to", primer.InstructionsLink.In("en")!.Text);
        Assert.Equal(["en"], Drafts.The("Shared-Whiteboard").Interlinker!.ExternalUri.Translations.Keys);
        Assert.False(Drafts.The("Unaddressed-Paper").Interlinker!.IsInstantiable);
    }

    [Fact]
    public void Software_keeps_its_integration()
    {
        var entry = Drafts.The("polls-board").Interlinker!;
        Assert.Equal(["instantiate", "view", "clone", "delete", "open_in_modal", "shortcut"], entry.Integration!.Capabilities);
        Assert.Equal("Crear una encuesta", entry.Integration.CapabilityTexts["instantiate"].In("es")!.Text);
        Assert.Equal("image/png", entry.Logo!.ContentType);
    }

    [Fact]
    public void Phases_objectives_and_tasks_come_in_the_order_of_their_prerequisites_not_of_the_files()
    {
        var schema = Drafts.The("small-steps").Schema!;
        Assert.Equal(["phase-talk", "phase-build"], schema.Phases.Select(p => p.Id));
        Assert.Equal(["objective-listen", "objective-decide"], schema.Phases[0].Items.Select(o => o.Id));
        Assert.Equal(["task-list_plans", "task-vote"], schema.Phases[0].Items[1].Items.Select(t => t.Id));
        Assert.Equal(["task-sketch", "task-try_it"], schema.Phases[1].Items[0].Items.Select(t => t.Id));
        Assert.Equal(["task-list_plans"], schema.Phases[0].Items[1].Items[1].Prerequisites);
        Assert.Equal(["task-invite"], schema.Phases[0].Items[0].Items[1].Prerequisites);
        Assert.True(schema.Phases[1].IsPartOfCodelivery);
    }

    [Fact]
    public void The_same_source_gives_the_same_drafts_also_one_folder_deep()
    {
        using var zip = ZipSourceTree.OpenZip(SampleCatalogue.Zip(below: "catalogue-main"), new ImportLimits()).Value;
        var drafts = CatalogueParser.Parse(zip, [], new ImportLimits());
        Assert.Equal(Json(Drafts), Json(drafts));
    }

    [Fact]
    public void Drafts_survive_being_written_and_read()
    {
        var read = System.Text.Json.JsonSerializer.Deserialize<List<ImportDraft>>(Json(Drafts), Kernel.Json.Options)!;
        Assert.Equal(Json(Drafts), Json(read));
    }

    [Fact]
    public void A_real_catalogue_loses_nothing()
    {
        using var tree = ZipSourceTree.OpenZip(SampleCatalogue.Zip(SampleCatalogue.AnyFolder), new ImportLimits()).Value;
        var drafts = CatalogueParser.Parse(tree, [], new ImportLimits());
        var metadata = tree.Files.Where(f => f.Name == "metadata.json").Select(f => f.Folder).ToList();
        Assert.Superset(metadata.ToHashSet(), drafts.Select(d => d.Path).ToHashSet());
        Assert.All(drafts.Where(_ => SampleCatalogue.RealFolder is not null), d => Assert.Null(d.Rejection));
        Assert.DoesNotContain(drafts, d => d.Rejection?.Code == "unreadable");
        Assert.All(drafts.Select(d => d.Interlinker).OfType<Interlinker>(), i => Assert.NotEmpty(i.Languages));
    }

    private static string Json(IReadOnlyList<ImportDraft> drafts) => System.Text.Json.JsonSerializer.Serialize(drafts, Kernel.Json.Options);
}
