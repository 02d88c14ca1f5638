using System.Net;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Hosting;

public sealed class WebAppTests
{
    private const string Page = "<!doctype html><title>Interlink</title>";

    [Theory]
    [InlineData("/")]
    [InlineData("/guide/01j0?tab=plan")]
    [InlineData("/sign-in")]
    [InlineData("/apis")]
    [InlineData("/operations/catalogue-import.01arz3ndektsv4rrffq69g5fav")]
    public async Task Every_address_of_a_page_is_answered_with_the_one_page(string address)
    {
        using var web = Built();
        await using var host = await Start(web);
        using var response = await host.Anonymous().Get(address);
        await response.Expect(HttpStatusCode.OK);
        Assert.Equal(Page, await Text(response));
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/assets/gone-1a2b.js")]
    [InlineData("/robots.txt")]
    [InlineData("/../data/interlink.db")]
    [InlineData("/%2e%2e/data/interlink.db")]
    public async Task A_file_that_is_not_there_is_404(string address)
    {
        using var web = Built();
        await using var host = await Start(web);
        using var response = await host.Anonymous().Get(address);
        await response.Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hashed_assets_are_kept_for_ever_and_travel_compressed()
    {
        using var web = Built();
        await using var host = await Start(web);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/index-1a2b.js");
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var response = await host.Anonymous().Send(request);
        await response.Expect(HttpStatusCode.OK);
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Pages_run_no_inline_script_or_style_and_sit_in_no_frame()
    {
        using var web = Built();
        await using var host = await Start(web);
        using var response = await host.Anonymous().Get("/");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.All(
            ["script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"],
            directive => Assert.Contains(directive, policy.Split("; ")));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Without_a_built_web_app_the_API_works_and_the_page_says_what_to_do()
    {
        using var empty = new TemporaryFolder();
        await using var host = await Start(empty);
        using var page = await host.Anonymous().Get("/");
        await page.Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("npm run build", await Text(page), StringComparison.Ordinal);
        using var health = await host.Anonymous().Get("/api/health");
        await health.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_answers_reading_only()
    {
        using var web = Built();
        await using var host = await Start(web);
        using var response = await host.Anonymous().PostJson("/sign-in", new { });
        await response.Expect(HttpStatusCode.NotFound);
    }

    private static TemporaryFolder Built()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["assets"]);
        File.WriteAllText(folder["index.html"], Page);
        File.WriteAllText(Path.Combine(folder["assets"], "index-1a2b.js"), string.Join('\n', Enumerable.Repeat("console.log('interlink');", 200)));
        return folder;
    }

    private static Task<InterlinkHost> Start(TemporaryFolder web) =>
        InterlinkHost.Start(new HostOptions { Arguments = [$"--Interlink:WebFolder={web.Path}"] });

    private static Task<string> Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
