using System.Net;
using System.Text.Json;
using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Recommendation;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Recommendation;

public sealed class RecommendationHttpTests
{
    private static async Task<(string Process, JsonElement Guide)> MakeProcess(Client client, string schema)
    {
        var process = await client.MakeProcess();
        using var applied = await client.PostJson($"{process}/schema", new { schemaId = schema }, await client.TagOf(process));
        return (process, await applied.ExpectJson());
    }

    [Fact]
    public async Task A_task_is_answered_with_entries_scores_and_reasons()
    {
        await using var host = await InterlinkHost.Start();
        await (await host.As("curator")).Import(SampleCatalogue.Zip());
        var member = await host.As("officer");
        var (process, guide) = await MakeProcess(member, "small_steps");
        var tasks = guide.GetProperty("items").EnumerateArray().Where(i => i.Text("type") == "task").Select(i => i.Text("id")).ToList();

        var answers = new List<JsonElement>();
        foreach (var task in tasks)
            answers.Add(await member.GetJson($"{process}/items/{task}/recommendations?language=it"));

        Assert.All(answers, answer => Assert.Equal("match", answer.Text("basis")));
        var interview = answers.First(answer => Guide(answer) is { ValueKind: JsonValueKind.Object } found && HasReason(found, "matches_task_problems"));
        var first = Guide(interview);
        Assert.InRange(first.GetProperty("score").GetDouble(), Recommender.SpecificFloor, 1);
        Assert.False(first.GetProperty("generic").GetBoolean());
        Assert.Equal("Guida alle interviste con i vicini", first.GetProperty("interlinker").GetProperty("name").Text("text"));
        var reasons = first.GetProperty("reasons").EnumerateArray().ToDictionary(r => r.Text("code")!);
        Assert.Equal(1, reasons["matches_task_problems"].GetProperty("of").GetInt32());
        Assert.False(string.IsNullOrEmpty(reasons["matches_task_problems"].GetProperty("matched")[0].GetProperty("name").Text("text")));
        Assert.Equal("it", reasons["in_your_language"].Text("language"));
        Assert.Equal(interview.GetProperty("total").GetInt32(), interview.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Over_HTTP_every_task_of_a_catalogue_gets_the_ranking_of_the_whole_catalogue()
    {
        await using var host = await InterlinkHost.Start();
        await (await host.As("curator")).Import(SampleCatalogue.Zip(SampleCatalogue.AnyFolder));
        using var source = ZipSourceTree.OpenZip(SampleCatalogue.Zip(SampleCatalogue.AnyFolder), new ImportLimits()).Value;
        var drafts = CatalogueParser.Parse(source, [], new ImportLimits());
        var entries = drafts.Select(d => d.Interlinker).OfType<Interlinker>().ToList();
        var statistics = CatalogueStatistics.Of(entries, drafts.Count(d => d.Profile is not null));
        var member = await host.As("officer");

        foreach (var schema in drafts.Select(d => d.Schema).OfType<CoproductionSchema>())
        {
            var (process, guide) = await MakeProcess(member, schema.Id);
            foreach (var (phase, objective, task) in Tasks(schema))
            {
                var ranking = Recommender.Rank(ContextOf(phase, objective, task), entries.Select(e => new Candidate(e)), statistics);
                var path = PathWithin(process, guide, phase, objective, task);

                var answer = await member.GetJson($"{path}?language=en&limit=50");

                Assert.Equal(CatalogueIndex.Word(ranking.Basis), answer.Text("basis"));
                Assert.Equal(ranking.Items.Count, answer.GetProperty("total").GetInt32());
                Assert.Equal(
                    ranking.Items.Select(i => (i.Entry.Id, i.Score, i.Generic)),
                    answer.GetProperty("items").EnumerateArray().Select(i =>
                        (i.GetProperty("interlinker").Text("id")!, i.GetProperty("score").GetDouble(), i.GetProperty("generic").GetBoolean())));
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_answered_is_refused()
    {
        await using var host = await SmallCatalogue.Start();
        var member = await host.As("officer");
        var process = await member.MakeProcessWithTree();
        var item = await member.ItemPath(process, 2);

        using var tooMany = await member.Get($"{item}/recommendations?limit=51");
        using var lost = await member.Get($"{process}/items/{new string('0', 26)}/recommendations");
        using var others = await (await host.As("neighbour")).Get($"{item}/recommendations");
        using var nobody = await host.Anonymous().Get($"{item}/recommendations");

        await tooMany.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "limit");
        await lost.ExpectProblem(HttpStatusCode.NotFound, "item-not-found");
        await others.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
        await nobody.Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_to_recommend_is_said_in_so_many_words()
    {
        await using var host = await SmallCatalogue.Start();
        var member = await host.As("officer");
        var process = await member.MakeProcessWithTree();

        var answer = await member.GetJson($"{await member.ItemPath(process, 2)}/recommendations");

        Assert.Equal("none", answer.Text("basis"));
        Assert.Equal((0, 0), (answer.GetProperty("total").GetInt32(), answer.GetProperty("items").GetArrayLength()));
    }

    private static JsonElement Guide(JsonElement answer) =>
        answer.GetProperty("items").EnumerateArray().FirstOrDefault(i => i.GetProperty("interlinker").Text("id") == "neighbour_interview_guide");

    private static bool HasReason(JsonElement item, string code) => item.GetProperty("reasons").EnumerateArray().Any(r => r.Text("code") == code);

    private static IEnumerable<(SchemaItem Phase, SchemaItem Objective, SchemaItem Task)> Tasks(CoproductionSchema schema) =>
        from phase in schema.Phases from objective in phase.Items from task in objective.Items select (phase, objective, task);

    private static RecommendationContext ContextOf(SchemaItem phase, SchemaItem objective, SchemaItem task) => new()
    {
        TaskProblems = task.ProblemProfiles,
        ObjectiveProblems = objective.ProblemProfiles,
        PhaseProblems = [.. phase.Items.SelectMany(o => o.ProblemProfiles.Concat(o.Items.SelectMany(t => t.ProblemProfiles))).Distinct()],
        Language = "en",
        ProcessLanguage = "en",
    };

    private static string PathWithin(string process, JsonElement guide, params ReadOnlySpan<SchemaItem> path)
    {
        string? above = null;
        foreach (var step in path)
        {
            var name = step.Name.In("en")!.Text;
            above = guide.GetProperty("items").EnumerateArray().Single(i => i.Text("parent") == above && i.Text("name") == name).Text("id");
        }

        return $"{process}/items/{above}/recommendations";
    }
}
