using Interlink.Core.Accounts;

namespace Interlink.Core.Teams.Bulk;

/// <summary>One line of a list of people to invite, as it was read and not checked.</summary>
/// <param name="Number">The line, from 1, as an editor counts it; of a JSON list, the place in it.</param>
/// <param name="Email">What stands for the address.</param>
/// <param name="Name">What stands for the name; null for none.</param>
/// <param name="Role">What stands for the role; null for none.</param>
public sealed record InvitationLine(int Number, string? Email, string? Name, string? Role);

/// <summary>One line after it was checked: somebody to invite, or why not.</summary>
/// <param name="Email">The address, normalised if it is one.</param>
/// <param name="Fault">Why nobody is invited; null when somebody is.</param>
public sealed record CheckedLine(int Number, string Email, string? Name, TeamRole Role, LineOutcome? Fault)
{
    internal InvitationDraft Draft() => new(EmailAddress.Parse(Email), Name, Role);
}

/// <summary>What became of a line.</summary>
public enum LineOutcome
{
    /// <summary>An invitation is on its way.</summary>
    Invited,

    /// <summary>There is an invitation already that waits for an answer.</summary>
    AlreadyInvited,

    /// <summary>The person is in the team.</summary>
    AlreadyMember,

    /// <summary>An earlier line has the same address.</summary>
    Repeated,

    /// <summary>There is no e-mail address in the line.</summary>
    NoAddress,

    /// <summary>What stands for the address is none.</summary>
    NotAnAddress,

    /// <summary>What stands for the role is none.</summary>
    UnknownRole,

    /// <summary>The name is too long.</summary>
    NameTooLong,
}

/// <summary>What became of one line.</summary>
/// <param name="Number">The line, from 1.</param>
/// <param name="Email">The address, or what stood for it.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ReportedLine(int Number, string Email, LineOutcome Outcome);
