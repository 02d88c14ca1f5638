using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interlink.Core.Outbound;
using Interlink.Functions.Outbound;
using Interlink.Functions.Tests.Webhooks;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Tests.Outbound;

/// <summary>A receiver that fails in every way, and names that lead elsewhere.</summary>
public sealed class OutboundClientTests
{
    private static readonly OutboundRules Local = new() { LocalHosts = ["127.0.0.1", "receiver.test"] };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_changes_between_check_and_connect_leads_nowhere_new()
    {
        await using var receiver = await Receiver.Start();
        // Public, and of a block that nobody has been given: there is nobody to call.
        var resolver = new Names([IPAddress.Parse("2d00::1")], [IPAddress.Loopback]);
        using var client = Client(resolver, new OutboundRules { Ports = [443, receiver.Address.Port] });
        var answer = await client.Send(Call($"https://receiver.test:{receiver.Address.Port}/", 1), Now);
        Assert.NotNull(answer.Fault);
        Assert.NotEqual("blocked", answer.Fault);
        Assert.Empty(receiver.Messages);
        Assert.Equal(1, resolver.Asked);
        Assert.Equal(("blocked", "loopback"), await Fault(client, $"https://receiver.test:{receiver.Address.Port}/"));
    }

    [Fact]
    public async Task Every_call_resolves_and_checks_anew_also_where_a_connection_is_open()
    {
        await using var receiver = await Receiver.Start();
        var resolver = new Names([IPAddress.Loopback]);
        using var client = Client(resolver, Local);
        var url = $"http://receiver.test:{receiver.Address.Port}/";
        Assert.Equal(200, (await client.Send(Call(url), Now)).Status);
        Assert.Equal(200, (await client.Send(Call(url), Now)).Status);
        Assert.Equal(2, resolver.Asked);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    public async Task A_public_address_beside_a_private_one_saves_nobody(string hidden)
    {
        using var client = Client(new Names([IPAddress.Parse("8.8.8.8"), IPAddress.Parse(hidden)]));
        Assert.Equal("blocked", (await Fault(client, "https://example.org/")).Fault);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told_as_such()
    {
        using var client = Client(new Names());
        Assert.Equal(("unresolved", "unresolved"), await Fault(client, "https://example.org/"));
    }

    [Theory]
    [InlineData("http://example.org/", "not_https")]
    [InlineData("https://user:word@example.org/", "credentials")]
    [InlineData("https://example.org:22/", "port")]
    [InlineData("https://[::ffff:10.0.0.1]/", "blocked_address")]
    public async Task An_address_that_breaks_the_rules_is_not_called_wherever_it_comes_from(string url, string detail)
    {
        using var client = Client(new Names([IPAddress.Parse("8.8.8.8")]));
        Assert.Equal(("blocked", detail), await Fault(client, url));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var inside = await Receiver.Start();
        await using var receiver = await Receiver.Start();
        using var client = Client();
        foreach (var status in (int[])[301, 302, 303, 307, 308])
        {
            receiver.Answers = context =>
            {
                (context.Response.StatusCode, context.Response.Headers.Location) = (status, new Uri(inside.Address, "/internal").ToString());
                return Task.CompletedTask;
            };
            Assert.Equal(status, (await client.Send(Call(receiver.Address.ToString()), Now)).Status);
        }

        Assert.Equal(5, receiver.Messages.Count);
        Assert.Empty(inside.Messages);
    }

    [Fact]
    public async Task A_huge_answer_is_read_to_its_bound()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answers = async context =>
        {
            var block = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
            for (var i = 0; i < 1_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block, CancellationToken.None);
            }
        };
        using var client = Client();
        var answer = await client.Send(Call(receiver.Address.ToString()), Now);
        Assert.Equal((200, 20_000, true, true), (answer.Status, answer.Body.Length, answer.Truncated, answer.IsSuccess));
    }

