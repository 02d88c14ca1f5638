namespace Interlink.Core.Accounts;

/// <summary>Of what a person wants to hear by mail. Mails about the safety of the account are no matter of choice and have no switch.</summary>
/// <param name="Invitations">Invitations, and what became of applications.</param>
/// <param name="Teams">What happens in the person's teams.</param>
public sealed record NotificationPreferences(bool Invitations = true, bool Teams = true)
{
    /// <summary>Whether mails of a category are wanted.</summary>
    /// <param name="category">One of <see cref="NotificationCategory"/>; a mail of any other is always sent.</param>
    public bool Wants(string category) => category switch
    {
        NotificationCategory.Invitations => Invitations,
        NotificationCategory.Teams => Teams,
        _ => true,
    };
}

/// <summary>The kinds of mail that a person can do without.</summary>
public static class NotificationCategory
{
    /// <summary>Invitations, and what became of applications.</summary>
    public const string Invitations = "invitations";

    /// <summary>What happens in the person's teams.</summary>
    public const string Teams = "teams";
}
