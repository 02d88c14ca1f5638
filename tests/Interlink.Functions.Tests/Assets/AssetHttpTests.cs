using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Assets;

public sealed class AssetHttpTests
{
    [Fact]
    public async Task A_template_taken_up_becomes_a_file_of_the_process_and_starts_the_task()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var path = await anna.MakeProcessWithTree("lv");
        var item = await anna.ItemPath(path, 2);
        using var made = await anna.PostJson($"{item}/assets", new { interlinkerId = "checklist" });
        var asset = await made.ExpectJson(HttpStatusCode.Created);
        Assert.Equal(("internal", "Kontrolsaraksts", "lv", "False"), (asset.Text("kind"), asset.Text("name"), asset.Text("language"), asset.Text("untranslated")));
        Assert.Equal($"\"{asset.Text("revision")}\"", made.Tag());
        Assert.Equal(anna.Subject, asset.GetProperty("createdBy").Text("subject"));
        Assert.Equal("checklist", asset.GetProperty("interlinker").Text("id"));
        var file = asset.GetProperty("file");
        Assert.Equal(("kas nāk \"šodien\".txt", "text/plain", "5", "1", $"{made.Headers.Location}/content"),
            (file.Text("name"), file.Text("contentType"), file.Text("length"), file.Text("version"), file.Text("url")));

