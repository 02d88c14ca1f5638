using System.ComponentModel.DataAnnotations;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Teams;

/// <summary>Somebody to invite to a team.</summary>
/// <param name="Email">The address.</param>
/// <param name="Name">How to call somebody who has no account yet; what stands before the at sign when left out.</param>
/// <param name="Role">What the person will be in the team.</param>
/// <param name="Message">A word for the mail.</param>
public sealed record InviteRequest(
    [Required, StringLength(254)] string Email,
    [StringLength(TeamLimits.Name)] string? Name = null,
    TeamRole Role = TeamRole.Member,
    [StringLength(TeamLimits.Message)] string? Message = null)
{
    internal PersonToInvite Person => new(Email, Name, Role, Message);
}

/// <summary>Which invitations of a team to list.</summary>
public sealed record ListInvitationsQuery : PagedQuery
{
    /// <summary>Words in address or name.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<InvitationState> State { get; init; } = [];
}

/// <summary>Which applications to a team to list.</summary>
public sealed record ListApplicationsQuery : PagedQuery
{
    /// <summary>Any of these.</summary>
    public IReadOnlyList<ApplicationState> State { get; init; } = [];
}

/// <summary>An application for membership.</summary>
/// <param name="Message">Why.</param>
public sealed record ApplyRequest([StringLength(TeamLimits.Message)] string? Message = null);

/// <summary>The rejection of an application.</summary>
/// <param name="Reason">Why; the applicant reads it.</param>
public sealed record RejectRequest([Required, StringLength(TeamLimits.Reason)] string Reason);

/// <summary>A list of people to invite.</summary>
/// <param name="People">The people, at most 10,000. Lines at fault are reported in the end, not refused.</param>
/// <param name="Message">A word for all the mails.</param>
public sealed record BulkInviteRequest(
    [Length(1, InvitationLines.Most)] IReadOnlyList<BulkPerson> People, [StringLength(TeamLimits.Message)] string? Message = null)
{
    internal IReadOnlyList<InvitationLine> Lines => [.. People.Select((p, i) => new InvitationLine(i + 1, p.Email, p.Name, p.Role))];
}

/// <summary>Somebody in a list.</summary>
/// <param name="Email">The address.</param>
/// <param name="Name">How to call somebody who has no account yet.</param>
/// <param name="Role"><c>member</c>, which is what is meant when it is left out, or <c>administrator</c>.</param>
public sealed record BulkPerson(string Email, string? Name = null, string? Role = null);

/// <summary>What goes with a CSV file.</summary>
public sealed record ImportInvitationsQuery
{
    /// <summary>A word for all the mails.</summary>
    [StringLength(TeamLimits.Message)]
    public string? Message { get; init; }
}
