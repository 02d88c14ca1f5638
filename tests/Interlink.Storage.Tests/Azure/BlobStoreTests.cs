using System.Net;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure;
using Interlink.Storage.Azure.Blobs;

namespace Interlink.Storage.Tests.Azure;

/// <summary>What Blob storage refuses, loses and links to.</summary>
public sealed class BlobStoreTests(Azurite azurite) : IDisposable
{
    private const long Plenty = 1 << 26;
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    private readonly Interference _between = new();
    private readonly TenantId _tenant = TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}");

    public void Dispose() => _between.Dispose();

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        await using var host = await AzureHost.ByKey(azurite, _between.Register);
        _between.Instead = Interference.First(2, HttpStatusCode.ServiceUnavailable, "ServerBusy");
        Assert.True((await Put(host, "a", Bytes(9_000_000))).Succeeded);
        Assert.Equal(9_000_000, Assert.Single(await host.Get<IBlobs>().List(_tenant, "", Now).ToListAsync(Now)).Length);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.InternalServerError, "OperationTimedOut")]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    public async Task Throttling_without_end_is_transient(HttpStatusCode status, string code)
    {
        await using var host = await AzureHost.ByKey(azurite, _between.Register);
        _between.Instead = _ => Interference.Refusal(status, code);
        await Assert.ThrowsAsync<TransientException>(() => Put(host, "a", [1]));
        await Assert.ThrowsAsync<TransientException>(() => host.Get<IBlobs>().Open(At("a"), Now));
        await Assert.ThrowsAsync<TransientException>(() => host.Get<IBlobs>().Delete(At("a"), Now));
        await Assert.ThrowsAsync<TransientException>(async () => await host.Get<IBlobs>().List(_tenant, "", Now).ToListAsync(Now));
    }

    [Fact]
    public async Task A_put_whose_answer_is_lost_is_whole()
    {
        await using var host = await AzureHost.ByKey(azurite, _between.Register);
        var lost = 2;
        _between.Loses = request => request.Method == HttpMethod.Put && lost-- > 0;
        Assert.True((await Put(host, "a", Bytes(5_000_000))).Succeeded);
        await using var opened = await host.Get<IBlobs>().Open(At("a"), Now);
        Assert.Equal(opened!.Info.Sha256, Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(opened.Stream, Now)));
    }

    [Fact]
    public async Task A_missing_role_is_named()
    {
        await using var host = await AzureHost.ByToken(azurite, configure: _between.Register);
        _between.Instead = _ => Interference.Refusal(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch");
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => Put(host, "a", [1]));
        Assert.Equal(AzureStorageFault.NotAllowed, refused.Fault);
        Assert.Contains("Storage Blob Data Contributor", refused.Message, StringComparison.Ordinal);
        var unlinked = await Assert.ThrowsAsync<AzureStorageException>(() => host.Get<BlobLinks>().Read(At("a"), TimeSpan.FromMinutes(5), null, Now));
        Assert.Contains("Storage Blob Delegator", unlinked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_credential_names_its_remedy()
    {
        await using var host = await AzureHost.ByToken(azurite, new TestCredential(TimeSpan.FromHours(-1)));
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => Put(host, "a", [1]));
        Assert.Equal(AzureStorageFault.NotSignedIn, refused.Fault);
        Assert.Contains("azd auth login", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_container_keeps_the_host_from_starting_and_names_its_remedy()
    {
        await using var host = await AzureHost.ByToken(azurite, configure: _between.Register);
        await host.Start();
        _between.Instead = _ => Interference.Refusal(HttpStatusCode.NotFound, "ContainerNotFound");
        var missing = await Assert.ThrowsAsync<AzureStorageException>(host.Start);
        Assert.Equal(AzureStorageFault.Missing, missing.Fault);
        Assert.Contains("azd provision", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AzureStorageException>(() => host.Get<IBlobs>().Open(At("a"), Now));
    }

    [Fact]
    public async Task A_large_blob_that_is_replaced_under_its_reader_is_never_a_mixture()
    {
        await using var host = await AzureHost.ByKey(azurite);
        await Put(host, "a", Bytes(9_000_000));
        await using var opened = await host.Get<IBlobs>().Open(At("a"), Now);
        await Put(host, "a", [.. Bytes(9_000_000).Reverse()]);
        await Assert.ThrowsAsync<TransientException>(() => opened!.Stream.CopyToAsync(Stream.Null, Now));
    }

    [Fact]
    public async Task Large_puts_of_one_blob_at_once_leave_one_of_them_whole()
    {
        await using var host = await AzureHost.ByKey(azurite);
        var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Put(host, "a", [.. Enumerable.Repeat((byte)i, 8_400_000)]), Now)));
        await using var opened = await host.Get<IBlobs>().Open(At("a"), Now);
        var kept = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(opened!.Stream, Now));
        Assert.Equal(kept, opened.Info.Sha256);
        Assert.Contains(written, w => w.Value.Sha256 == kept);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_opens_one_blob_for_a_while(bool byToken)
    {
        await using var host = byToken ? await AzureHost.ByToken(azurite) : await AzureHost.ByKey(azurite);
        await Put(host, "a", Encoding.UTF8.GetBytes("linked"));
        await Put(host, "b", Encoding.UTF8.GetBytes("not linked"));
        var links = host.Get<BlobLinks>();
        var link = await links.Read(At("a"), TimeSpan.FromMinutes(5), "Übersicht.txt", Now);
        using var browser = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        using var answer = await browser.GetAsync(link, Now);
        Assert.Equal("linked", await answer.Content.ReadAsStringAsync(Now));
        Assert.StartsWith("attachment", answer.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(new UriBuilder(link) { Path = link.AbsolutePath[..^1] + "b" }.Uri, Now)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.DeleteAsync(link, Now)).StatusCode);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => links.Read(At("a"), TimeSpan.Zero, null, Now));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => links.Read(At("a"), BlobLinks.MaxLifetime + TimeSpan.FromSeconds(1), null, Now));
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private BlobAddress At(string name) => BlobAddress.Of(_tenant, name);

    private Task<Outcome<BlobInfo>> Put(AzureHost host, string name, byte[] content) =>
        host.Get<IBlobs>().Put(At(name), new MemoryStream(content), "text/plain", Plenty, Now);
}
