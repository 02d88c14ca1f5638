using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.OpenApi;

namespace Interlink.Functions.Tests.Hosting;

/// <summary>A browser: its own cookies, no redirects followed, the web app's header on every request.</summary>
public sealed class Client : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() };

    /// <summary>Opens a browser on a host.</summary>
    public Client(Uri address) => Http = NewHttp(address);

    /// <summary>The client underneath, for what has no helper here.</summary>
    public HttpClient Http { get; private set; }

    /// <summary>The cookies.</summary>
    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>Subject of the person who is signed in; empty when the host made no account for it.</summary>
    public string Subject { get; internal set; } = "";

    /// <summary>Signs in and expects it to work.</summary>
    public async Task SignIn(string email, string password, string? tenant = null)
    {
        using var response = await PostJson("/.auth/login/local", new { email, password, tenant });
        await response.Expect(HttpStatusCode.NoContent);
    }

    /// <summary>Reads an address.</summary>
    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Reads an address and expects JSON.</summary>
    public async Task<JsonElement> GetJson(string path)
    {
        using var response = await Get(path);
        return await response.ExpectJson();
    }

    /// <summary>Posts JSON.</summary>
    public Task<HttpResponseMessage> PostJson(string path, object body, string? ifMatch = null) => SendJson(HttpMethod.Post, path, body, ifMatch);

    /// <summary>Puts JSON.</summary>
    public Task<HttpResponseMessage> PutJson(string path, object body, string? ifMatch = null) => SendJson(HttpMethod.Put, path, body, ifMatch);

    /// <summary>Patches with JSON.</summary>
    public Task<HttpResponseMessage> PatchJson(string path, object body, string? ifMatch = null) => SendJson(HttpMethod.Patch, path, body, ifMatch);

    /// <summary>Deletes.</summary>
    public Task<HttpResponseMessage> Delete(string path, string? ifMatch = null) => Send(new HttpRequestMessage(HttpMethod.Delete, path), ifMatch);

    /// <summary>Puts raw bytes.</summary>
    public Task<HttpResponseMessage> PutBytes(string path, ReadOnlyMemory<byte> bytes) =>
        Send(new HttpRequestMessage(HttpMethod.Put, path) { Content = Bytes(bytes) }, null);

    /// <summary>Sends JSON.</summary>
    public Task<HttpResponseMessage> SendJson(HttpMethod method, string path, object body, string? ifMatch = null) =>
        Send(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) }, ifMatch);

    /// <summary>Sends a request as it is.</summary>
    /// <param name="ifMatch">The revision or ETag that was read, with or without quotes.</param>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, string? ifMatch = null)
    {
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch.StartsWith('"') ? ifMatch : $"\"{ifMatch}\"");
        }

        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    // Cookies belong to the machine's name, not to the port: whoever was signed in stays so.
    internal void MoveTo(Uri address)
    {
        Http.Dispose();
        Http = NewHttp(address);
    }

    private HttpClient NewHttp(Uri address)
    {
        var http = new HttpClient(new DocumentedRefusals(_handler), disposeHandler: false) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Requested-With", "interlink");
        return http;
    }

    private static ByteArrayContent Bytes(ReadOnlyMemory<byte> bytes)
    {
        var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }
}
