using Interlink.Core.Processes;

namespace Interlink.Core.Teams.Bulk;

/// <summary>A list of people that is being invited to a team: all that the work needs, kept until it is done.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="By">Who invites.</param>
/// <param name="Page">Where people reach the pages, for links in the mails.</param>
/// <param name="Message">A word for all the mails; null for none.</param>
/// <param name="Lines">Every line, those at fault included.</param>
public sealed record BulkInvitation(string Team, PersonReference By, Uri Page, string? Message, IReadOnlyList<CheckedLine> Lines)
{
    /// <summary>How many lines are done between two looks at whether to go on.</summary>
    public const int Round = SendInvitations.MostAtOnce;

    /// <summary>How many rounds a list takes.</summary>
    public static int RoundsOf(int lines) => (lines + Round - 1) / Round;
}

/// <summary>What became of a list.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Lines">Every line that was looked at, in order.</param>
public sealed record InvitationReport(string Team, IReadOnlyList<ReportedLine> Lines)
{
    /// <summary>The lines, counted.</summary>
    public InvitationCounts Counts() => new(
        Lines.Count,
        Lines.Count(l => l.Outcome is LineOutcome.Invited),
        Lines.Count(l => l.Outcome is LineOutcome.AlreadyInvited),
        Lines.Count(l => l.Outcome is LineOutcome.AlreadyMember),
        Lines.Count(l => l.Outcome > LineOutcome.AlreadyMember));
}

/// <summary>The lines of a list, counted.</summary>
/// <param name="Lines">All.</param>
/// <param name="Invited">Whose invitation is on its way.</param>
/// <param name="AlreadyInvited">Whose earlier invitation waits for an answer.</param>
/// <param name="AlreadyMembers">Who are in the team.</param>
/// <param name="Faulty">Lines that invite nobody: no address, a repeated one, an unknown role.</param>
public sealed record InvitationCounts(int Lines, int Invited, int AlreadyInvited, int AlreadyMembers, int Faulty);
