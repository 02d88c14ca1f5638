using System.Net;
using System.Security.Cryptography;
using System.Text;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Privacy;

public sealed class LegalTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("it")]
    [InlineData("es")]
    [InlineData("lv")]
    public async Task A_tenant_begins_with_whole_texts_that_anybody_can_read(string language)
    {
        await using var host = await InterlinkHost.Start();
        foreach (var document in new[] { "terms", "privacy", "accessibility" })
        {
            var text = await host.Anonymous().GetJson($"/api/legal/{document}?language={language}");
            Assert.Equal(language, text.Text("language"));
            Assert.Equal(0, text.GetProperty("version").GetInt32());
            Assert.DoesNotContain("{{", text.Text("text"), StringComparison.Ordinal);
            Assert.Contains("varam", text.Text("text"), StringComparison.Ordinal);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Text("text")!))), text.Text("sha256"));
        }
    }

    [Fact]
    public async Task The_privacy_notice_lists_what_every_slice_keeps()
    {
        await using var host = await InterlinkHost.Start();
        var text = (await host.Anonymous().GetJson("/api/legal/privacy?language=en")).Text("text")!;
        Assert.Contains("**Co-production processes**", text, StringComparison.Ordinal);
        Assert.Contains("| 365 days |", text, StringComparison.Ordinal);
        Assert.Contains("(Art. 6(1)(e))", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_version_is_in_force_at_once_and_earlier_ones_stay_readable()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.Publish("terms", PrivacyFlow.Terms);
        await administrator.Consent();
        var second = await administrator.Publish("terms", "# Terms\n\nBe kinder.");
        Assert.Equal(2, second.GetProperty("version").GetInt32());
        Assert.Equal("# Terms\n\nBe kinder.", (await host.Anonymous().GetJson("/api/legal/terms?language=es")).Text("text"));
        var first = await host.Anonymous().GetJson("/api/legal/terms/versions/1?language=en");
        Assert.Contains("the terms of **varam**", first.Text("text"), StringComparison.Ordinal);
        Assert.Equal([2, 1], first.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Publishing_from_a_version_that_is_not_the_newest_is_stale()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var without = await administrator.PostJson("/api/legal/terms/versions", new { texts = new { en = "Terms" } });
        await without.Expect((HttpStatusCode)428);
        using var stale = await administrator.PostJson("/api/legal/terms/versions", new { texts = new { en = "Terms" } }, "5");
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
    }

    [Fact]
    public async Task Faults_of_a_text_are_named_all_at_once()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var body = new { texts = new { en = " ", it = "Ciao {{nowhere}}", de = "Hallo" }, effectiveAt = "2199-01-01T00:00:00Z" };
        using var refused = await administrator.PostJson("/api/legal/terms/versions", body, "0");
        await refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "texts.en", "texts.it", "texts.de", "effectiveAt");
    }

    [Fact]
    public async Task What_administrators_type_cannot_become_markup()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.Decide(7, controller: "A* | <script>alert(1)</script> [x](y)");
        var text = (await host.Anonymous().GetJson("/api/legal/terms")).Text("text")!;
        Assert.Contains(@"A\* \| \<script\>alert(1)\</script\> \[x\](y)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_whose_places_would_be_filled_otherwise_now_is_outdated()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.Publish("privacy", "We are {{controller}}.");
        await administrator.Consent();
        Assert.False((await administrator.GetJson("/api/legal/privacy/source")).GetProperty("outdated").GetBoolean());
        await administrator.Decide(7, controller: "Ministry of Smart Administration");
        Assert.True((await administrator.GetJson("/api/legal/privacy/source")).GetProperty("outdated").GetBoolean());
        Assert.Equal("We are varam.", (await host.Anonymous().GetJson("/api/legal/privacy?language=en")).Text("text"));
    }

    [Fact]
    public async Task An_unknown_text_or_version_is_not_there()
    {
        await using var host = await InterlinkHost.Start();
        using var text = await host.Anonymous().Get("/api/legal/imprint");
        await text.ExpectProblem(HttpStatusCode.NotFound, "legal-document-not-found");
        using var version = await host.Anonymous().Get("/api/legal/terms/versions/3");
        await version.ExpectProblem(HttpStatusCode.NotFound, "legal-version-not-found");
    }
}
