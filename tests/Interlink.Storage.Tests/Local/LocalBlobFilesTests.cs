using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;

namespace Interlink.Storage.Tests.Local;

/// <summary>What lies in the folder of blobs, and what becomes of it.</summary>
public sealed class LocalBlobFilesTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly TenantId Tenant = TenantId.Parse("files");

    [Fact]
    public async Task Equal_contents_of_a_tenant_are_one_file_that_goes_with_the_last()
    {
        await using var folder = await LocalFolder.Open();
        await Put(folder, "a", "same");
        await Put(folder, "b", "same");
        await folder.Storage.Blobs.Copy(At("a"), At("c"), Now);
        Assert.Single(Files(folder));
        await Put(folder, "a", "other");
        await folder.Storage.Blobs.Delete(At("b"), Now);
        Assert.Equal(2, Files(folder).Count);
        await Put(folder, "c", "other");
        Assert.Single(Files(folder));
    }

    [Fact]
    public async Task Refused_and_broken_puts_leave_no_file()
    {
        await using var folder = await LocalFolder.Open();
        Assert.False((await folder.Storage.Blobs.Put(At("a"), new MemoryStream(new byte[100]), "x/y", 99, Now)).Succeeded);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.Storage.Blobs.Put(At("a"), new MemoryStream(new byte[100]), "x/y", 100, cancelled.Token));
        Assert.Empty(Files(folder));
    }

    [Fact]
    public async Task What_a_crash_left_is_swept_when_the_folder_is_opened_again()
    {
        await using var folder = await LocalFolder.Open();
        await Put(folder, "a", "kept");
        var copy = Path.Combine(folder.Path, "copy");
        CopyOpen(folder.Path, copy);
        await folder.Close();
        var orphan = Path.Combine(copy, "blobs", Tenant.Value, "aa", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "content whose row was never committed", Now);
        await File.WriteAllTextAsync(Path.Combine(copy, "blobs", ".incoming", "7"), "half a cont", Now);
        await folder.Reopen(o => o with { Folder = copy });
        Assert.Single(Directory.EnumerateFiles(Path.Combine(copy, "blobs"), "*", SearchOption.AllDirectories));
        await using var kept = await folder.Storage.Blobs.Open(At("a"), Now);
        Assert.Equal(4, kept!.Stream.Length);
    }

    [Fact]
    public async Task Content_that_is_lost_or_cut_is_told_from_content_that_never_was()
    {
        await using var folder = await LocalFolder.Open();
        await Put(folder, "a", "content");
        await File.WriteAllTextAsync(Files(folder).Single(), "cut", Now);
        Assert.Equal(StorageFault.Corrupt, (await Assert.ThrowsAsync<StorageException>(() => folder.Storage.Blobs.Open(At("a"), Now))).Fault);
        File.Delete(Files(folder).Single());
        Assert.Equal(StorageFault.Corrupt, (await Assert.ThrowsAsync<StorageException>(() => folder.Storage.Blobs.Open(At("a"), Now))).Fault);
        Assert.Null(await folder.Storage.Blobs.Open(At("b"), Now));
    }

    /// <summary>Copies a folder that is open, as a crash would leave it.</summary>
    private static void CopyOpen(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).ToList())
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path.Combine(target, "blobs", ".incoming"));
    }

    private static BlobAddress At(string name) => BlobAddress.Of(Tenant, name);

    private static Task<Outcome<BlobInfo>> Put(LocalFolder folder, string name, string content) =>
        folder.Storage.Blobs.Put(At(name), new MemoryStream(Encoding.UTF8.GetBytes(content)), "text/plain", 1_000, Now);

    private static List<string> Files(LocalFolder folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder.Path, "blobs"), "*", SearchOption.AllDirectories)];
}
