using Interlink.Core.Kernel;

namespace Interlink.Core.Mail;

/// <summary>The way mails leave: a folder, an SMTP server, a service.</summary>
public interface IMailTransport
{
    /// <summary>Which way it is, for people: <c>folder</c>, <c>smtp</c>, <c>azure</c>.</summary>
    string Name { get; }

    /// <summary>Whether mails never leave this machine, so that administrators are the only ones who can hand on what they say.</summary>
    bool StaysHere => false;

    /// <summary>Hands one mail to the next station.</summary>
    /// <remarks>A mail that is handed over again under the same <see cref="OutgoingMail.Reference"/> arrives once, where the next station can tell.</remarks>
    /// <param name="cancellation">Ends the attempt; whether the mail went out is open then.</param>
    Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>A mail as it leaves.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Reference">Names it: the same at every attempt; letters, digits and hyphens.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="FromAddress">The sender's address.</param>
/// <param name="FromName">How the sender is shown; one line without control characters.</param>
/// <param name="To">The reader's address.</param>
/// <param name="Written">What it says.</param>
public sealed record OutgoingMail(
    TenantId Tenant, string Reference, int Attempt, string FromAddress, string FromName, string To, WrittenMail Written)
{
    /// <summary>Where answers go; null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>When the mail was written for the first time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The address that ends such mails with one request (RFC 8058); null where they cannot be ended.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>The Message-ID, angle brackets included: the same at every attempt, so that whoever gets it twice can tell.</summary>
    public string MessageId => $"<{Ulids.Derive("message-id", Reference)}@{FromAddress[(FromAddress.LastIndexOf('@') + 1)..]}>";

    /// <summary>Headers besides the usual ones. Values are ASCII without line breaks.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get
        {
            var headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-generated", ["X-Auto-Response-Suppress"] = "All" };
            if (Unsubscribe is { } link)
            {
                headers["List-Unsubscribe"] = $"<{link.AbsoluteUri}>";
                headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
            }

            return headers;
        }
    }
}

/// <summary>What became of handing a mail over.</summary>
public enum SendOutcome
{
    /// <summary>The next station has it.</summary>
    Sent,

    /// <summary>It refuses this mail for good.</summary>
    Refused,

    /// <summary>It does not take this mail now, or it is not known whether it has it.</summary>
    Deferred,

    /// <summary>It takes no mail at all now: not reached, wrong credentials, too many.</summary>
    Unavailable,
}

/// <summary>What became of handing a mail over, and what was said.</summary>
/// <param name="Detail">What the next station said, for administrators.</param>
/// <param name="RetryAfter">How long it asks to be left alone; null when it does not say.</param>
public sealed record SendResult(SendOutcome Outcome, string? Detail = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The next station has it.</summary>
    public static SendResult Sent { get; } = new(SendOutcome.Sent);
}
