using System.Net;
using System.Net.Sockets;
using System.Text;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Bytes on the wire that no client writes: the server refuses or hangs up, says nothing of its insides, and goes on for others.</summary>
public sealed class RawRequestTests : IAsyncLifetime
{
    private static readonly string[] Requests =
    [
        "GET /api/processes/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/processes/%c3%28%ff HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/processes/a\\..\\b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://elsewhere.example/api/me HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/me HTTP/1.1\r\n\r\n",
        "GET /api/me HTTP/1.0\r\n\r\n",
        "GET /api/me HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /api/me\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n",
        "TRACE /api/me HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\n\r\n",
        "FOO /api/me HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{",
        "POST /api/roles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 400000000\r\nExpect: 100-continue\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: x\r\nX-A: b\nX-C: d\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: x\r\nX A: b\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: x\r\nX-A: \u0000\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: x\r\ntraceparent: 00-zz\r\nX-Request-Id: a\u00ff\u0001b\r\n\r\n",
        $"GET /api/me HTTP/1.1\r\nHost: x\r\nCookie: {new string('a', 60_000)}\r\n\r\n",
        $"GET /api/{new string('a', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n",
        $"GET /api/me HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: 1\r\n"))}\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\r\n\r\n\r\n\r\n",
    ];

    private readonly TemporaryFolder _web = new();
    private InterlinkHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_web["index.html"], "<!doctype html><title>Page</title>");
        _host = await InterlinkHost.Start(new HostOptions { Arguments = [$"--Interlink:WebFolder={_web.Path}"] });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _web.Dispose();
    }

    [Fact]
    public async Task What_no_client_writes_is_refused_and_hurts_nobody_else()
    {
        foreach (var request in Requests)
        {
            var answer = await Answer(Encoding.Latin1.GetBytes(request));
            var first = answer.Split('\r')[0];
            var status = first.StartsWith("HTTP/", StringComparison.Ordinal) ? int.Parse(first.Split(' ')[1]) : 0;
            Assert.True(status is 0 or 200 or 204 or (>= 300 and < 500) or 505, $"{request[..Math.Min(80, request.Length)]} was answered: {answer}");
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("secret=1", answer, StringComparison.Ordinal);
            Assert.True(answer.Split("HTTP/1.1 ").Length <= 2, $"One request was answered twice: {answer}");
            using var health = await _host.Anonymous().Get("/api/health");
            await health.Expect(HttpStatusCode.OK);
        }
    }

    /// <summary>What comes back until the server hangs up, or is silent for a moment.</summary>
    private async Task<string> Answer(byte[] request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _host.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(request, TestContext.Current.CancellationToken);
        socket.Client.Shutdown(SocketShutdown.Send);
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It hung up: an answer too.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }
}
