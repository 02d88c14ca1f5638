using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Mail;

/// <summary>What became of posting a mail.</summary>
public enum PostOutcome
{
    /// <summary>The next station has it.</summary>
    Sent,

    /// <summary>The reader does not want such mails; nothing was sent.</summary>
    Unwanted,

    /// <summary>It could not be put in words.</summary>
    Unwritable,

    /// <summary>The next station refuses it for good.</summary>
    Refused,

    /// <summary>The next station does not take it now.</summary>
    Deferred,

    /// <summary>The next station takes no mail at all now.</summary>
    Unavailable,
}

/// <summary>What became of posting a mail, and what was said.</summary>
public sealed record PostResult(PostOutcome Outcome, string? Detail = null, TimeSpan? RetryAfter = null);

/// <summary>In whose name mails are sent.</summary>
/// <param name="Languages">The tenant's languages, the preferred one first.</param>
/// <param name="Accent">The tenant's colour; null for the product's own.</param>
public sealed record MailSender(TenantId Tenant, string Name, IReadOnlyList<string> Languages, string? Accent);

/// <summary>Puts one mail in words and hands it to the transport.</summary>
/// <param name="transports">The way mails leave: the last one registered; none where nothing is set up.</param>
/// <param name="kept">Where mails stay that did not leave this machine; none where all leave.</param>
public sealed class MailPost(
    IEnumerable<IMailTransport> transports, IEnumerable<IKeptMails> kept, TenantProfiles tenants, MailReaders readers, UnsubscribeTokens tokens, MailOptions options, TimeProvider clock)
{
    private const int LongestDetail = 300;
    private readonly IMailTransport? _transport = transports.LastOrDefault();
    private readonly IKeptMails? _kept = kept.LastOrDefault();

    /// <summary>Whether there is a way to send.</summary>
    public bool CanSend => _transport is not null;

    /// <summary>Which way; null for none.</summary>
    public string? Transport => _transport?.Name;

    /// <summary>In whose name the mails of a tenant are sent.</summary>
    public async Task<MailSender> Sender(TenantId tenant, CancellationToken cancellation)
    {
        var known = await tenants.Get(tenant, cancellation);
        return new MailSender(tenant, known.SenderName ?? known.Name, known.Languages, known.Accent?.Light);
    }

    /// <summary>Sends one mail, for as long as one may take.</summary>
    public async Task<PostResult> Send(MailSender sender, Document<MailRecord> mail, CancellationToken cancellation)
    {
        if (_transport is null)
        {
            return new PostResult(PostOutcome.Unavailable, "There is no way to send mails.");
        }

        try
        {
            using var patience = new CancellationTokenSource(options.Send, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            var reader = await readers.Of(sender.Tenant, mail.Body, both.Token);
            if (!reader.Wants)
            {
                return new PostResult(PostOutcome.Unwanted);
            }

            var token = await Token(sender, mail.Body, both.Token);
            var result = await _transport.Send(Outgoing(sender, mail, Write(sender, mail.Body, reader.Language, token), token), both.Token);
            return new PostResult(OutcomeOf(result.Outcome), Clip(result.Detail), result.RetryAfter);
        }
        catch (UnwritableMailException fault)
        {
            return new PostResult(PostOutcome.Unwritable, Clip(fault.Message));
        }
        catch (OperationCanceledException)
        {
            return new PostResult(PostOutcome.Deferred, cancellation.IsCancellationRequested ? "The program was stopped meanwhile." : "It took too long.");
        }
        catch (Exception fault)
        {
            return new PostResult(PostOutcome.Deferred, Clip(fault.Message));
        }
    }

    /// <summary>What a mail says, while that is known: from its values, or from where it stays on this machine.</summary>
    /// <returns>Null once it is forgotten, or cannot be put in words.</returns>
    public async Task<WrittenMail?> Read(MailSender sender, Document<MailRecord> mail, CancellationToken cancellation)
    {
        if (mail.Body.Values is null)
        {
            return mail.Body.State is MailState.Sent && _kept is not null
                ? await _kept.Read(sender.Tenant, mail.Body.Reference(sender.Tenant, mail.Id), cancellation)
                : null;
        }

        try
        {
            var reader = await readers.Of(sender.Tenant, mail.Body, cancellation);
            return Write(sender, mail.Body, reader.Language, await Token(sender, mail.Body, cancellation));
        }
        catch (UnwritableMailException)
        {
            return null;
        }
    }

    private WrittenMail Write(MailSender sender, MailRecord mail, string? language, string? token) => MailWriter.Write(
        mail.Template,
        MailWriter.LanguageFor(language, sender.Languages),
        mail.Values ?? new Dictionary<string, string>(),
        new MailFrame(sender.Name, sender.Accent, Link(mail, "unsubscribe", token), mail.Subject is not null));

    private OutgoingMail Outgoing(MailSender sender, Document<MailRecord> mail, WrittenMail written, string? token) => new(
        sender.Tenant, mail.Body.Reference(sender.Tenant, mail.Id), mail.Body.Attempts, options.From, MailValue.Line(sender.Name), mail.Body.Recipient, written)
    {
        ReplyTo = options.ReplyTo,
        At = mail.Body.WaitingSince,
        Unsubscribe = Link(mail.Body, "api/unsubscribe", token),
    };

    private async Task<string?> Token(MailSender sender, MailRecord mail, CancellationToken cancellation)
    {
        var category = MailTemplates.All.GetValueOrDefault(mail.Template)?.Category;
        var address = mail.Subject is null && EmailAddress.TryParse(mail.Recipient, out var known) ? known.Key : null;
        return category is null ? null : await tokens.Sign(new Unsubscription(sender.Tenant, category, mail.Subject, address), cancellation);
    }

    // Where nobody has said how the platform is reached, the mail's own link tells.
    private Uri? Link(MailRecord mail, string path, string? token)
    {
        var site = options.PublicUrl ?? (Uri.TryCreate(mail.Values?.GetValueOrDefault("link"), UriKind.Absolute, out var link) ? link : null);
        return token is null || site is null ? null : new Uri($"{site.GetLeftPart(UriPartial.Authority)}/{path}?token={token}");
    }

    private static PostOutcome OutcomeOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => PostOutcome.Sent,
        SendOutcome.Refused => PostOutcome.Refused,
        SendOutcome.Unavailable => PostOutcome.Unavailable,
        _ => PostOutcome.Deferred,
    };

    private static string? Clip(string? detail) =>
        detail is null ? null : MailValue.Line(detail) is { Length: > LongestDetail } line ? line[..LongestDetail] : MailValue.Line(detail);
}
