using System.Text;
using Interlink.Core.Assets;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Tests.Processes;
using static Interlink.Core.Tests.Processes.ProcessWorld;

namespace Interlink.Core.Tests.Assets;

public class AssetTests
{
    [Fact]
    public async Task Taking_up_knowledge_copies_its_template_and_starts_the_task()
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var task = (await world.Item(id, "list")).Item;
        var asset = (await world.AddAsset.TakeUp(world.Anna, id, task.Id, "checklist", "it", null, Cancellation)).Value;

        Assert.Equal((AssetKind.Internal, "Checklist", "en", true), (asset.Kind, asset.Name, asset.Language, asset.Untranslated));
        Assert.Equal(("checklist", 4), (asset.Interlinker?.Id, asset.Interlinker?.Version));
        Assert.Equal(("who comes.txt", "text/plain", 5L), (asset.Current()!.Name, asset.Current()!.ContentType, asset.Current()!.Length));
        await using var content = (await world.Assets.Open(world.Anna, id, asset.Id, null, Cancellation)).Value.Content;
        Assert.Equal("Hello", await new StreamReader(content.Stream).ReadToEndAsync(Cancellation));
        Assert.Equal($"processes/{id}/assets/{asset.Id}/{asset.Current()!.Blob}", content.Info.Address.Path);

