using System.Net;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Privacy;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Accounts;

public sealed class PictureTests
{
    private const string Place = "GPS 56.95 24.10";

    /// <summary>One pixel, and where it was taken.</summary>
    internal static readonly byte[] Png = [.. Whole[..33], .. Chunk("eXIf", Encoding.ASCII.GetBytes(Place)), .. Whole[33..]];

    /// <summary>The same without the place.</summary>
    private static byte[] Whole => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>A photo as a phone writes it: the directory of places of Exif (TIFF tag 0x8825) before the picture.</summary>
    private static byte[] Photo(int width, int height) =>
    [
        0xff, 0xd8,
        .. Segment(0xe1, [.. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place)]),
        .. Segment(0xc0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3]), .. Segment(0xda, [1, 2]), 7, 7, 7, 0xff, 0xd9,
    ];

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
        Assert.Equal(Whole, await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
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
    public async Task Lists_of_members_and_of_people_say_where_the_picture_is()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, member) = (await host.As("administrator"), await host.As("member"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        await host.Join(team, member);
        Assert.DoesNotContain("picture", (await administrator.GetJson($"{team}/members")).ToString(), StringComparison.Ordinal);

        using var kept = await member.PutBytes("/api/me/picture", Png);
        await kept.Expect(HttpStatusCode.NoContent);
        var path = (await member.GetJson("/api/me/profile")).Text("picture");
        foreach (var list in new[] { $"{team}/members", "/api/people" })
        {
            var shown = (await administrator.GetJson(list)).GetProperty("items").EnumerateArray().ToDictionary(p => p.Text("subject")!, p => p.Text("picture"));
            Assert.Equal((path, null), (shown[member.Subject], shown.GetValueOrDefault(administrator.Subject)));
        }
    }

    [Fact]
    public async Task Of_a_photo_with_another_one_behind_it_only_the_first_is_kept()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var kept = await member.PutBytes("/api/me/picture", (byte[])[.. Photo(2, 2), .. Photo(3, 3)]);
        await kept.Expect(HttpStatusCode.NoContent);
        using var shown = await member.Get((await member.GetJson("/api/me/profile")).GetProperty("picture").GetString()!);
        var content = await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal((byte[])[0xff, 0xd8, .. Segment(0xc0, [8, 0, 2, 0, 2, 3]), .. Segment(0xda, [1, 2]), 7, 7, 7, 0xff, 0xd9], content);
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
    public async Task Where_a_picture_was_taken_reaches_no_file_and_nobody()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        foreach (var content in new[] { Png, Photo(3, 2) })
        {
            Assert.Contains(Place, Encoding.Latin1.GetString(content), StringComparison.Ordinal);
            using var kept = await member.PutBytes("/api/me/picture", content);
            await kept.Expect(HttpStatusCode.NoContent);
            using var shown = await member.Get($"/api/accounts/{member.Subject}/picture");
            var bytes = Encoding.Latin1.GetString(await (await shown.Expect(HttpStatusCode.OK)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.DoesNotContain("GPS", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", bytes, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(PrivacyFlow.FilesWith(host.DataFolder, Place));
    }

    [Fact]
    public async Task A_picture_with_too_many_pixels_is_refused()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var wide = await member.PutBytes("/api/me/picture", Photo(AccountPictures.MaxSide + 1, 10));
        await wide.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "picture-too-large");
        using var fits = await member.PutBytes("/api/me/picture", Photo(AccountPictures.MaxSide, AccountPictures.MaxSide));
        await fits.Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_picture_that_is_replaced_or_removed_is_gone()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        foreach (var content in new[] { Png, Photo(3, 2) })
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

    private static byte[] Chunk(string name, byte[] data) => [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] data) => [0xff, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static IEnumerable<string> Files(InterlinkHost host) =>
        Directory.EnumerateFiles(Path.Combine(host.DataFolder, "blobs"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal));
}
