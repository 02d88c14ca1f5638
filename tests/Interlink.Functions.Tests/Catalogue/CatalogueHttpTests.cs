using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Catalogue;

public sealed class CatalogueHttpTests(ImportedCatalogue catalogue) : IClassFixture<ImportedCatalogue>
{
    private Client Member => catalogue.Member;

    [Theory]
    [InlineData("", "lost_template meeting_canvas neighbour_interview_guide plain_language_primer polls_board shared_whiteboard unaddressed_paper")]
    [InlineData("nature=software", "polls_board")]
    [InlineData("nature=software&nature=external_software", "polls_board shared_whiteboard")]
    [InlineData("profile=talk_problem_1", "neighbour_interview_guide plain_language_primer polls_board")]
    [InlineData("profile=MAKE_PROBLEM_1&nature=knowledge", "meeting_canvas")]
    [InlineData("difficulty=very_easy", "meeting_canvas plain_language_primer")]
    [InlineData("licence=proprietary", "neighbour_interview_guide")]
    [InlineData("form=canvas&form=checklist", "lost_template meeting_canvas")]
    [InlineData("contentLanguage=it", "lost_template neighbour_interview_guide plain_language_primer")]
    [InlineData("text=KITCHEN", "neighbour_interview_guide")]
    [InlineData("text=intervist&language=it", "neighbour_interview_guide")]
    [InlineData("text=vote", "polls_board")]
    [InlineData("minimumRating=4", "")]
    [InlineData("text=nothing-like-this", "")]
    public async Task Filters_combine(string query, string ids)
    {
        var list = await Member.GetJson($"/api/catalogue/interlinkers?limit=100&{query}");
        Assert.Equal(ids, string.Join(' ', Ids(list).Order(StringComparer.Ordinal)));
        Assert.Equal(Ids(list).Count(), list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Facets_count_what_else_could_be_chosen_and_name_profiles_in_the_readers_language()
    {
        var facets = (await Member.GetJson("/api/catalogue/interlinkers?nature=software&language=it")).GetProperty("facets");
        Assert.Equal(["knowledge 3", "external_knowledge 2", "external_software 1", "software 1"], Facet(facets, "nature"));
        Assert.Equal(["TALK_PROBLEM_1 1", "TALK_PROBLEM_2.1 1"], Facet(facets, "profile"));
        Assert.Equal(["Ascoltare i vicini", "Scegliere insieme"], facets.GetProperty("profile").EnumerateArray().Select(f => f.GetProperty("label").GetString()));
        Assert.Equal(["en 1", "es 1"], Facet(facets, "contentLanguage"));
    }

    [Fact]
    public async Task Pages_hold_every_entry_once_in_order_of_the_readers_titles()
    {
        var titles = new List<string>();
        for (var path = "/api/catalogue/interlinkers?limit=3&language=it&sort=title"; path is not null;)
        {
            var page = await Member.GetJson(path);
            Assert.Equal(SampleCatalogue.GoodInterlinkers, page.GetProperty("total").GetInt32());
            titles.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetProperty("text").GetString()!));
            path = page.TryGetProperty("next", out var next) ? $"/api/catalogue/interlinkers?limit=3&language=it&sort=title&cursor={Uri.EscapeDataString(next.GetString()!)}" : null;
        }

        Assert.Equal(
            ["Elenco mai caricato", "Guida alle interviste con i vicini", "Il linguaggio chiaro", "Meeting canvas", "Paper without an address", "Polls board", "Shared whiteboard"],
            titles);
    }