        var read = await world.Load(id);
        var started = read.Tree!;
        Assert.Equal((ItemStatus.InProgress, 2), (started.The("list").Status, started.The("list").Edition));
        Assert.Equal(started.Progress.Whole, read.Process.Progress);
        Assert.Equal(
            [
                $$"""asset.created anna {"process":"{{id}}","item":"{{task.Id}}","asset":"{{asset.Id}}","kind":"internal","interlinker":"checklist"}""",
                $$"""task.status_changed anna {"process":"{{id}}","task":"{{task.Id}}","from":"awaiting","to":"in_progress","cause":"first_asset"}""",
            ],
            (await world.Events()).TakeLast(2));
    }

    [Fact]
    public async Task Only_the_first_asset_starts_a_task()
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var task = (await world.Item(id, "list")).Item;
        await Link(world, id, task.Id);
        var begun = (await world.Item(id, "list")).Item;
        await world.SetStatus.Run(world.Anna, id, task.Id, ItemStatus.Awaiting, begun.Revision(), Cancellation);
        var second = await Link(world, id, task.Id);
        Assert.Equal(ItemStatus.Awaiting, (await world.Item(id, "list")).Item.Status);

        foreach (var asset in (await world.Assets.List(world.Anna, id, task.Id, new PageRequest(10, null), Cancellation)).Value.Items)
        {
            Assert.True((await world.ChangeAsset.Delete(world.Anna, id, asset.Id, asset.Revision(), Cancellation)).Succeeded);
        }

        await Link(world, id, task.Id);
        Assert.Equal(ItemStatus.InProgress, (await world.Item(id, "list")).Item.Status);

        var finished = (await world.Item(id, "list")).Item;
        await world.SetStatus.Run(world.Anna, id, task.Id, ItemStatus.Finished, finished.Revision(), Cancellation);
        await Link(world, id, task.Id);
        Assert.Equal(ItemStatus.Finished, (await world.Item(id, "list")).Item.Status);
        await Link(world, id, (await world.Item(id, "people")).Item.Id);
        Assert.Equal("Link", second.Name);
    }

    [Fact]
    public async Task What_cannot_be_taken_up_leaves_nothing_behind()
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var task = (await world.Item(id, "list")).Item.Id;
        Assert.IsType<InterlinkerNotInstantiable>(await Refused("tool"));
        Assert.IsType<InterlinkerNotInstantiable>(await Refused("lost"));
        Assert.IsType<InterlinkerNotFound>(await Refused("retired"));
        Assert.IsType<InterlinkerNotFound>(await Refused("unknown"));
        Assert.IsType<InterlinkerNotFound>(await Refused(""));
        Assert.IsType<InvalidInput>(await Refused("checklist", "italian"));
        Assert.IsType<ItemNotFound>((await world.AddAsset.TakeUp(world.Anna, id, "nobody", "checklist", null, null, Cancellation)).Error);
        Assert.IsType<ProcessNotFound>((await world.AddAsset.TakeUp(world.Bruno, id, task, "checklist", null, null, Cancellation)).Error);
        Assert.Equal(0, (await world.Assets.List(world.Anna, id, null, new PageRequest(10, null), Cancellation)).Value.Total);
        Assert.Empty(await BlobsOf(world, id));
        Assert.Equal(ItemStatus.Awaiting, (await world.Item(id, "list")).Item.Status);

        async Task<Error?> Refused(string interlinker, string? language = null) =>
            (await world.AddAsset.TakeUp(world.Anna, id, task, interlinker, language, null, Cancellation)).Error;
    }

    [Fact]
    public async Task A_request_sent_twice_makes_one_asset_with_one_file()
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var task = (await world.Item(id, "list")).Item.Id;
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.AddAsset.TakeUp(world.Anna, id, task, "checklist", null, "key", Cancellation))));
        Assert.Single(made.Select(a => a.Value.Id).Distinct());
        Assert.Single(await BlobsOf(world, id));
        await using var content = (await world.Assets.Open(world.Anna, id, made[0].Value.Id, null, Cancellation)).Value.Content;
        Assert.Equal(5, content.Info.Length);
        Assert.Equal(1, (await world.Load(id)).Process.Interlinkers["checklist"]);
    }

    [Fact]
    public async Task Many_assets_at_once_are_all_there_and_counted_by_item()
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var (list, draft) = ((await world.Item(id, "list")).Item.Id, (await world.Item(id, "draft")).Item.Id);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => Link(world, id, n % 3 == 0 ? list : draft))));
        var counts = await world.Assets.CountByItem(world.Anna, (await world.Load(id)).Process, Cancellation);
        Assert.Equal((2, 4, 8), (counts.Count, counts[list], counts[draft]));
        Assert.Equal(4, (await world.Assets.List(world.Anna, id, list, new PageRequest(2, null), Cancellation)).Value.Total);
        Assert.Equal(2, (await world.Load(id)).Tree!.Items.Count(i => i.Status is ItemStatus.InProgress));
    }

    [Theory]
    [InlineData("ftp://example.org/a", "not_a_web_address")]
    [InlineData("javascript:alert(1)", "not_a_web_address")]
    [InlineData("/relative", "not_a_web_address")]
    [InlineData("https://", "not_a_web_address")]
    [InlineData("https://exa mple.org", "not_a_web_address")]
    [InlineData("", "not_a_web_address")]
    [InlineData("https://user:secret@example.org/", "credentials_in_address")]
    public async Task A_link_must_be_a_web_address_without_credentials(string uri, string code)
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var task = (await world.Item(id, "list")).Item.Id;
        var refused = await world.AddAsset.Link(world.Anna, id, task, new AssetLink(" ", uri), null, Cancellation);
        Assert.Equal([("name", "required"), ("uri", code)], refused.Error!.Fields.Select(f => (f.Field, f.Code)));
    }

    [Fact]
    public async Task Links_are_renamed_and_redirected_from_the_state_that_was_read()
    {
        await using var world = await OpenWithCatalogue();
        var id = (await world.ProcessWithTree()).Process.Id;
        var asset = (await world.AddAsset.TakeUp(world.Anna, id, (await world.Item(id, "list")).Item.Id, "page", "it", null, Cancellation)).Value;
        Assert.Equal((AssetKind.External, "https://example.org/it", "it"), (asset.Kind, asset.Uri, asset.Language));
        var edited = (await world.ChangeAsset.Edit(world.Anna, id, asset.Id, new AssetEdit("Ours", "https://example.org/ours"), asset.Revision(), Cancellation)).Value;
        Assert.Equal(("Ours", "https://example.org/ours", 2), (edited.Name, edited.Uri, edited.Edition));
        Assert.Equal(edited.Revision(), (await world.Assets.Load(world.Anna, id, asset.Id, Cancellation)).Value.Revision());
        Assert.IsType<StaleRevision>((await world.ChangeAsset.Edit(world.Anna, id, asset.Id, new AssetEdit("Late", null), asset.Revision(), Cancellation)).Error);
        Assert.IsType<StaleRevision>((await world.ChangeAsset.Delete(world.Anna, id, asset.Id, asset.Revision(), Cancellation)).Error);
        Assert.IsType<AssetNotFound>((await world.ChangeAsset.Edit(world.Anna, id, "01234567890123456789012345", new AssetEdit("x", null), asset.Revision(), Cancellation)).Error);
        Assert.IsType<AssetIsExternal>((await world.Assets.Open(world.Anna, id, asset.Id, null, Cancellation)).Error);
        Assert.IsType<AssetIsExternal>((await world.AddVersion.Run(world.Anna, id, asset.Id, "upload", edited.Revision(), null, Cancellation)).Error);
    }

    [Fact]
    public async Task A_file_keeps_every_version()
    {
        await using var world = await OpenWithCatalogue();
        var (id, asset) = await File(world);
        var upload = await Upload(world, "second");
        world.Clock.Advance(TimeSpan.FromHours(1));
        var second = (await world.AddVersion.Run(world.Anna, id, asset.Id, upload, asset.Revision(), "key", Cancellation)).Value;
        Assert.Equal((2, 2, "new name.txt"), (second.Versions.Count, second.Current()!.Number, second.Current()!.Name));
        Assert.Equal(asset.CreatedAt.AddHours(1), second.UpdatedAt);
        Assert.Equal(("second", "Hello", "second"), (await Text(world, id, asset.Id, null), await Text(world, id, asset.Id, 1), await Text(world, id, asset.Id, 2)));
        Assert.IsType<VersionNotFound>((await world.Assets.Open(world.Anna, id, asset.Id, 3, Cancellation)).Error);

        var again = (await world.AddVersion.Run(world.Anna, id, asset.Id, upload, asset.Revision(), "key", Cancellation)).Value;
        Assert.Equal(second.Revision(), again.Revision());
        Assert.IsType<StaleRevision>((await world.AddVersion.Run(world.Anna, id, asset.Id, upload, asset.Revision(), "other", Cancellation)).Error);
        Assert.IsType<AssetIsInternal>((await world.ChangeAsset.Edit(world.Anna, id, asset.Id, new AssetEdit(null, "https://example.org"), second.Revision(), Cancellation)).Error);
        Assert.Equal(2, (await BlobsOf(world, id)).Count);
    }

    [Fact]
    public async Task Of_many_versions_made_from_one_state_exactly_one_is_kept_with_its_own_content()
    {
        await using var world = await OpenWithCatalogue();
        var (id, asset) = await File(world);
        var uploads = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => Upload(world, $"content {n}")));
        var added = await Task.WhenAll(uploads.Select(u => Task.Run(() => world.AddVersion.Run(world.Anna, id, asset.Id, u, asset.Revision(), null, Cancellation))));
        var winner = Assert.Single(Enumerable.Range(0, 5), n => added[n].Succeeded);
        Assert.All(added.Where(a => !a.Succeeded), a => Assert.IsType<StaleRevision>(a.Error));
        Assert.Equal($"content {winner}", await Text(world, id, asset.Id, null));
        Assert.Equal(2, (await BlobsOf(world, id)).Count);
    }

    [Fact]
    public async Task Uploads_that_cannot_be_used_change_nothing()
    {
        await using var world = await OpenWithCatalogue();
        var (id, asset) = await File(world);
        Assert.Equal(ErrorKind.NotFound, (await world.AddVersion.Run(world.Anna, id, asset.Id, "unknown", asset.Revision(), null, Cancellation)).Error?.Kind);
        Assert.Equal(ErrorKind.TooLarge, (await Add(await Upload(world, new string('x', 1001)))).Error?.Kind);
        Assert.Equal(ErrorKind.NotFound, (await Add(await Upload(world, "of somebody else", world.Bruno))).Error?.Kind);
        var begun = (await world.Uploads.Begin(world.Anna, "a.txt", 5, null, null, Cancellation)).Value.Id;
        Assert.Equal(ErrorKind.Conflict, (await Add(begun)).Error?.Kind);
        Assert.Single(await BlobsOf(world, id));
        Assert.Equal(asset.Revision(), (await world.Assets.Load(world.Anna, id, asset.Id, Cancellation)).Value.Revision());

        Task<Outcome<Asset>> Add(string upload) => world.AddVersion.Run(world.Anna, id, asset.Id, upload, asset.Revision(), null, Cancellation);
    }

    [Fact]
    public async Task Deleting_removes_the_asset_and_its_files()
    {
        await using var world = await OpenWithCatalogue();
        var (id, asset) = await File(world);
        Assert.IsType<ProcessNotFound>((await world.ChangeAsset.Delete(world.Bruno, id, asset.Id, asset.Revision(), Cancellation)).Error);
        Assert.True((await world.ChangeAsset.Delete(world.Anna, id, asset.Id, asset.Revision(), Cancellation)).Succeeded);
        Assert.IsType<AssetNotFound>((await world.ChangeAsset.Delete(world.Anna, id, asset.Id, asset.Revision(), Cancellation)).Error);
        Assert.IsType<AssetNotFound>((await world.Assets.Open(world.Anna, id, asset.Id, null, Cancellation)).Error);
        Assert.Empty(await BlobsOf(world, id));
        Assert.Empty((await world.Load(id)).Process.Interlinkers);
        Assert.Equal($$"""asset.deleted anna {"process":"{{id}}","item":"{{asset.Item}}","asset":"{{asset.Id}}"}""", (await world.Events()).Last());
        Assert.NotNull(await world.Blobs.Open(CatalogueStore.FileAddress(world.Anna.Tenant, Hash), Cancellation));
    }

    private const string Hash = "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969";

    private static async Task<ProcessWorld> OpenWithCatalogue()
    {
        var world = await Open();
        await world.Blobs.Put(CatalogueStore.FileAddress(world.Anna.Tenant, Hash), new MemoryStream("Hello"u8.ToArray()), "text/plain", 100, Cancellation);
        var checklist = new Interlinker
        {
            Id = "checklist",
            Nature = InterlinkerNature.Knowledge,
            Name = LocalizedText.Of("en", "Checklist"),
            Version = 4,
            Templates = new Dictionary<string, CatalogueFile> { ["en"] = new("who comes.txt", "text/plain", 5, Hash) },
        };
        var uri = LocalizedText.Of([new("en", "https://example.org/en"), new("it", "https://example.org/it")]);
        foreach (var entry in (Interlinker[])[
            checklist,
            checklist with { Id = "lost", Templates = new Dictionary<string, CatalogueFile> { ["en"] = new("gone.txt", "text/plain", 5, new string('0', 64)) } },
            checklist with { Id = "retired", State = PublicationState.Retired },
            checklist with { Id = "tool", Nature = InterlinkerNature.Software },
            checklist with { Id = "page", Nature = InterlinkerNature.ExternalKnowledge, ExternalUri = uri }])
        {
            await world.Publish(Interlinker.Kind, entry.Id, entry);
        }

        return world;
    }

    private static async Task<(string Process, Asset Asset)> File(ProcessWorld world)
    {
        var id = (await world.ProcessWithTree()).Process.Id;
        return (id, (await world.AddAsset.TakeUp(world.Anna, id, (await world.Item(id, "list")).Item.Id, "checklist", null, null, Cancellation)).Value);
    }

    private static async Task<Asset> Link(ProcessWorld world, string process, string item) =>
        (await world.AddAsset.Link(world.Anna, process, item, new AssetLink("Link", "https://example.org/board"), null, Cancellation)).Value;

    private static async Task<string> Upload(ProcessWorld world, string text, Caller? caller = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var upload = (await world.Uploads.Begin(caller ?? world.Anna, "new name.txt", bytes.Length, "text/plain", null, Cancellation)).Value;
        Assert.True((await world.Uploads.Receive(caller ?? world.Anna, upload.Id, 0, new MemoryStream(bytes), bytes.Length, Cancellation)).Succeeded);
        return upload.Id;
    }

    private static async Task<string> Text(ProcessWorld world, string process, string asset, int? version)
    {
        await using var content = (await world.Assets.Open(world.Anna, process, asset, version, Cancellation)).Value.Content;
        return await new StreamReader(content.Stream).ReadToEndAsync(Cancellation);
    }

    private static async Task<List<string>> BlobsOf(ProcessWorld world, string process) =>
        await world.Blobs.List(world.Anna.Tenant, $"processes/{process}/", Cancellation).Select(b => b.Address.Path).ToListAsync(Cancellation);
}
