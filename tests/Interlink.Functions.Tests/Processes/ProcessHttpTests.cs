using System.Net;
using System.Net.Http.Json;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Processes;

public sealed class ProcessHttpTests
{
    [Fact]
    public async Task A_process_goes_from_its_making_to_its_end()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        using var made = await anna.PostJson("/api/processes", new { name = "Play ground", language = "en", aim = "A place to *play*" });
        var process = await made.ExpectJson(HttpStatusCode.Created);
        var path = $"/api/processes/{process.Text("id")}";
        Assert.Equal((path, "\"1\""), (made.Headers.Location?.ToString(), made.Tag()));
        Assert.Equal(("awaiting", "0", "False", "A place to *play*"), (process.Text("status"), process.Text("percent"), process.Text("hasTree"), process.Text("aim")));
        Assert.Equal([anna.Subject], process.Texts("administrators", "subject"));
        Assert.Empty((await anna.GetJson($"{path}/guide")).GetProperty("items").EnumerateArray());

        using var applied = await anna.PostJson($"{path}/schema", new { schemaId = "parks" }, made.Tag());
        var guide = await applied.ExpectJson();
        Assert.Equal(["Engage", "People", "List who takes part", "Invite them", "Build", "Make", "Draft", "Review"], guide.Texts("items", "name"));
        Assert.Equal(["phase", "objective", "task", "task", "phase", "objective", "task", "task"], guide.Texts("items", "type"));
        Assert.Equal("first", Assert.Single(guide.GetProperty("next").EnumerateArray()).Text("reason"));
        Assert.Equal(guide.GetProperty("items")[0].Text("id"), guide.GetProperty("items")[4].GetProperty("blockedBy")[0].GetString());

        foreach (var place in new[] { 2, 3, 6, 7 })
        {
            var set = await anna.SetStatus(await anna.ItemPath(path, place), "finished");
            Assert.Equal(("finished", "100", "2"), (set.Text("status"), set.Text("percent"), set.Text("revision")));
        }