    [Theory]
    [InlineData("nature=wisdom", "nature")]
    [InlineData("minimumRating=9", "minimumRating")]
    [InlineData("limit=0", "limit")]
    [InlineData("sort=colour", "sort")]
    [InlineData("colour=blue", "colour")]
    public async Task A_bad_filter_is_refused_by_name(string query, string field)
    {
        using var refused = await Member.Get($"/api/catalogue/interlinkers?{query}");
        var problem = await refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input");
        Assert.StartsWith(field, problem.GetProperty("errors")[0].GetProperty("field").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interlinker_is_shown_in_the_readers_language_and_marks_what_is_not()
    {
        using var response = await Member.Get("/api/catalogue/interlinkers/neighbour_interview_guide?language=lv");
        var entry = await response.ExpectJson();
        Assert.NotEmpty(response.Tag());
        Assert.Equal(("en", true), (entry.GetProperty("name").GetProperty("language").GetString(), entry.GetProperty("name").GetProperty("fallback").GetBoolean()));
        Assert.Equal("Ten questions for a talk at the kitchen table. before the talk during the talk afterwards", entry.GetProperty("description").GetProperty("text").GetString());
        Assert.Contains("**kitchen table**", entry.GetProperty("descriptionMarkdown").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(["interview", "listening"], entry.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.True(entry.GetProperty("instantiable").GetBoolean());
        Assert.Equal(1, entry.GetProperty("version").GetInt32());
        Assert.False(entry.TryGetProperty("externalUri", out _));
        var italian = await Member.GetJson("/api/catalogue/interlinkers/neighbour_interview_guide?language=it");
        Assert.Equal("Ascoltare i vicini", italian.GetProperty("problemProfiles")[0].GetProperty("name").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Software_says_what_it_can_do_and_entries_elsewhere_where_they_are()
    {
        var software = await Member.GetJson("/api/catalogue/interlinkers/polls_board");
        Assert.Equal("pollsboard", software.GetProperty("integration").GetProperty("serviceName").GetString());
        var primer = await Member.GetJson("/api/catalogue/interlinkers/plain_language_primer?language=it");
        Assert.Equal("https://www.example.org/primer/it", primer.GetProperty("externalUri").GetProperty("text").GetString());
        Assert.True(primer.GetProperty("instructionsLink").GetProperty("fallback").GetBoolean());
    }

    [Fact]
    public async Task Files_are_the_bytes_that_were_imported_kept_for_ever_and_harmless()
    {
        var entry = await Member.GetJson("/api/catalogue/interlinkers/neighbour_interview_guide");
        var template = entry.GetProperty("templates").EnumerateArray().Single(t => t.GetProperty("language").GetString() == "it");
        using var file = await Member.Get(template.GetProperty("url").GetString()!);
        await file.Expect(HttpStatusCode.OK);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(SampleCatalogue.Folder, "interlinkers/knowledge/Neighbour-Interview-Guide/guida.docx"), TestContext.Current.CancellationToken),
            await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("attachment", "guida.docx"), (file.Content.Headers.ContentDisposition?.DispositionType, file.Content.Headers.ContentDisposition?.FileNameStar ?? file.Content.Headers.ContentDisposition?.FileName));
        Assert.Contains("immutable", file.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var picture = await Member.Get(entry.GetProperty("snapshots")[0].GetProperty("url").GetString()!);
        await picture.Expect(HttpStatusCode.OK);
        Assert.Equal(("image/jpeg", "inline"), (picture.Content.Headers.ContentType?.MediaType, picture.Content.Headers.ContentDisposition?.DispositionType));
    }

    [Theory]
    [InlineData("/api/catalogue/interlinkers/nothing", "interlinker-not-found")]
    [InlineData("/api/catalogue/interlinkers/twice_told", "interlinker-not-found")]
    [InlineData("/api/catalogue/schemas/circle", "schema-not-found")]
    [InlineData("/api/catalogue/files/abc/x.png", "catalogue-file-not-found")]
    [InlineData("/api/catalogue/files/0000000000000000000000000000000000000000000000000000000000000000/x.png", "catalogue-file-not-found")]
    public async Task What_does_not_exist_is_404(string path, string type)
    {
        using var response = await Member.Get(path);
        await response.ExpectProblem(HttpStatusCode.NotFound, type);
    }

    [Fact]
    public async Task Problem_profiles_tell_how_many_interlinkers_answer_them()
    {
        var list = await Member.GetJson("/api/catalogue/problem-profiles?language=en");
        Assert.Equal(SampleCatalogue.GoodProfiles, list.GetProperty("total").GetInt32());
        Assert.Equal(
            ["MAKE_PROBLEM_1 2", "MAKE_PROBLEM_2 0", "TALK_PROBLEM_1 3", "TALK_PROBLEM_2.1 3"],
            list.GetProperty("items").EnumerateArray().Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("interlinkers").GetInt32()}").Order());
        Assert.Equal(["TALK_PROBLEM_2.1"], Ids(await Member.GetJson("/api/catalogue/problem-profiles?text=plans")));
    }

    [Fact]
    public async Task Schemas_come_with_their_tree_in_order()
    {
        var summary = (await Member.GetJson("/api/catalogue/schemas?language=it")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("small_steps", "Piccoli passi"), (summary.GetProperty("id").GetString(), summary.GetProperty("name").GetProperty("text").GetString()));
        Assert.Equal("""{"phases":2,"objectives":3,"tasks":6}""", summary.GetProperty("counts").GetRawText());
        Assert.Equal(["en", "it"], summary.GetProperty("languages").EnumerateArray().Select(l => l.GetString()));
        var schema = await Member.GetJson("/api/catalogue/schemas/small_steps?language=it");
        var phases = schema.GetProperty("phases").EnumerateArray().ToList();
        Assert.Equal(["phase-talk", "phase-build"], phases.Select(p => p.GetProperty("id").GetString()));
        Assert.Equal(["phase", "objective", "task"], [Type(phases[0]), Type(phases[0].GetProperty("items")[0]), Type(phases[0].GetProperty("items")[0].GetProperty("items")[0])]);
        Assert.True(phases[1].GetProperty("isPartOfCodelivery").GetBoolean());
        Assert.Equal(["phase-talk"], phases[1].GetProperty("prerequisites").EnumerateArray().Select(p => p.GetString()));

        static string Type(JsonElement node) => node.GetProperty("type").GetString()!;
    }

    private static IEnumerable<string> Ids(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);

    private static IEnumerable<string> Facet(JsonElement facets, string name) =>
        facets.GetProperty(name).EnumerateArray().Select(f => $"{f.GetProperty("value").GetString()} {f.GetProperty("count").GetInt32()}");
}
