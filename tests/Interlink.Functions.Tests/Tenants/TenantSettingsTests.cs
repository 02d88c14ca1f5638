using System.Net;
using System.Text;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Tenants;

public sealed class TenantSettingsTests
{
    private const string Settings = "/api/tenant/settings";

    [Fact]
    public async Task An_administrator_changes_how_the_tenant_shows_itself_and_everybody_sees_it()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var before = await administrator.Get(Settings);
        Assert.Equal("varam", (await before.ExpectJson()).GetProperty("name").GetString());
        var body = new
        {
            name = "  Varam\u202e municipality ",
            languages = new[] { "lv", "en", "lv" },
            accent = new { light = "#7A1FA2" },
            senderName = "Varam services",
            terminology = new { process = new { en = "journey", lv = "ceļš" }, processes = new { en = "journeys" } },
        };
        using var saved = await administrator.PutJson(Settings, body, before.Headers.ETag!.Tag);
        var settings = await saved.ExpectJson();
        Assert.Equal("Varam municipality", settings.GetProperty("name").GetString());
        Assert.Equal(["lv", "en"], settings.GetProperty("languages").EnumerateArray().Select(l => l.GetString()));
        Assert.NotEqual(before.Headers.ETag, saved.Headers.ETag);

        var face = await host.Anonymous().GetJson("/api/tenant");
        Assert.Equal("Varam municipality", face.GetProperty("name").GetString());
        Assert.Equal("#7a1fa2", face.GetProperty("accent").GetProperty("light").GetString());
        Assert.Equal("ceļš", face.GetProperty("terminology").GetProperty("process").GetProperty("lv").GetString());
        Assert.False(face.GetProperty("suspended").GetBoolean());
        Assert.False(face.TryGetProperty("senderName", out _));
        var me = await (await host.As("someone")).GetJson("/api/me");
        Assert.Equal("Varam municipality", me.GetProperty("tenant").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Every_bad_field_is_named_and_nothing_is_changed()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var before = await administrator.Get(Settings);
        var body = new
        {
            name = "\u200b",
            languages = new[] { "en" },
            accent = new { light = "#ffcc00", dark = "red" },
            senderName = "x <x@example.org>",
            terminology = new Dictionary<string, object> { ["process"] = new { en = "{x}" }, ["module"] = new { en = "x" } },
        };
        using var refused = await administrator.PutJson(Settings, body, before.Headers.ETag!.Tag);
        Assert.Equal(
            ["name: required", "senderName: malformed", "accent.light: low_contrast", "accent.dark: not_a_colour", "terminology.process.en: malformed", "terminology.module: unknown_term"],
            Problems.FieldsOf(await Problems.Of(refused, HttpStatusCode.BadRequest, "invalid-input")));
        using var after = await administrator.Get(Settings);
        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
    }

    [Fact]
    public async Task A_change_needs_the_revision_that_was_read()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var body = new { name = "One", languages = new[] { "en" } };
        using var blind = await administrator.PutJson(Settings, body);
        await Problems.Of(blind, HttpStatusCode.PreconditionRequired, "revision-required");
        using var read = await administrator.Get(Settings);
        using var first = await administrator.PutJson(Settings, body, read.Headers.ETag!.Tag);
        await first.Expect(HttpStatusCode.OK);
        using var second = await administrator.PutJson(Settings, new { name = "Two", languages = new[] { "en" } }, read.Headers.ETag!.Tag);
        await Problems.Of(second, HttpStatusCode.PreconditionFailed, "stale-revision");
    }

    [Fact]
    public async Task A_logo_is_told_by_its_bytes_kept_without_texts_and_replaced()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var read = await administrator.Get(Settings);
        using var svg = await SendLogo(administrator, Pictures.Svg, read.Headers.ETag!.Tag);
        await Problems.Of(svg, HttpStatusCode.UnsupportedMediaType, "not-a-picture");
        using var large = await SendLogo(administrator, new byte[(512 * 1024) + 1], read.Headers.ETag!.Tag);
        await Problems.Of(large, HttpStatusCode.RequestEntityTooLarge, "too-large");

        using var saved = await SendLogo(administrator, Pictures.Png, read.Headers.ETag!.Tag);
        var url = (await saved.ExpectJson()).GetProperty("logo").GetProperty("url").GetString()!;
        using var shown = await host.Anonymous().Get(url);
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", shown.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(url, (await host.Anonymous().GetJson("/api/tenant")).GetProperty("logo").GetProperty("url").GetString());

        using var removed = await administrator.Delete("/api/tenant/logo", saved.Headers.ETag!.Tag);
        Assert.False((await removed.ExpectJson()).TryGetProperty("logo", out _));
        using var gone = await host.Anonymous().Get(url);
        await Problems.Of(gone, HttpStatusCode.NotFound, "logo-not-found");
    }

    [Fact]
    public async Task Only_administrators_see_or_change_settings_and_only_their_own_tenants()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var read = await administrator.Get(Settings);
        await SendLogo(administrator, Pictures.Png, read.Headers.ETag!.Tag);
        using var member = await (await host.As("someone")).Get(Settings);
        await Problems.Of(member, HttpStatusCode.Forbidden, "scope-missing");
        using var nobody = await host.Anonymous().Get(Settings);
        await Problems.Of(nobody, HttpStatusCode.Unauthorized, "not-signed-in");

        var foreign = await host.As("administrator", "zaragoza");
        using var theirs = await foreign.Get(Settings);
        Assert.Equal("zaragoza", (await theirs.ExpectJson()).GetProperty("id").GetString());
        using var changed = await foreign.PutJson(Settings, new { name = "Zaragoza", languages = new[] { "es" } }, theirs.Headers.ETag!.Tag);
        await changed.Expect(HttpStatusCode.OK);
        Assert.Equal("varam", (await administrator.GetJson(Settings)).GetProperty("name").GetString());
        var url = (await administrator.GetJson(Settings)).GetProperty("logo").GetProperty("url").GetString()!;
        using var crossed = await host.Anonymous().Get(url.Replace("varam", "zaragoza", StringComparison.Ordinal));
        await Problems.Of(crossed, HttpStatusCode.NotFound, "logo-not-found");
    }

    [Fact]
    public async Task A_change_is_told_in_the_tenants_own_events_with_what_changed()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var read = await administrator.Get(Settings);
        using var saved = await administrator.PutJson(Settings, new { name = "Varam", languages = new[] { "lv" } }, read.Headers.ETag!.Tag);
        await saved.Expect(HttpStatusCode.OK);
        var told = await host.EventsOf("varam", "tenant.settings_changed");
        Assert.Equal(["name", "languages"], Assert.Single(told).Data.GetProperty("fields").EnumerateArray().Select(f => f.GetString()));
        using var again = await administrator.PutJson(Settings, new { name = "Varam", languages = new[] { "lv" } }, saved.Headers.ETag!.Tag);
        await again.Expect(HttpStatusCode.OK);
        Assert.Single(await host.EventsOf("varam", "tenant.settings_changed"));
    }

    private static Task<HttpResponseMessage> SendLogo(Client client, byte[] bytes, string revision) =>
        client.Send(new HttpRequestMessage(HttpMethod.Put, "/api/tenant/logo") { Content = new ByteArrayContent(bytes) }, revision);
}