        var list = await anna.GetJson("/api/processes?status=finished&text=play");
        var summary = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("finished", "100", "Parks together", """{"total":4,"finished":4}"""), (summary.Text("status"), summary.Text("percent"), summary.Text("schemaName"), summary.Text("tasks")));
        await host.StartAgain();
        var kept = await anna.GetJson($"{path}/guide");
        Assert.Equal(("finished", "100"), (kept.GetProperty("process").Text("status"), kept.GetProperty("process").Text("percent")));
        Assert.Empty(kept.GetProperty("next").EnumerateArray());
    }

    [Fact]
    public async Task An_item_tells_all_about_itself_in_the_languages_of_process_and_reader()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var path = await anna.MakeProcessWithTree("lv");
        var guide = await anna.GetJson($"{path}/guide");
        Assert.Equal(["Iesaistīt", "People", "Saraksts"], guide.Texts("items", "name").Take(3));
        Assert.Equal(["False", "True", "False"], guide.Texts("items", "untranslated").Take(3));
        Assert.Equal(["lv", "en", "lv"], guide.Texts("items", "language").Take(3));
        Assert.Equal("Parki kopā", guide.GetProperty("process").Text("schemaName"));

        var task = await anna.GetJson($"{await anna.ItemPath(path, 2)}?language=lv");
        Assert.Equal("""{"text":"Write *everybody* down.","language":"en","fallback":true}""", task.Text("description"));
        Assert.Equal("""[{"id":"ORG_1.2","name":{"text":"Kas piedalās","language":"lv","fallback":false}}]""", task.Text("problemProfiles"));
        Assert.Equal(["Iesaistīt", "People"], task.Texts("path", "name"));
        Assert.Null(task.Text("isPartOfCodelivery"));
        Assert.Equal("True", guide.GetProperty("items")[4].Text("isPartOfCodelivery"));
    }

    [Fact]
    public async Task To_others_the_process_does_not_exist()
    {
        await using var host = await SmallCatalogue.Start();
        var (anna, bruno, administrator) = (await host.As("anna"), await host.As("bruno"), await host.As("administrator"));
        var path = await anna.MakeProcessWithTree();
        var item = await anna.ItemPath(path, 2);
        using var linked = await anna.PostJson($"{item}/assets", new { name = "Board", uri = "https://example.org" });
        var asset = linked.Headers.Location!.ToString();
        foreach (var other in new[] { bruno, administrator })
        {
            foreach (var readable in new[] { path, $"{path}/guide", item, $"{path}/assets", asset, $"{asset}/content", $"{asset}/versions" })
            {
                using var read = await other.Get(readable);
                await read.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
            }

            foreach (var change in new Func<Task<HttpResponseMessage>>[]
            {
                () => other.PatchJson(path, new { name = "Mine" }, "1"),
                () => other.PostJson($"{path}/schema", new { schemaId = "parks" }, "1"),
                () => other.PutJson($"{item}/status", new { status = "finished" }, "1"),
                () => other.PostJson($"{item}/assets", new { interlinkerId = "checklist" }),
                () => other.PostJson($"{asset}/versions", new { uploadId = "x" }, "1"),
                () => other.PatchJson(asset, new { name = "Mine" }, "1"),
                () => other.Delete(asset, "1"),
            })
            {
                using var refused = await change();
                await refused.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
            }

            Assert.Equal("0", (await other.GetJson("/api/processes")).Text("total"));
        }

        using var anonymous = await host.Anonymous().Get(path);
        await anonymous.Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Bad_input_is_refused_with_every_field_named()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        using var blank = await anna.PostJson("/api/processes", new { name = " ", language = "English", aim = new string('a', 2001) });
        await blank.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name", "language", "aim");
        using var empty = await anna.PostJson("/api/processes", new { });
        await empty.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name", "language");
        using var longName = await anna.PostJson("/api/processes", new { name = new string('n', 201), language = "en", colour = "red" });
        await longName.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name", "colour");
        using var query = await anna.Get("/api/processes?limit=0&status=done&sort=size&cursor=nonsense");
        await query.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "limit", "status[0]", "sort");
        using var cursor = await anna.Get("/api/processes?cursor=nonsense");
        await cursor.Expect(HttpStatusCode.BadRequest);

        var path = await anna.MakeProcessWithTree();
        var item = await anna.ItemPath(path, 2);
        using var word = await anna.PutJson($"{item}/status", new { status = "done" }, "1");
        await word.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "status");
        using var nothing = await anna.PutJson($"{item}/status", new { }, "1");
        await nothing.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "status");
        foreach (var unknown in new[] { "/api/processes/nobody", "/api/processes/%2e%2e%5c%23", $"{path}/items/nobody", $"{path}/assets/nobody", $"{path}/assets/nobody/content" })
        {
            using var read = await anna.Get(unknown);
            await read.Expect(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Changes_need_the_state_that_was_read()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var path = await anna.MakeProcess();
        using var unstated = await anna.PatchJson(path, new { name = "New" });
        await unstated.ExpectProblem(HttpStatusCode.PreconditionRequired, "revision-required");
        using var first = await anna.PatchJson(path, new { name = "New", idea = "Swings" }, "1");
        Assert.Equal(("New", "Swings"), ((await first.ExpectJson()).Text("name"), (await anna.GetJson(path)).Text("idea")));
        using var stale = await anna.PatchJson(path, new { name = "Newer" }, "1");
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var staleSchema = await anna.PostJson($"{path}/schema", new { schemaId = "parks" }, "1");
        await staleSchema.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var unknown = await anna.PostJson($"{path}/schema", new { schemaId = "gardens" }, first.Tag());
        await unknown.ExpectProblem(HttpStatusCode.NotFound, "schema-not-found");
        using var applied = await anna.PostJson($"{path}/schema", new { schemaId = "parks" }, first.Tag());
        await applied.Expect(HttpStatusCode.OK);
        using var again = await anna.PostJson($"{path}/schema", new { schemaId = "parks" }, applied.Tag());
        await again.ExpectProblem(HttpStatusCode.Conflict, "tree-exists");

        var (phase, task) = (await anna.ItemPath(path, 0), await anna.ItemPath(path, 2));
        using var derived = await anna.PutJson($"{phase}/status", new { status = "finished" }, await anna.TagOf(phase));
        await derived.ExpectProblem(HttpStatusCode.Conflict, "status-is-derived");
        using var blind = await anna.PutJson($"{task}/status", new { status = "finished" });
        await blind.ExpectProblem(HttpStatusCode.PreconditionRequired, "revision-required");
        await anna.SetStatus(task, "in_progress");
        using var late = await anna.PutJson($"{task}/status", new { status = "finished" }, "1");
        await late.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        Assert.Equal(applied.Tag(), await anna.TagOf(path));
    }

    [Fact]
    public async Task Two_tasks_finished_at_once_are_both_finished()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var path = await anna.MakeProcessWithTree();
        var tasks = new List<string>();
        foreach (var place in new[] { 2, 3, 6, 7 })
        {
            tasks.Add(await anna.ItemPath(path, place));
        }

        await Task.WhenAll(tasks.Select(task => anna.SetStatus(task, "finished")));
        Assert.Equal("100", (await anna.GetJson(path)).Text("percent"));
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_process()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        using var first = await Send("Once");
        using var second = await Send("Once");
        using var other = await Send("Something else");
        await first.Expect(HttpStatusCode.Created);
        await second.Expect(HttpStatusCode.Created);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await other.ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal("1", (await anna.GetJson("/api/processes")).Text("total"));

        Task<HttpResponseMessage> Send(string name)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/processes") { Content = JsonContent.Create(new { name, language = "en" }) };
            request.Headers.Add("Idempotency-Key", "form-1");
            return anna.Send(request);
        }
    }
}
