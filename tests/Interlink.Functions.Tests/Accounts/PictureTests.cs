using System.Net;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Accounts;

public sealed class PictureTests
{
    /// <summary>One pixel.</summary>
    internal static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_picture_is_shown_to_people_of_the_tenant_and_can_do_nothing()
    {
        await using var host = await InterlinkHost.Start();
        var (member, other) = (await host.As("member"), await host.As("other"));
        using var kept = await member.PutBytes("/api/me/picture", Png);
        await kept.Expect(HttpStatusCode.NoContent);
        var path = (await member.GetJson("/api/me/profile")).GetProperty("picture").GetString()!;
        using var shown = await other.Get(path);
        await shown.Expect(HttpStatusCode.OK);
        Assert.Equal(Png, await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl?.Private);

        var foreigner = await host.As("foreigner", "zaragoza");
        using var refused = await foreigner.Get(path);
        await refused.ExpectProblem(HttpStatusCode.NotFound, "picture-not-found");
        using var nobody = await host.Anonymous().Get(path);
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task What_it_is_is_told_by_its_content_and_nothing_else_is_taken()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        foreach (var content in new[] { "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "GIF89a", "<html>", "" })
        {
            using var refused = await member.PutBytes("/api/me/picture", Encoding.UTF8.GetBytes(content));
            await refused.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "not-a-picture");
        }

        using var large = await member.PutBytes("/api/me/picture", new byte[AccountPictures.MaxBytes + 1]);
        await large.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.False((await member.GetJson("/api/me/profile")).TryGetProperty("picture", out _));
    }

    [Fact]
    public async Task A_picture_that_is_replaced_or_removed_is_gone()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        byte[] jpeg = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];
        foreach (var content in new[] { Png, jpeg })
        {
            using var kept = await member.PutBytes("/api/me/picture", content);
            await kept.Expect(HttpStatusCode.NoContent);
        }

        Assert.Single(Files(host));
        using var removed = await member.Delete("/api/me/picture");
        await removed.Expect(HttpStatusCode.NoContent);
        Assert.Empty(Files(host));
        using var missing = await member.Get($"/api/accounts/{member.Subject}/picture");
        await missing.ExpectProblem(HttpStatusCode.NotFound, "picture-not-found");
    }

    private static IEnumerable<string> Files(InterlinkHost host) =>
        Directory.EnumerateFiles(Path.Combine(host.DataFolder, "blobs"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal));
}
