using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Interlink.Functions.Tests.Mail.Transports;

/// <summary>An SMTP server on this machine that answers as a test says.</summary>
internal sealed class SmtpDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;

    public SmtpDouble()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The messages that were taken, as they came over the line.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>The commands of all sessions, in order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>The answer to a command's first word (or <c>end</c> for the end of the data); null for the usual one, empty to hang up without a word.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Runs before an answer.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Makes it offer STARTTLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _end.Dispose();
        Certificate?.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _sessions.Add(Serve(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Talk(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // Hung up, on either side.
            }
        }
    }

    private async Task Talk(Stream stream)
    {
        var (reader, secure) = (new StreamReader(stream, Encoding.Latin1), false);
        await Say(stream, Answer("connect") ?? "220 double ready");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            Commands.Enqueue(secure ? $"(secure) {line}" : line);
            await Before(word, _end.Token);
            var answer = Answer(word) ?? Usual(word, secure);
            if (answer.Length == 0)
            {
                return;
            }

            await Say(stream, answer);
            if (word == "STARTTLS" && answer[0] == '2')
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(Certificate!);
                (stream, reader, secure) = (tls, new StreamReader(tls, Encoding.Latin1), true);
            }
            else if (word == "DATA" && answer[0] == '3')
            {
                var message = new StringBuilder();
                while (await reader.ReadLineAsync(_end.Token) is { } text && text != ".")
                {
                    message.Append(text.StartsWith('.') ? text[1..] : text).Append("\r\n");
                }

                await Before("end", _end.Token);
                var ended = Answer("end") ?? "250 taken";
                if (ended.Length == 0 || ended[0] == '2')
                {
                    Messages.Enqueue(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(message.ToString())));
                }

                if (ended.Length == 0)
                {
                    return;
                }

                await Say(stream, ended);
            }
            else if (word == "QUIT")
            {
                return;
            }
        }
    }

    private string Usual(string word, bool secure) => word switch
    {
        "EHLO" or "HELO" => Certificate is not null && !secure ? "250-double\r\n250 STARTTLS" : "250-double\r\n250 AUTH LOGIN PLAIN",
        "STARTTLS" => "220 go ahead",
        "AUTH" => "235 come in",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 fine",
    };

    private async Task Say(Stream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\r\n"), _end.Token);
}
