using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Testing;

namespace Interlink.Runtime.Tests.Http;

/// <summary>HTTP triggers, over Kestrel.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(_folder);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Functions_of_one_route_are_told_apart_by_method()
    {
        Assert.Equal("GET 7", await _host.Http.GetStringAsync("/api/ping/7"));
        var put = await _host.Http.PutAsync("/api/ping/8", null);
        Assert.Equal("PUT 8", await put.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/api/ping/abc")]
    [InlineData("DELETE", "/api/ping/7")]
    [InlineData("GET", "/api/unknown")]
    [InlineData("POST", "/api/unknown/deeper/still")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/ping/7")]
    public async Task What_no_function_serves_is_404_with_an_empty_body(string method, string path)
    {
        var response = await _host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task Without_route_and_methods_the_name_is_the_route_and_every_method_is_served(string method)
    {
        var response = await _host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/NamedByItself"));
        Assert.Equal(method, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Route_values_arrive_as_the_types_of_the_parameters()
    {
        var id = new Guid("0a1b2c3d-0000-4000-8000-00000000000f");
        var values = await _host.Http.GetFromJsonAsync<JsonElement>($"/api/values/a%20b/9000000000/{id}/true/darkgreen");
        Assert.Equal("a b", values.GetProperty("text").GetString());
        Assert.Equal(9000000000, values.GetProperty("large").GetInt64());
        Assert.Equal(id, values.GetProperty("id").GetGuid());
        Assert.True(values.GetProperty("flag").GetBoolean());
        Assert.Equal("DarkGreen", values.GetProperty("colour").GetString());
        Assert.Equal(JsonValueKind.Null, values.GetProperty("missing").ValueKind);
        Assert.Equal("Values", values.GetProperty("function").GetString());
        Assert.True(values.GetProperty("same").GetBoolean());
        Assert.True(values.GetProperty("cancellable").GetBoolean());
    }

    [Theory]
    [InlineData("/api/values/a/notanumber/0a1b2c3d-0000-4000-8000-00000000000f/true/red")]
    [InlineData("/api/values/a/1/0a1b2c3d-0000-4000-8000-00000000000f/true/7")]
    public async Task A_route_value_that_does_not_fit_its_parameter_is_a_failure(string path)
    {
        var response = await _host.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(_host.Probe.Logs.Lines, line => line.Contains("FunctionInputConverterException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_of_an_own_type_writes_status_headers_and_body()
    {
        var response = await _host.Http.GetAsync("/api/Teapot");
        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal("teapot", response.Headers.GetValues("x-reply").Single());
        Assert.Equal("/api/Teapot", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_instance_is_made_for_each_invocation_from_the_scope_of_the_request_and_disposed_after()
    {
        Assert.Equal("True False GET embedded", await _host.Http.GetStringAsync("/api/Own"));
        Assert.Equal("True False GET embedded", await _host.Http.GetStringAsync("/api/Own"));
        Assert.Equal(2, _host.Probe.Seen.Count(what => what == "disposed"));
    }

    [Fact]
    public async Task A_function_without_result_answers_200_with_what_it_did_to_the_response()
    {
        var response = await _host.Http.GetAsync("/api/Nothing");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("yes", response.Headers.GetValues("x-seen").Single());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/api/Broken")]
    [InlineData("/api/BrokenReply")]
    public async Task A_failure_that_nobody_handles_is_500_with_an_empty_body_and_logged(string path)
    {
        var response = await _host.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Contains(_host.Probe.Logs.Lines, line => line.Contains("Out of order: " + path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_is_streamed_as_it_is_written()
    {
        using var response = await _host.Http.GetAsync("/api/Stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("first", await reader.ReadLineAsync());
        _host.Probe.Open("stream");
        Assert.Equal("second", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Server_sent_events_arrive_one_by_one()
    {
        using var response = await _host.Http.GetAsync("/api/Events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("data: GET", await reader.ReadLineAsync());
        _host.Probe.Open("events");
        Assert.Contains("data: last", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_converter_that_does_not_succeed_leaves_null() =>
        Assert.Equal("GET nobody", await _host.Http.GetStringAsync("/api/Greet"));
}
