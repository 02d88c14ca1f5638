using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Interlink.Core.Mail;

namespace Interlink.Mail.Smtp;

/// <summary>Mails by SMTP, each on a connection of its own.</summary>
/// <remarks>Between the server's "250" to the whole mail and our record of it lies the one moment in which a mail can go out twice; the Message-ID is the same then.</remarks>
public sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    public string Name => "smtp";

    public async Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        var began = Environment.TickCount64;
        try
        {
            using var message = MessageOf(mail);
            if (Unreachable(message.To[0]) is { } why)
            {
                return new SendResult(SendOutcome.Refused, why);
            }

            using var client = new SmtpClient(options.Host, options.Port)
            {
                EnableSsl = options.StartTls,
                Timeout = options.TimeoutSeconds * 1000,
                DeliveryFormat = SmtpDeliveryFormat.SevenBit,
                Credentials = options.UserName is { Length: > 0 } name ? new NetworkCredential(name, options.Password) : null,
            };
            await client.SendMailAsync(message, cancellation);
            return SendResult.Sent;
        }
        catch (FormatException fault)
        {
            return new SendResult(SendOutcome.Refused, $"The address cannot be written to: {fault.Message}");
        }
        catch (SmtpException fault)
        {
            cancellation.ThrowIfCancellationRequested();
            return Environment.TickCount64 - began >= options.TimeoutSeconds * 1000L ? new SendResult(SendOutcome.Deferred, Said(fault)) : ResultOf(fault);
        }
    }

    /// <summary>Why nothing can be written to an address in seven bits; null when it can. The client says the same, but as if no mail got through.</summary>
    private static string? Unreachable(MailAddress to)
    {
        if (!Ascii.IsValid(to.User))
        {
            return "What stands before the at sign has other letters than a to z, which this way of sending does not know.";
        }

        try
        {
            return Ascii.IsValid(to.Host) || new IdnMapping().GetAscii(to.Host).Length > 0 ? null : "What stands behind the at sign is no host name.";
        }
        catch (ArgumentException)
        {
            return "What stands behind the at sign is no host name.";
        }
    }

    /// <summary>What a failure means for the mail, and for all others.</summary>
    private static SendResult ResultOf(SmtpException fault)
    {
        var code = (int)fault.StatusCode;
        var said = Said(fault);
        return fault switch
        {
            // Neither this mail nor any other gets through: not reached, not trusted, not let in, not encrypted.
            _ when Causes(fault).Any(cause => cause is SocketException or AuthenticationException) => new(SendOutcome.Unavailable, said),
            _ when code is 421 or 454 or 530 or 534 or 535 or 538 => new(SendOutcome.Unavailable, said),
            { StatusCode: SmtpStatusCode.GeneralFailure } when !Causes(fault).Any(cause => cause is IOException) => new(SendOutcome.Unavailable, said),
            _ when code is >= 500 and < 600 => new(SendOutcome.Refused, said),
            _ => new(SendOutcome.Deferred, said),
        };
    }

    private static MailMessage MessageOf(OutgoingMail mail)
    {
        var message = new MailMessage(new MailAddress(mail.FromAddress, mail.FromName, Encoding.UTF8), new MailAddress(mail.To))
        {
            Subject = mail.Written.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        if (mail.ReplyTo is { } replyTo)
        {
            message.ReplyToList.Add(new MailAddress(replyTo));
        }

        message.Headers["Message-ID"] = mail.MessageId;
        message.Headers["Content-Language"] = mail.Written.Language;
        foreach (var (name, value) in mail.Headers)
        {
            message.Headers[name] = value;
        }

        message.AlternateViews.Add(View(mail.Written.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Written.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string body, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(body, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static string Said(SmtpException fault) =>
        string.Join(' ', Causes(fault).Select(cause => cause.Message.Trim()).Distinct()) is var said && (int)fault.StatusCode > 0
            ? $"{(int)fault.StatusCode} {said}"
            : said;
}
