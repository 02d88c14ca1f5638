using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Contracts;

/// <summary>What every <see cref="IBlobs"/> does.</summary>
public abstract class BlobsContract : IAsyncLifetime
{
    private const long Plenty = 1 << 24;
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    protected TenantId Tenant { get; } = TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}");

    protected IBlobs Blobs { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Blobs = await Create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Close();
    }

    [Fact]
    public async Task What_was_put_is_opened_with_all_that_is_known_of_it()
    {
        var written = (await Put("a", "Hello", "text/plain; charset=utf-8")).Value;
        await using var opened = await Blobs.Open(At("a"), Now);
        Assert.Equal(written, opened!.Info);
        Assert.Equal((At("a"), 5L, "text/plain; charset=utf-8"), (written.Address, written.Length, written.ContentType));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("Hello"u8)), written.Sha256);
        Assert.Equal(TimeSpan.Zero, written.WrittenAt.Offset);
        Assert.Equal("Hello", await Read(opened));
        Assert.Null(await Blobs.Open(At("b"), Now));
    }

    [Fact]
    public async Task An_open_blob_can_be_read_from_any_place()
    {
        await Put("a", "0123456789");
        await using var opened = await Blobs.Open(At("a"), Now);
        Assert.True(opened!.Stream.CanSeek);
        Assert.Equal(10, opened.Stream.Length);
        opened.Stream.Seek(7, SeekOrigin.Begin);
        Assert.Equal("789", await Read(opened));
        opened.Stream.Position = 0;
        Assert.Equal("0123456789", await Read(opened));
        Assert.Throws<IOException>(() => opened.Stream.Seek(-11, SeekOrigin.End));
    }

    [Fact]
    public async Task Large_and_empty_contents_are_kept_whole()
    {
        var bytes = new byte[3_000_001];
        new Random(1).NextBytes(bytes);
        var written = (await Blobs.Put(At("large"), new MemoryStream(bytes), "application/octet-stream", bytes.Length, Now)).Value;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), written.Sha256);
        await using var opened = await Blobs.Open(At("large"), Now);
        Assert.Equal(written.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(opened!.Stream, Now)));
        await Put("empty", "");
        await using var empty = await Blobs.Open(At("empty"), Now);
        Assert.Equal((0L, ""), (empty!.Info.Length, await Read(empty)));
    }

    [Fact]
    public async Task A_reader_keeps_the_content_it_opened_when_it_is_replaced_or_deleted()
    {
        await Put("a", "old content");
        await using var opened = await Blobs.Open(At("a"), Now);
        await Put("a", "new");
        Assert.Equal("new", await Content("a"));
        await Blobs.Delete(At("a"), Now);
        Assert.Equal("old content", await Read(opened!));
    }

    [Fact]
    public async Task Content_over_the_bound_is_refused_and_the_old_stays()
    {
        await Put("a", "old");
        var refused = await Blobs.Put(At("a"), new MemoryStream(Encoding.UTF8.GetBytes("too long")), "text/plain", 7, Now);
        Assert.Equal(new BlobTooLarge(7), refused.Error);
        Assert.Equal("old", await Content("a"));
        Assert.True((await Blobs.Put(At("a"), new MemoryStream(Encoding.UTF8.GetBytes("fitting")), "text/plain", 7, Now)).Succeeded);
    }

    [Fact]
    public async Task A_source_that_breaks_off_leaves_the_old_content()
    {
        await Put("a", "old");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Blobs.Put(At("a"), new BrokenStream(100_000), "text/plain", Plenty, Now));
        Assert.Equal("old", await Content("a"));
        Assert.Equal(["a"], (await List("")).Select(b => b.Address.Path));
    }

    [Fact]
    public async Task A_copy_stands_for_itself()
    {
        await Put("a", "content", "text/x-kind");
        var copied = await Blobs.Copy(At("a"), At("copies", "b"), Now);
        Assert.Equal((At("copies", "b"), 7L, "text/x-kind"), (copied!.Address, copied.Length, copied.ContentType));
        await Put("a", "changed");
        Assert.True(await Blobs.Delete(At("a"), Now));
        Assert.Equal("content", await Content("copies", "b"));
        Assert.Null(await Blobs.Copy(At("a"), At("c"), Now));
        Assert.Null(await Blobs.Open(At("c"), Now));
    }

    [Fact]
    public async Task Nothing_is_copied_to_another_tenant()
    {
        await Put("a", "content");
        var elsewhere = BlobAddress.Of(TenantId.Parse(Tenant.Value + "-x"), "a");
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.Copy(At("a"), elsewhere, Now));
        Assert.Null(await Blobs.Open(elsewhere, Now));
    }

    [Fact]
    public async Task Equal_contents_live_and_die_apart()
    {
        await Put("a", "same");
        await Put("b", "same");
        Assert.True(await Blobs.Delete(At("a"), Now));
        Assert.False(await Blobs.Delete(At("a"), Now));
        Assert.Equal("same", await Content("b"));
        await Put("b", "same");
        Assert.Equal("same", await Content("b"));
        Assert.True(await Blobs.Delete(At("b"), Now));
        await Put("b", "same");
        Assert.Equal("same", await Content("b"));
    }

    [Fact]
    public async Task Lists_come_by_prefix_in_ordinal_order()
    {
        foreach (var path in (string[])["p/b", "p/B", "p/a/1", "p-x", "q", "p/a.1"])
        {
            await Blobs.Put(BlobAddress.Of(Tenant, path.Split('/')), new MemoryStream([1]), "x/y", Plenty, Now);
        }

        Assert.Equal(["p/B", "p/a.1", "p/a/1", "p/b"], (await List("p/")).Select(b => b.Address.Path));
        Assert.Equal(6, (await List("")).Count);
        Assert.Empty(await List("r"));
        Assert.Equal(1, (await List("q")).Single().Length);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("%2e%2e")]
    [InlineData("~")]
    [InlineData("ā")]
    public void Hostile_segments_name_no_blob(string segment) =>
        Assert.Throws<ArgumentException>(() => BlobAddress.Of(Tenant, "safe", segment));

    [Fact]
    public async Task Writers_and_readers_of_one_blob_see_whole_contents_only()
    {
        var contents = Enumerable.Range(0, 4).Select(i => new string((char)('a' + i), 50_000 + i)).ToList();
        await Put("a", contents[0]);
        var writers = Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                await Put("a", contents[i]);
                await Blobs.Copy(At("a"), At("copy"), Now);
            }
        }));
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                Assert.Contains(await Content("a"), contents);
            }
        }));
        await Task.WhenAll([.. writers, .. readers]);
        Assert.Contains(await Content("copy"), contents);
    }

    /// <summary>Makes the port under test.</summary>
    protected abstract Task<IBlobs> Create();

    /// <summary>Gives back what <see cref="Create"/> made.</summary>
    protected virtual ValueTask Close() => ValueTask.CompletedTask;

    protected BlobAddress At(params string[] segments) => BlobAddress.Of(Tenant, segments);

    protected Task<Outcome<BlobInfo>> Put(string name, string content, string contentType = "text/plain") =>
        Blobs.Put(At(name), new MemoryStream(Encoding.UTF8.GetBytes(content)), contentType, Plenty, Now);

    protected async Task<string> Content(params string[] segments)
    {
        await using var opened = await Blobs.Open(At(segments), Now);
        return await Read(opened!);
    }

    private static async Task<string> Read(BlobContent content)
    {
        using var reader = new StreamReader(content.Stream, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(Now);
    }

    private async Task<List<BlobInfo>> List(string prefix) => await Blobs.List(Tenant, prefix, Now).ToListAsync(Now);

    /// <summary>Gives some bytes, then fails.</summary>
    private sealed class BrokenStream(int before) : MemoryStream(new byte[before])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position < Length
            ? base.ReadAsync(buffer, cancellationToken)
            : throw new InvalidOperationException("The source has broken off.");
    }
}
