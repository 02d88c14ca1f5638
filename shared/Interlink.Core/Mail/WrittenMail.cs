namespace Interlink.Core.Mail;

/// <summary>A mail in words.</summary>
/// <param name="Language">The language that it is written in.</param>
/// <param name="Subject">One line without control characters.</param>
/// <param name="Text">The plain text; lines end with a line feed.</param>
/// <param name="Html">The same as a whole HTML document.</param>
public sealed record WrittenMail(string Language, string Subject, string Text, string Html);

/// <summary>What surrounds a mail: whose it is and how it looks.</summary>
/// <param name="Sender">How the sender calls itself.</param>
/// <param name="Accent">The sender's colour, as <c>#rrggbb</c>; null for the product's own.</param>
/// <param name="Unsubscribe">Where the reader can end such mails; null where they cannot be ended.</param>
/// <param name="HasAccount">Whether the reader has an account.</param>
public sealed record MailFrame(string Sender, string? Accent = null, Uri? Unsubscribe = null, bool HasAccount = true);

/// <summary>A mail cannot be put in words: a value is missing or is not what it should be.</summary>
public sealed class UnwritableMailException(string message) : Exception(message);
