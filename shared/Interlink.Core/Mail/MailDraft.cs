using Interlink.Core.Accounts;

namespace Interlink.Core.Mail;

/// <summary>A mail to be written: to whom, after which template, with what in it. Becomes words only when it is sent, in the reader's language.</summary>
/// <param name="Template">One of <see cref="MailTemplates"/>.</param>
/// <param name="Recipient">The address.</param>
/// <param name="Values">What the template's places are filled with, by name; plain text, written out safely whatever it contains.</param>
public sealed record MailDraft(string Template, EmailAddress Recipient, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The reader's language; the tenant's first language when it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Subject of the account that it goes to; null for somebody without one. Decides whose choices about notifications count.</summary>
    public string? Subject { get; init; }

    /// <summary>Subject of the person whose name and words it carries to somebody else; null where it carries nobody's.</summary>
    public string? Author { get; init; }
}
