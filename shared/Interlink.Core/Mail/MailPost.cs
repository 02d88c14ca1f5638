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

/// <summary>What somebody other than its reader finds in a mail.</summary>
/// <param name="Content">What it says; null once it is forgotten, or cannot be put in words.</param>
/// <param name="KeyShown">Whether a link stands in it that signs in or proves an address: with mails that stay on this machine.</param>
/// <param name="KeyWithheld">Whether such a link is cut short, or the mail not shown for its sake.</param>
public sealed record MailReading(WrittenMail? Content, bool KeyShown, bool KeyWithheld);

/// <summary>Puts one mail in words and hands it to the transport.</summary>
/// <param name="transports">The way mails leave: the last one registered; none where nothing is set up.</param>
/// <param name="kept">Where mails stay that did not leave this machine; none where all leave.</param>
public sealed class MailPost(
    IEnumerable<IMailTransport> transports, IEnumerable<IKeptMails> kept, TenantProfiles tenants, TenantPages pages, MailReaders readers, UnsubscribeTokens tokens,
    MailOptions options, TimeProvider clock)
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

            var end = await End(sender, mail.Body, reader, both.Token);
            var result = await _transport.Send(Outgoing(sender, mail, Write(sender, mail.Body, reader, end), end), both.Token);
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

    /// <summary>What a mail says to others than its reader, while that is known: from its values, or from where it stays on this machine.</summary>
    /// <remarks>Whoever sees a link that signs in can be the person; so it is only shown where no mail leaves this machine and nobody else could hand it on.</remarks>
    public async Task<MailReading> Read(MailSender sender, Document<MailRecord> mail, CancellationToken cancellation)
    {
        var holdsKey = MailTemplates.All.GetValueOrDefault(mail.Body.Template)?.LinkIsKey is true;
        var withheld = holdsKey && _transport is not { StaysHere: true };
        if (mail.Body.Values is not { } values)
        {
            var stays = mail.Body.State is MailState.Sent && _kept is not null && !withheld
                ? await _kept.Read(sender.Tenant, mail.Body.Reference(sender.Tenant, mail.Id), cancellation)
                : null;
            return new MailReading(stays, holdsKey && stays is not null, withheld);
        }

        var shown = withheld ? WithoutKey(values) : values;
        return await Written(sender, mail.Body with { Values = shown }, cancellation) is { } written
            ? new MailReading(written, holdsKey && !withheld, withheld)
            : new MailReading(null, false, withheld);
    }

    private async Task<WrittenMail?> Written(MailSender sender, MailRecord mail, CancellationToken cancellation)
    {
        try
        {
            var reader = await readers.Of(sender.Tenant, mail, cancellation);
            return Write(sender, mail, reader, await End(sender, mail, reader, cancellation));
        }
        catch (UnwritableMailException)
        {
            return null;
        }
    }

    // Keys stand behind the question mark and the hash sign.
    private static Dictionary<string, string> WithoutKey(IReadOnlyDictionary<string, string> values) => values.ToDictionary(
        v => v.Key, v => v.Key == "link" && Uri.TryCreate(v.Value, UriKind.Absolute, out var link) ? link.GetLeftPart(UriPartial.Path) : v.Value, StringComparer.Ordinal);

    private static WrittenMail Write(MailSender sender, MailRecord mail, MailReader reader, Ending end) => MailWriter.Write(
        mail.Template,
        MailWriter.LanguageFor(reader.Language, sender.Languages),
        mail.Values ?? new Dictionary<string, string>(),
        new MailFrame(sender.Name, sender.Accent, end.Page, reader.HasAccount));

    private OutgoingMail Outgoing(MailSender sender, Document<MailRecord> mail, WrittenMail written, Ending end) => new(
        sender.Tenant, mail.Body.Reference(sender.Tenant, mail.Id), mail.Body.Attempts, options.From, MailValue.Line(sender.Name), mail.Body.Recipient, written)
    {
        ReplyTo = options.ReplyTo,
        At = mail.Body.WaitingSince,
        Unsubscribe = end.Click,
    };

    // Whoever has not taken up the account ends invitations to the address: what is remembered of that outlives the account.
    private async Task<Ending> End(MailSender sender, MailRecord mail, MailReader reader, CancellationToken cancellation)
    {
        if (MailTemplates.All.GetValueOrDefault(mail.Template)?.Category is not { } category)
        {
            return new Ending(null, null);
        }

        var what = reader.HasAccount || !EmailAddress.TryParse(mail.Recipient, out var address)
            ? new Unsubscription(sender.Tenant, category, mail.Subject, null)
            : new Unsubscription(sender.Tenant, category, null, address.Key);
        return await tokens.Sign(what, cancellation) is { } token
            ? new Ending(
                Below(await pages.Of(sender.Tenant, Reached(mail), cancellation), $"unsubscribe?token={token}"),
                Below(await pages.Functions(sender.Tenant, Reached(mail), cancellation), $"api/unsubscribe?token={token}"))
            : new Ending(null, null);
    }

    // Where nobody has said how the platform is reached, the mail's own link tells.
    private Uri? Reached(MailRecord mail) => options.PublicUrl
        ?? (Uri.TryCreate(mail.Values?.GetValueOrDefault("link"), UriKind.Absolute, out var link) ? new Uri(link.GetLeftPart(UriPartial.Authority)) : null);

    private static Uri? Below(Uri? folder, string path) => folder is null ? null : new Uri(folder, path);

    private static PostOutcome OutcomeOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => PostOutcome.Sent,
        SendOutcome.Refused => PostOutcome.Refused,
        SendOutcome.Unavailable => PostOutcome.Unavailable,
        _ => PostOutcome.Deferred,
    };

    private static string? Clip(string? detail) =>
        detail is null ? null : MailValue.Line(detail) is { Length: > LongestDetail } line ? line[..LongestDetail] : MailValue.Line(detail);

    /// <param name="Page">The page that asks first; null where such mails cannot be ended.</param>
    /// <param name="Click">What ends them with one request.</param>
    private sealed record Ending(Uri? Page, Uri? Click);
}
