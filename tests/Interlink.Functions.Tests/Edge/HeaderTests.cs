using System.Net;

namespace Interlink.Functions.Tests.Edge;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("/api/planted/who")]
    [InlineData("/api/planted/member")]
    [InlineData("/api/planted/fault/bug")]
    public async Task Every_answer_keeps_browsers_careful(string path)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get(path, "");
        Assert.Equal("nosniff", One(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", One(response, "Referrer-Policy"));
        Assert.Contains("frame-ancestors 'none'", One(response, "Content-Security-Policy"));
        Assert.Contains("camera=()", One(response, "Permissions-Policy"));
        Assert.Equal("no-store", One(response, "Cache-Control"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_client_s_names_for_the_request_come_back()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get(
            "/api/planted/curator", null, ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("X-Request-Id", "order-66"));
        var problem = await Problems.Of(response, HttpStatusCode.Forbidden, "scope-missing");
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", problem.GetProperty("traceId").GetString());
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", One(response, "traceparent"), StringComparison.Ordinal);
        Assert.Equal("order-66", One(response, "X-Request-Id"));
    }

    [Theory]
    [InlineData("nonsense", "with blanks in it")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-00", "")]
    public async Task Names_that_are_none_are_replaced(string traceparent, string requestId)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get("/api/planted/who", "", ("traceparent", traceparent), ("X-Request-Id", requestId));
        Assert.Matches("^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$", One(response, "traceparent"));
        Assert.Matches("^[0-9a-f]{32}$", One(response, "X-Request-Id"));
    }

    [Fact]
    public async Task Only_listed_origins_may_read_across_sites()
    {
        await using var host = await EdgeHost.Start(options => options.AllowedOrigins.Add("https://portal.example.org"));
        using var listed = await host.Get("/api/planted/who", "", ("Origin", "https://portal.example.org"));
        Assert.Equal("https://portal.example.org", One(listed, "Access-Control-Allow-Origin"));
        using var other = await host.Get("/api/planted/who", "", ("Origin", "https://evil.example.org"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("Origin", One(other, "Vary"));
        using var preflight = await host.Send(HttpMethod.Options, "/api/planted/make", null, "", ("Origin", "https://portal.example.org"), ("Access-Control-Request-Method", "POST"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains("POST", One(preflight, "Access-Control-Allow-Methods"));
    }

    [Theory]
    [InlineData("plan.pdf", "attachment; filename=plan.pdf; filename*=UTF-8''plan.pdf")]
    [InlineData("Plāns \"a\".pdf", "attachment; filename=\"Pl_ns \\\"a\\\".pdf\"; filename*=UTF-8''Pl%C4%81ns%20%22a%22.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1", "attachment; filename=\"a__Set-Cookie: x=1\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3D1")]
    [InlineData("", "attachment")]
    public async Task A_file_is_saved_under_its_name_in_any_script(string name, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get($"/api/planted/file?type=application/pdf&name={Uri.EscapeDataString(name)}", "");
        Assert.Equal(expected, response.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(10, response.Content.Headers.ContentLength);
        Assert.Contains("sandbox", One(response, "Content-Security-Policy"));
    }

    [Fact]
    public async Task A_file_is_sent_in_parts_and_not_again_when_it_is_known()
    {
        await using var host = await EdgeHost.Start();
        using var part = await host.Get("/api/planted/file", "", ("Range", "bytes=2-4"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("234", await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/octet-stream", part.Content.Headers.ContentType?.ToString());
        using var beyond = await host.Get("/api/planted/file", "", ("Range", "bytes=20-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        using var known = await host.Get("/api/planted/file", "", ("If-None-Match", "\"abc\""));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    private static string One(HttpResponseMessage response, string header) => Assert.Single(response.Headers.GetValues(header));
}