        using var download = await anna.Get(file.Text("url")!);
        await download.Expect(HttpStatusCode.OK);
        Assert.Equal("Hello", await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("kas nāk \"šodien\".txt", download.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", download.Headers.GetValues("X-Content-Type-Options").Single());

        var guide = await anna.GetJson($"{path}/guide");
        Assert.Equal(("1", "in_progress"), (guide.GetProperty("items")[2].Text("assets"), guide.GetProperty("items")[2].Text("status")));
        Assert.Equal("in_progress", guide.GetProperty("next")[0].Text("reason"));
        var id = guide.GetProperty("items")[2].Text("id");
        Assert.Equal("1", (await anna.GetJson($"{path}/assets?item={id}")).Text("total"));
        Assert.Equal("0", (await anna.GetJson($"{path}/assets?item=nobody")).Text("total"));
    }

    [Fact]
    public async Task A_file_gets_new_versions_and_keeps_the_old_ones()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var asset = await Checklist(anna);
        var bytes = new byte[(4 * 1024 * 1024) + 10];
        new Random(1).NextBytes(bytes);
        var upload = await Upload(anna, "Mērķi.pdf", bytes);
        using var unstated = await anna.PostJson($"{asset}/versions", new { uploadId = upload });
        await unstated.ExpectProblem(HttpStatusCode.PreconditionRequired, "revision-required");
        using var added = await anna.PostJson($"{asset}/versions", new { uploadId = upload }, "1");
        Assert.Equal("2", (await added.ExpectJson(HttpStatusCode.Created)).GetProperty("file").Text("version"));
        using var stale = await anna.PostJson($"{asset}/versions", new { uploadId = upload }, "1");
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var unknown = await anna.PostJson($"{asset}/versions", new { uploadId = "nothing" }, "2");
        await unknown.ExpectProblem(HttpStatusCode.NotFound, "upload-not-found");

        Assert.Equal(bytes, await anna.Http.GetByteArrayAsync($"{asset}/content", TestContext.Current.CancellationToken));
        Assert.Equal("Hello", await anna.Http.GetStringAsync($"{asset}/content?version=1", TestContext.Current.CancellationToken));
        using var none = await anna.Get($"{asset}/content?version=3");
        await none.ExpectProblem(HttpStatusCode.NotFound, "version-not-found");
        using var word = await anna.Get($"{asset}/content?version=last");
        await word.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "version");
        var versions = await anna.GetJson($"{asset}/versions");
        Assert.Equal(["2", "1"], versions.Texts("items", "version"));
        Assert.Equal(["Mērķi.pdf", "who comes.txt"], versions.Texts("items", "name"));
    }

    [Fact]
    public async Task Links_lead_elsewhere_and_can_be_changed()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var item = await anna.ItemPath(await anna.MakeProcessWithTree(), 2);
        using var page = await anna.PostJson($"{item}/assets", new { interlinkerId = "page", language = "it" });
        var taken = await page.ExpectJson(HttpStatusCode.Created);
        Assert.Equal(("external", "https://example.org/page", "en", "True"), (taken.Text("kind"), taken.Text("uri"), taken.Text("language"), taken.Text("untranslated")));
        using var made = await anna.PostJson($"{item}/assets", new { name = "Board", uri = "http://example.org/board?x=1#y" });
        var link = made.Headers.Location!.ToString();
        Assert.Null((await made.ExpectJson(HttpStatusCode.Created)).Text("file"));
        using var edited = await anna.PatchJson(link, new { name = "Our board" }, "1");
        Assert.Equal("Our board", (await edited.ExpectJson()).Text("name"));
        using var stale = await anna.PatchJson(link, new { name = "Late" }, "1");
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var content = await anna.Get($"{link}/content");
        await content.ExpectProblem(HttpStatusCode.Conflict, "asset-is-external");
        using var blind = await anna.Delete(link);
        await blind.ExpectProblem(HttpStatusCode.PreconditionRequired, "revision-required");
        using var deleted = await anna.Delete(link, edited.Tag());
        await deleted.Expect(HttpStatusCode.NoContent);
        using var gone = await anna.Get(link);
        await gone.ExpectProblem(HttpStatusCode.NotFound, "asset-not-found");
    }

    [Theory]
    [InlineData("""{}""", 400, "invalid-input")]
    [InlineData("""{"name":"x"}""", 400, "invalid-input")]
    [InlineData("""{"name":"x","uri":"javascript:alert(1)"}""", 400, "invalid-input")]
    [InlineData("""{"name":"x","uri":"https://user:word@example.org"}""", 400, "invalid-input")]
    [InlineData("""{"name":"x","uri":"https://example.org","interlinkerId":"checklist"}""", 400, "invalid-input")]
    [InlineData("""{"name":"x","uri":"https://example.org","language":"en"}""", 400, "invalid-input")]
    [InlineData("""{"interlinkerId":"checklist","language":"italian"}""", 400, "invalid-input")]
    [InlineData("""{"interlinkerId":"unknown"}""", 404, "interlinker-not-found")]
    [InlineData("""{"interlinkerId":"tool"}""", 409, "interlinker-not-instantiable")]
    [InlineData("""{"interlinkerId":"lost"}""", 409, "interlinker-not-instantiable")]
    public async Task What_cannot_be_added_is_refused(string body, int status, string type)
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var path = await anna.MakeProcessWithTree();
        using var refused = await anna.PostJson($"{await anna.ItemPath(path, 2)}/assets", JsonElement.Parse(body));
        await refused.ExpectProblem((HttpStatusCode)status, type);
        Assert.Equal("0", (await anna.GetJson($"{path}/assets")).Text("total"));
        Assert.Equal("awaiting", (await anna.GetJson(path)).Text("status"));
    }

    [Fact]
    public async Task A_button_pressed_twice_makes_one_asset()
    {
        await using var host = await SmallCatalogue.Start();
        var anna = await host.As("anna");
        var path = await anna.MakeProcessWithTree();
        var item = await anna.ItemPath(path, 2);
        var locations = new List<Uri?>();
        for (var press = 0; press < 2; press++)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{item}/assets") { Content = JsonContent.Create(new { interlinkerId = "checklist" }) };
            request.Headers.Add("Idempotency-Key", "button");
            using var made = await anna.Send(request);
            await made.Expect(HttpStatusCode.Created);
            locations.Add(made.Headers.Location);
        }

        Assert.Equal(locations[0], locations[1]);
        Assert.Equal("1", (await anna.GetJson($"{path}/assets")).Text("total"));
    }

    [Fact]
    public async Task Uploads_larger_than_assets_may_be_are_refused()
    {
        await using var host = await SmallCatalogue.Start(new HostOptions { Arguments = ["--Interlink:Assets:MaxBytes=10"] });
        var anna = await host.As("anna");
        var asset = await Checklist(anna);
        var upload = await Upload(anna, "large.txt", Encoding.UTF8.GetBytes("eleven bytes"));
        using var refused = await anna.PostJson($"{asset}/versions", new { uploadId = upload }, "1");
        await refused.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    private static async Task<string> Checklist(Client client)
    {
        using var made = await client.PostJson($"{await client.ItemPath(await client.MakeProcessWithTree(), 2)}/assets", new { interlinkerId = "checklist" });
        return (await made.Expect(HttpStatusCode.Created)).Headers.Location!.ToString();
    }

    private static async Task<string> Upload(Client client, string fileName, byte[] bytes)
    {
        using var begun = await client.PostJson("/api/uploads", new { fileName, length = bytes.Length, contentType = "application/pdf" });
        var upload = await begun.ExpectJson(HttpStatusCode.Created);
        var size = upload.GetProperty("partSize").GetInt32();
        for (var part = 0; part < upload.GetProperty("parts").GetInt32(); part++)
        {
            using var put = await client.PutBytes($"/api/uploads/{upload.Text("id")}/parts/{part}", bytes.AsMemory()[(part * size)..Math.Min(bytes.Length, (part + 1) * size)]);
            await put.Expect(HttpStatusCode.NoContent);
        }

        return upload.Text("id")!;
    }
}
