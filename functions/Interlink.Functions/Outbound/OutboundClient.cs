using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Interlink.Core.Outbound;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Outbound;

/// <summary>Calls out, and only where it may: every call resolves its host anew, is refused when any of the addresses is blocked, and connects to one that was
/// checked, with no second look at the name. No redirects, no proxy, no cookies; a bounded time and a bounded part of the answer.</summary>
public sealed class OutboundClient : IOutbound, IDisposable
{
    private static readonly HttpRequestOptionsKey<OutboundAddresses> s_checked = new("interlink.outbound.checked");
    private static readonly HttpRequestOptionsKey<string> s_connected = new("interlink.outbound.connected");
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly OutboundRules _rules;
    private readonly IAddressResolver _resolver;
    private readonly HttpMessageInvoker _http;

    /// <summary>Makes a client; one serves the whole process.</summary>
    public OutboundClient(OutboundRules rules, IOptions<OutboundOptions> options, IAddressResolver resolver)
    {
        _rules = rules;
        _resolver = resolver;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectCallback = Connect,
            ConnectTimeout = TimeSpan.FromSeconds(options.Value.ConnectSeconds),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = OutboundAnswer.MaxBody,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
        });
    }

    public async Task<OutboundAnswer> Send(OutboundCall call, CancellationToken cancellation)
    {
        // Sockets know no other time than that of the machine.
        var began = Stopwatch.GetTimestamp();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(call.Timeout);
        try
        {
            return (await Checked(call, late.Token, cancellation)) with { Duration = Stopwatch.GetElapsedTime(began) };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new OutboundAnswer(Stopwatch.GetElapsedTime(began)) { Fault = "timeout" };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            cancellation.ThrowIfCancellationRequested();
            return Failed(fault) with { Duration = Stopwatch.GetElapsedTime(began) };
        }
    }

    public void Dispose() => _http.Dispose();

    // What is late ends the call; what the caller cancels is told as that.
    private async Task<OutboundAnswer> Checked(OutboundCall call, CancellationToken late, CancellationToken cancellation)
    {
        var url = _rules.Check(call.Url, "url");
        if (!url.Succeeded)
        {
            return new OutboundAnswer(TimeSpan.Zero) { Fault = "blocked", Detail = url.Error.Fields[0].Code };
        }

        var addresses = await Addresses(url.Value, late);
        if (addresses.WhyBlocked is { } why)
        {
            return new OutboundAnswer(TimeSpan.Zero) { Fault = why == "unresolved" ? why : "blocked", Detail = why };
        }

        using var request = Request(call, url.Value);
        request.Options.Set(s_checked, addresses);
        using var response = await _http.SendAsync(request, late);
        return await Read(response, call.Keep, request.Options.TryGetValue(s_connected, out var address) ? address : null, late, cancellation);
    }

    private async Task<OutboundAddresses> Addresses(Uri url, CancellationToken cancellation)
    {
        try
        {
            return _rules.Addresses(url.IdnHost, OutboundRules.LiteralOf(url) is { } literal ? [literal] : await _resolver.Resolve(url.IdnHost, cancellation));
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            return new OutboundAddresses([], "unresolved");
        }
    }

    private static HttpRequestMessage Request(OutboundCall call, Uri url)
    {
        var request = new HttpRequestMessage(call.Method, url);
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        }

        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(s_checked, out var addresses))
        {
            throw new UnreachableException("A call that was not checked.");
        }

        SocketException? last = null;
        foreach (var address in addresses.Allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellation);
                context.InitialRequestMessage.Options.Set(s_connected, address.ToString());
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<OutboundAnswer> Read(HttpResponseMessage response, IReadOnlyList<string> keep, string? address, CancellationToken late, CancellationToken cancellation)
    {
        var (bytes, length, fault) = (new byte[OutboundAnswer.MaxBody + 1], 0, (string?)null);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(late);
            for (var read = -1; read != 0 && length < bytes.Length; length += read)
            {
                read = await body.ReadAsync(bytes.AsMemory(length), late);
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            fault = "broken";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            fault = "timeout"; // The status came, and counts.
        }

        return new OutboundAnswer(TimeSpan.Zero)
        {
            Status = (int)response.StatusCode,
            Fault = fault,
            Address = address,
            Body = Text(bytes.AsSpan(0, Math.Min(length, OutboundAnswer.MaxBody))),
            Truncated = length > OutboundAnswer.MaxBody,
            Headers = keep.Where(response.Headers.Contains).ToDictionary(name => name, name => string.Join(", ", response.Headers.GetValues(name)), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static string Text(ReadOnlySpan<byte> bytes) =>
        string.Create(s_utf8.GetCharCount(bytes), bytes, static (text, bytes) =>
        {
            s_utf8.GetChars(bytes, text);
            foreach (ref var c in text)
            {
                c = char.IsControl(c) && c is not ('\n' or '\t' or '\r') ? '\uFFFD' : c;
            }
        });

    private static OutboundAnswer Failed(Exception fault) => new(TimeSpan.Zero)
    {
        Fault = (fault as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => "tls",
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => "connect",
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded => "malformed",
            _ => fault is SocketException ? "connect" : "broken",
        },
        Detail = (fault.InnerException as SocketException ?? fault as SocketException)?.SocketErrorCode.ToString() ?? (fault as HttpRequestException)?.HttpRequestError.ToString(),
    };
}
