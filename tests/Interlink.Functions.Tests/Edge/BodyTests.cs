using System.Net;
using System.Text;

namespace Interlink.Functions.Tests.Edge;

public sealed class BodyTests
{
    private const string Good = """{"title":"A","language":"en","number":1""";

    public static TheoryData<string, string> Faults => new()
    {
        { """{}""", "title: required|language: required|number: required" },
        { """{"title":" ","language":"english","number":1.5,"colour":"green"}""", "title: required|language: not_a_language|number: wrong_type|colour: unknown_value" },
        { """{"title":null,"language":"en","number":null}""", "title: not_null|number: not_null" },
        { """{"title":5,"language":"en","number":"5"}""", "title: wrong_type|number: wrong_type" },
        { Good + ""","Title":"B"}""", "Title: unknown_field" },
        { Good + ""","number":2}""", "number: duplicate_field" },
        { Good + ""","titel":"B","__proto__":{}}""", "titel: unknown_field|__proto__: unknown_field" },
        { """{"title":"123456789012345678901","language":"en","number":99999999999}""", "title: too_long|number: out_of_range" },
        { Good + ""","small":256,"ratio":1e999}""", "small: out_of_range|ratio: out_of_range" },
        { Good + ""","parts":[]}""", "parts: too_few" },
        { Good + ""","parts":[{"name":"ab"},{"name":"ab"},{"name":"ab"},{"name":"ab"}]}""", "parts: too_many" },
        { Good + ""","parts":[{"name":"a","count":9},{},null,{"name":"ab","inner":{"name":"abc","inner":{"count":0}}}]}""",
            "parts: too_many|parts[0].name: too_short|parts[0].count: out_of_range|parts[1].name: required|parts[2]: not_null|parts[3].inner.inner.count: out_of_range|parts[3].inner.inner.name: required" },
        { Good + ""","words":["a",null,3],"parts":{}}""", "words[1]: not_null|words[2]: wrong_type|parts: wrong_type" },
        { Good + ""","code":"A1","at":"2026-01-01T00:00:00","day":"tomorrow","flag":"yes"}""", "code: malformed|at: wrong_type|day: malformed|flag: wrong_type" },
        { Good + ""","texts":{"en":"A","english":"B","it":null,"es":7}}""", "texts.english: not_a_language|texts.it: not_null|texts.es: wrong_type" },
        { Good + ""","extra":{"a":1,"a":2}}""", "extra.a: duplicate_field" },
        { Good + ""","code":"\ud800"}""", "code: malformed_text" },
        { Good + ""","code":"a\u0000b"}""", "code: malformed_text" },
        { Good + ""","colour":"Red"}""", "colour: unknown_value" },
        { Good + ""","colour":"deep_blue, red"}""", "colour: unknown_value" },
        { Good + ""","colour":1}""", "colour: wrong_type" },
        { """{"title":"a","language":"en","number":1,"code":"a"}""", "code: not_allowed" },
        { """[]""", "body: wrong_type" },
        { """null""", "body: not_null" },
        { """{"title":"A" """, "body: malformed_json" },
        { Good + """} {}""", "body: malformed_json" },
        { Good + ""","parts":[{"name":"ab",}]}""", "body: malformed_json" },
        { Good + """} // done""", "body: malformed_json" },
        { "", "body: required" },
        { new string('[', 40) + new string(']', 40), "body: too_deep" },
        { new string('[', 40), "body: too_deep" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_field_at_fault_is_named_with_its_code(string body, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await Put(host, body);
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(expected.Split('|').Order(), Problems.FieldsOf(problem).Order());
    }

    [Fact]
    public async Task A_body_that_states_everything_is_read_as_it_was_written()
    {
        const string Body = """{"title":"Café ☕","language":"lv","number":-3,"colour":"deep_blue","parts":[{"name":"ab","count":5}],"words":["a",""],"code":"abc","at":"2026-03-01T10:00:00+02:00","day":"2026-03-01","ratio":0.5,"flag":false,"texts":{"en":"A"},"extra":[1,{"b":null}],"small":255}""";
        await using var host = await EdgeHost.Start();
        using var response = await Put(host, Body);
        Assert.Equal(Body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_may_be_left_out_can_be_left_out_or_null()
    {
        await using var host = await EdgeHost.Start();
        using var response = await Put(host, Good + ""","parts":null,"code":null,"texts":null}""");
        Assert.Equal(Good + ""","colour":"red"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Malformed_JSON_is_told_with_its_position()
    {
        await using var host = await EdgeHost.Start();
        using var response = await Put(host, "{\n  \"title\": oops\n}");
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Contains("line 2, byte 12", problem.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task A_body_in_another_form_is_refused_as_unsupported(string contentType)
    {
        await using var host = await EdgeHost.Start();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good + "}"));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await host.Send(HttpMethod.Put, "/api/planted/echo", content);
        await Problems.Of(response, HttpStatusCode.UnsupportedMediaType, "unsupported-body");
    }

    [Theory]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task JSON_by_any_of_its_names_is_read(string contentType)
    {
        await using var host = await EdgeHost.Start();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good + "}"));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await host.Send(HttpMethod.Put, "/api/planted/echo", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_its_length_is_told(bool chunked)
    {
        await using var host = await EdgeHost.Start(options => options.MaxBodyBytes = 2000);
        var content = new StringContent(Good + ",\"code\":\"" + new string('a', 3000) + "\"}", Encoding.UTF8, "application/json");
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/planted/echo") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("x-ms-client-principal", EdgeHost.Principal());
        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await Problems.Of(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        await using var host = await EdgeHost.Start();
        var content = new ByteArrayContent([(byte)'"', 0xff, 0xfe, (byte)'"']);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var response = await host.Send(HttpMethod.Put, "/api/planted/echo", content);
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["body: malformed_json"], Problems.FieldsOf(problem));
    }

    private static Task<HttpResponseMessage> Put(EdgeHost host, string body) =>
        host.Send(HttpMethod.Put, "/api/planted/echo", new StringContent(body, Encoding.UTF8, "application/json"));
}
