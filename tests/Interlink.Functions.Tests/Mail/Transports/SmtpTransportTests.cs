using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interlink.Core.Mail;
using Interlink.Mail.Smtp;

namespace Interlink.Functions.Tests.Mail.Transports;

public sealed class SmtpTransportTests : TransportContract, IAsyncDisposable
{
    private readonly SmtpDouble _server = new();
    private readonly SmtpOptions _options;

    public SmtpTransportTests() => _options = new SmtpOptions { Host = "127.0.0.1", Port = _server.Port, StartTls = false };

    private protected override IMailTransport Transport => new SmtpTransport(_options);

    [Fact]
    public async Task A_mail_goes_out_from_the_address_of_the_settings_and_in_seven_bits()
    {
        await Transport.Send(Mail("m-1"), Now);
        Assert.Contains("MAIL FROM:<interlink@example.org>", _server.Commands);
        Assert.Contains("RCPT TO:<reader@example.net>", _server.Commands);
        Assert.All(_server.Messages.Single(), c => Assert.True(c < 128, $"'{c}'"));
        Assert.All(_server.Messages.Single().Split("\r\n"), line => Assert.True(line.Length <= 998));
    }

    [Fact]
    public async Task The_same_mail_again_can_be_told_by_its_message_id()
    {
        await Transport.Send(Mail("m-1"), Now);
        await Transport.Send(Mail("m-1", 2), Now);
        Assert.Single((await Arrived()).Select(mail => mail["Message-ID"]).Distinct());
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such mailbox", SendOutcome.Refused)]
    [InlineData("RCPT", "450 4.2.1 mailbox busy", SendOutcome.Deferred)]
    [InlineData("RCPT", "452 4.2.2 mailbox full", SendOutcome.Deferred)]
    [InlineData("end", "554 5.7.1 looks like spam", SendOutcome.Refused)]
    [InlineData("end", "451 4.3.0 try later", SendOutcome.Deferred)]
    [InlineData("DATA", "451 4.3.0 try later", SendOutcome.Deferred)]
    [InlineData("MAIL", "530 5.7.0 sign in first", SendOutcome.Unavailable)]
    [InlineData("MAIL", "421 4.3.2 closing", SendOutcome.Unavailable)]
    [InlineData("end", "", SendOutcome.Deferred)]
    [InlineData("DATA", "", SendOutcome.Deferred)]
    public async Task What_the_server_says_decides_whether_there_is_another_attempt(string command, string answer, SendOutcome expected)
    {
        _server.Answer = word => word == command ? answer : null;
        var result = await Transport.Send(Mail("m-1"), Now);
        Assert.True(expected == result.Outcome, $"{result.Outcome}: {result.Detail}");
        Assert.Contains(answer.Split(' ')[0], result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_takes_no_mail_at_all()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _options.Port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.Equal(SendOutcome.Unavailable, (await Transport.Send(Mail("m-1"), Now)).Outcome);
    }

    [Theory]
    [InlineData("jānis@example.net")]
    [InlineData("reader@ēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēē.example")]
    public async Task An_address_that_cannot_be_written_to_in_seven_bits_is_refused_and_holds_up_nobody_else(string to)
    {
        var result = await Transport.Send(Mail("m-1") with { To = to }, Now);
        Assert.True(SendOutcome.Refused == result.Outcome, $"{result.Outcome}: {result.Detail}");
        Assert.DoesNotContain(to, result.Detail, StringComparison.Ordinal);
        Assert.Empty(_server.Commands);
    }

    [Fact]
    public async Task A_host_name_of_other_letters_is_written_as_the_net_knows_it()
    {
        Assert.Equal(SendOutcome.Sent, (await Transport.Send(Mail("m-1") with { To = "reader@ūdens.example" }, Now)).Outcome);
        Assert.Contains("RCPT TO:<reader@xn--dens-u7a.example>", _server.Commands);
    }

    [Fact]
    public async Task Wrong_credentials_stop_all_mail_and_not_this_one_for_good()
    {
        (_options.UserName, _options.Password) = ("interlink", "wrong");
        _server.Answer = word => word switch { "AUTH" => "535 5.7.8 authentication failed", "MAIL" => "530 5.7.0 authentication required", _ => null };
        var result = await Transport.Send(Mail("m-1"), Now);
        Assert.True(SendOutcome.Unavailable == result.Outcome, $"{result.Outcome}: {result.Detail}");
        Assert.DoesNotContain("wrong", result.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RCPT")]
    [InlineData("end")]
    public async Task A_server_that_stops_answering_is_left_after_the_time_of_the_settings(string command)
    {
        _options.TimeoutSeconds = 1;
        _server.Before = (word, end) => word == command ? Task.Delay(Timeout.Infinite, end) : Task.CompletedTask;
        var result = await Transport.Send(Mail("m-1"), Now);
        Assert.True(SendOutcome.Deferred == result.Outcome, $"{result.Outcome}: {result.Detail}");
    }

    [Fact]
    public async Task Without_encryption_nothing_is_said_where_encryption_is_asked_for()
    {
        (_options.StartTls, _options.UserName, _options.Password) = (true, "interlink", "secret");
        Assert.Equal(SendOutcome.Unavailable, (await Transport.Send(Mail("m-1"), Now)).Outcome);
        Assert.DoesNotContain(_server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        _options.StartTls = true;
        _server.Certificate = SelfSigned();
        Assert.Equal(SendOutcome.Unavailable, (await Transport.Send(Mail("m-1"), Now)).Outcome);
        Assert.Empty(_server.Messages);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private protected override Task<IReadOnlyList<ReceivedMail>> Arrived() =>
        Task.FromResult<IReadOnlyList<ReceivedMail>>([.. _server.Messages.Select(MimeReader.Read)]);

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
