using System.Net;
using System.Text;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.SignIn;

public sealed class CrossSiteTests
{
    [Fact]
    public async Task A_change_without_the_header_of_the_web_app_is_refused()
    {
        await using var host = await InterlinkHost.Start();
        var member = await WithoutHeader(host);
        using var plain = await member.Send(Upload());
        await plain.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
        using var form = await member.Send(SignInTests.Form("/api/uploads", new() { ["fileName"] = "a.zip" }));
        await form.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
        using var foreign = await member.Send(Upload("https://elsewhere.example"));
        await foreign.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
        using var opaque = await member.Send(Upload("null"));
        await opaque.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
    }

    [Fact]
    public async Task JSON_from_a_page_of_this_host_and_requests_with_the_header_pass()
    {
        await using var host = await InterlinkHost.Start();
        var member = await WithoutHeader(host);
        using var own = await member.Send(Upload(host.Address.GetLeftPart(UriPartial.Authority)));
        await own.Expect(HttpStatusCode.Created);
        var request = Upload();
        request.Headers.Add("X-Requested-With", "interlink");
        using var stated = await member.Send(request);
        await stated.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Reading_needs_no_header()
    {
        await using var host = await InterlinkHost.Start();
        var member = await WithoutHeader(host);
        await member.GetJson("/api/me");
    }

    [Fact]
    public async Task Another_site_cannot_sign_a_browser_in_or_set_a_password()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        browser.Http.DefaultRequestHeaders.Remove("X-Requested-With");
        browser.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var form = await browser.Send(SignInTests.Form("/.auth/login/local", new() { ["email"] = "member@example.org", ["password"] = People.Password }));
        await form.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
        using var json = await browser.PostJson("/.auth/welcome", new { token = "x", password = "x" });
        await json.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
    }

    [Fact]
    public async Task A_plain_form_on_a_page_of_this_host_signs_in()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        browser.Http.DefaultRequestHeaders.Remove("X-Requested-With");
        browser.Http.DefaultRequestHeaders.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        using var form = await browser.Send(SignInTests.Form("/.auth/login/local", new() { ["email"] = "member@example.org", ["password"] = People.Password }));
        await form.Expect(HttpStatusCode.Redirect);
        await browser.GetJson("/api/me");
    }

    private static async Task<Client> WithoutHeader(InterlinkHost host)
    {
        var member = await host.As("member");
        member.Http.DefaultRequestHeaders.Remove("X-Requested-With");
        return member;
    }

    private static HttpRequestMessage Upload(string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads")
        {
            Content = new StringContent("""{"fileName":"catalogue.zip","length":3}""", Encoding.UTF8, "application/json"),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return request;
    }
}
