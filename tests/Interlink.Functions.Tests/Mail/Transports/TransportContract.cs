using Interlink.Core.Kernel;
using Interlink.Core.Mail;

namespace Interlink.Functions.Tests.Mail.Transports;

/// <summary>What every way of sending keeps.</summary>
public abstract class TransportContract
{
    private const string Subject = "Žanete Ķirše jūs ielūdz komandā “Ūdens un gaiss” – ļoti garš temats, kas neietilpst vienā rindā 🌳";

    private protected static CancellationToken Now => TestContext.Current.CancellationToken;

    private protected abstract IMailTransport Transport { get; }

    /// <summary>What has arrived, as a program for mail reads it.</summary>
    private protected abstract Task<IReadOnlyList<ReceivedMail>> Arrived();

    [Fact]
    public async Task A_mail_arrives_with_everything_that_it_is_made_of()
    {
        Assert.Equal(SendOutcome.Sent, (await Transport.Send(Mail("m-1"), Now)).Outcome);
        var mail = Assert.Single(await Arrived());
        Assert.Contains("interlink@example.org", mail["From"], StringComparison.Ordinal);
        Assert.Equal("reader@example.net", mail["To"]?.Trim('<', '>'));
        Assert.Equal("answers@example.org", mail["Reply-To"]?.Trim('<', '>'));
        Assert.Equal(Subject, mail["Subject"]);
        Assert.Equal(Mail("m-1").MessageId, mail["Message-ID"]);
        Assert.Equal("<https://example.org/api/unsubscribe?token=abc>", mail["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Equal(Mail("m-1").Written.Text, mail.Parts["text/plain"].ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        Assert.Equal(Mail("m-1").Written.Html, mail.Parts["text/html"].ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
    }

    [Fact]
    public async Task A_mail_of_a_very_long_line_arrives_whole()
    {
        var text = string.Concat(Enumerable.Repeat("Ļoti gara rinda. ", 300)).Trim() + "\n.\n..\nFrom here on.\n";
        Assert.Equal(SendOutcome.Sent, (await Transport.Send(Mail("m-1") with { Written = Mail("m-1").Written with { Text = text } }, Now)).Outcome);
        Assert.Equal(text, Assert.Single(await Arrived()).Parts["text/plain"].ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
    }

    [Fact]
    public async Task A_sender_of_any_name_adds_no_header()
    {
        var hostile = Mail("m-1") with { FromName = "\"Anna\" <boss@evil.example>, \\ Bcc: x@evil.example" };
        Assert.Equal(SendOutcome.Sent, (await Transport.Send(hostile, Now)).Outcome);
        var mail = Assert.Single(await Arrived());
        Assert.DoesNotContain(mail.Headers, header => header.Key.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.EndsWith("interlink@example.org", mail["From"]?.TrimEnd('>'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_mails_are_two_mails()
    {
        await Transport.Send(Mail("m-1"), Now);
        await Transport.Send(Mail("m-2"), Now);
        Assert.Equal(2, (await Arrived()).Select(mail => mail["Message-ID"]).Distinct().Count());
    }

    private protected static OutgoingMail Mail(string reference, int attempt = 1) => new(
        TenantId.Parse("varam"), reference, attempt, "interlink@example.org", "Viedās administrācijas ministrija", "reader@example.net",
        new WrittenMail("lv", Subject, "Labdien!\n\nŪdens un gaiss.\n", "<!DOCTYPE html>\n<html lang=\"lv\"><p>Ūdens</p></html>\n"))
    {
        At = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero),
        ReplyTo = "answers@example.org",
        Unsubscribe = new Uri("https://example.org/api/unsubscribe?token=abc"),
    };
}