    [Fact]
    public async Task One_who_does_not_answer_and_one_who_never_ends_are_left_in_time()
    {
        await using var silent = await Raw.Start(async stream => await Task.Delay(Timeout.Infinite, Now).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var endless = await Raw.Start(async stream =>
        {
            await Write(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
            {
                await Write(stream, "1\r\nx\r\n");
                await Task.Delay(50, Now);
            }
        });
        using var client = Client();
        Assert.Equal("timeout", (await client.Send(Call(silent.Url, 1), Now)).Fault);
        Assert.Equal("timeout", (await client.Send(Call(endless.Url, 1), Now)).Fault);
    }

    [Fact]
    public async Task A_status_that_came_counts_although_the_rest_does_not_come_in_time()
    {
        await using var silent = await Raw.Start(async stream =>
        {
            await Write(stream, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 60\r\nContent-Length: 100\r\n\r\nLater");
            await Task.Delay(Timeout.Infinite, Now).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var client = Client();
        var answer = await client.Send(Call(silent.Url, 5) with { Keep = ["retry-after"] }, Now);
        Assert.Equal((429, "timeout", "Later", "60"), (answer.Status, answer.Fault, answer.Body, answer.Headers["retry-after"]));
    }

    [Theory]
    [InlineData("", "broken")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "broken")]
    [InlineData("this is no HTTP\r\n\r\n", "malformed")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "broken")]
    public async Task One_who_hangs_up_or_talks_nonsense_has_not_taken_it(string said, string fault)
    {
        await using var raw = await Raw.Start(stream => Write(stream, said));
        using var client = Client();
        var answer = await client.Send(Call(raw.Url), Now);
        Assert.Equal((fault, false), (answer.Fault, answer.IsSuccess));
    }

    [Fact]
    public async Task What_came_of_an_answer_that_breaks_off_is_kept_and_the_address_told_when_it_was_connected_to()
    {
        await using var raw = await Raw.Start(stream => Write(stream, "HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\nbecause of"));
        using var client = Client(new Names([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]), Local);
        var answer = await client.Send(Call(raw.Url.Replace("127.0.0.1", "receiver.test", StringComparison.Ordinal)), Now);
        Assert.Equal(("broken", "because of", "127.0.0.1"), (answer.Fault, answer.Body, answer.Address));
    }

    [Fact]
    public async Task A_connection_that_is_open_already_tells_no_address()
    {
        await using var receiver = await Receiver.Start();
        using var client = Client();
        Assert.Equal("127.0.0.1", (await client.Send(Call(receiver.Address.ToString()), Now)).Address);
        Assert.Null((await client.Send(Call(receiver.Address.ToString()), Now)).Address);
    }

    [Fact]
    public async Task However_many_calls_to_a_host_wait_for_an_answer_one_more_gets_through()
    {
        await using var receiver = await Receiver.Start();
        using var answered = new CancellationTokenSource();
        var arrived = 0;
        receiver.Answers = context => Interlocked.Increment(ref arrived) > 80
            ? Task.CompletedTask
            : Task.Delay(Timeout.Infinite, answered.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        using var client = Client();
        var waiting = Enumerable.Range(0, 80).Select(_ => client.Send(Call(receiver.Address.ToString(), 60), Now)).ToList();
        await receiver.Until(m => m.Count == 80);
        Assert.Equal(200, (await client.Send(Call(receiver.Address.ToString(), 60), Now)).Status);
        await answered.CancelAsync();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Headers_without_end_are_malformed()
    {
        await using var raw = await Raw.Start(stream => Write(stream, "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"X-{i}: {new string('y', 100)}\r\n")) + "\r\n"));
        using var client = Client();
        Assert.NotNull((await client.Send(Call(raw.Url), Now)).Fault);
    }

    [Fact]
    public async Task A_connection_that_is_reset_or_refused_is_told_as_such()
    {
        await using var reset = await Raw.Start(async stream =>
        {
            _ = await stream.ReadAsync(new byte[16], Now);
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
        });
        using var client = Client();
        Assert.Equal("broken", (await client.Send(Call(reset.Url), Now)).Fault);
        var port = new Uri(reset.Url).Port;
        await reset.DisposeAsync();
        Assert.Equal("connect", (await client.Send(Call($"http://127.0.0.1:{port}/"), Now)).Fault);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_is_not_talked_to()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=other.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var heard = new ConcurrentQueue<string>();
        await using var raw = await Raw.Start(async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[100];
            heard.Enqueue(Encoding.UTF8.GetString(buffer, 0, await tls.ReadAsync(buffer, Now)));
        });
        using var client = Client();
        Assert.Equal("tls", (await client.Send(Call(raw.Url.Replace("http:", "https:", StringComparison.Ordinal)), Now)).Fault);
        Assert.DoesNotContain(heard, text => text.Length > 0);
        await using var plain = await Raw.Start(stream => Write(stream, "HTTP/1.1 200 OK\r\n\r\n"));
        Assert.Equal("tls", (await client.Send(Call(plain.Url.Replace("http:", "https:", StringComparison.Ordinal)), Now)).Fault);
    }

    [Fact]
    public async Task Neither_cookies_nor_traces_nor_a_proxy_travel_along()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answers = context =>
        {
            context.Response.Headers.SetCookie = "a=b";
            return Task.CompletedTask;
        };
        using var client = Client();
        using var activity = new System.Diagnostics.Activity("outer").Start();
        await client.Send(Call(receiver.Address.ToString()), Now);
        await client.Send(Call(receiver.Address.ToString()), Now);
        Assert.All(receiver.Messages, m =>
        {
            Assert.DoesNotContain("Cookie", m.Headers.Keys);
            Assert.DoesNotContain("traceparent", m.Headers.Keys);
        });
    }

    [Fact]
    public async Task What_the_caller_cancels_is_canceled_and_no_answer()
    {
        await using var silent = await Raw.Start(async stream => await Task.Delay(Timeout.Infinite, Now).ContinueWith(_ => { }, TaskScheduler.Default));
        using var client = Client();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Now);
        var sending = client.Send(Call(silent.Url, 30), stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static OutboundClient Client(IAddressResolver? resolver = null, OutboundRules? rules = null) =>
        new(rules ?? (resolver is null ? Local : OutboundRules.Strict), Options.Create(new OutboundOptions()), resolver ?? new Names());

    private static OutboundCall Call(string url, int seconds = 20) => new(HttpMethod.Post, url, TimeSpan.FromSeconds(seconds)) { Body = "{}"u8.ToArray() };

    private static async Task<(string? Fault, string? Detail)> Fault(OutboundClient client, string url)
    {
        var answer = await client.Send(Call(url), Now);
        return (answer.Fault, answer.Detail);
    }

    private static Task Write(NetworkStream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), Now).AsTask();

    /// <summary>Answers with one list of addresses after the other, then with the last; without any, with an error.</summary>
    private sealed class Names(params IPAddress[][] answers) : IAddressResolver
    {
        public int Asked { get; private set; }

        public Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellation) => answers.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult<IReadOnlyList<IPAddress>>(answers[Math.Min(Asked++, answers.Length - 1)]);
    }
}
