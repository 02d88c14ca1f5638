using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Functions.Teams;

/// <summary>An invitation as those see it who manage the team. Says nothing of whether the address has an account.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Email">The address.</param>
/// <param name="Name">The name that the inviter gave.</param>
/// <param name="Role">What the person will be in the team.</param>
/// <param name="State">How it stands.</param>
/// <param name="Expired">Whether it waited for an answer too long; it can be sent again.</param>
/// <param name="InvitedBy">Who invited last.</param>
/// <param name="SentAt">When it was sent last, UTC.</param>
/// <param name="ExpiresAt">Until when it can be answered, UTC.</param>
/// <param name="AnsweredAt">When it was answered or revoked, UTC.</param>
/// <param name="Mails">How often it was sent.</param>
public sealed record InvitationView(
    string Id,
    string Email,
    string? Name,
    TeamRole Role,
    InvitationState State,
    bool Expired,
    PersonReference InvitedBy,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AnsweredAt,
    int Mails)
{
    internal static InvitationView Of(TeamInvitation i, DateTimeOffset now) => new(
        i.Id, i.Email, i.Name, i.Role, i.State, i.State is InvitationState.Pending && !i.Waits(now), i.InvitedBy, i.SentAt, i.ExpiresAt, i.AnsweredAt, i.Mails);
}

/// <summary>A page of invitations.</summary>
/// <param name="Items">Those of this page.</param>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Cursor of the next page; absent on the last.</param>
/// <param name="States">How many match in each state, as if no state were asked for.</param>
public sealed record InvitationPage(IReadOnlyList<InvitationView> Items, long Total, string? Next, IReadOnlyList<FacetCount> States)
{
    internal static InvitationPage Of(FoundInvitations found, DateTimeOffset now) =>
        new([.. found.Page.Items.Select(i => InvitationView.Of(i, now))], found.Page.Total, found.Page.Next, found.States);
}

/// <summary>An invitation as the invited person sees it.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Team">The team to join.</param>
/// <param name="OrganizationName">What its organization is called, in the reader's language.</param>
/// <param name="Role">What the person will be in the team.</param>
/// <param name="Message">A word of the inviter.</param>
/// <param name="InvitedBy">How the inviter is shown to others.</param>
/// <param name="State">How it stands.</param>
/// <param name="Expired">Whether it waited for an answer too long.</param>
/// <param name="SentAt">When it was sent, UTC.</param>
/// <param name="ExpiresAt">Until when it can be answered, UTC.</param>
public sealed record MyInvitationView(
    string Id,
    TeamSummaryView Team,
    Localized OrganizationName,
    TeamRole Role,
    string? Message,
    string InvitedBy,
    InvitationState State,
    bool Expired,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt)
{
    internal static MyInvitationView Of(MyInvitation mine, string language, DateTimeOffset now)
    {
        var i = mine.Invitation;
        return new MyInvitationView(
            i.Id, TeamSummaryView.Of(mine.Team), mine.Organization.Name.In(language)!, i.Role, i.Message, i.InvitedBy.Name, i.State,
            i.State is InvitationState.Pending && !i.Waits(now), i.SentAt, i.ExpiresAt);
    }
}

/// <summary>An application as those see it who manage the team.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="Message">Why, in the applicant's words.</param>
/// <param name="State">How it stands.</param>
/// <param name="AppliedAt">When the person applied, UTC.</param>
/// <param name="DecidedAt">When it was decided or withdrawn, UTC.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Reason">Why it was rejected.</param>
public sealed record ApplicationView(
    string Id,
    PersonReference Applicant,
    string? Message,
    ApplicationState State,
    DateTimeOffset AppliedAt,
    DateTimeOffset? DecidedAt,
    PersonReference? DecidedBy,
    string? Reason)
{
    internal static ApplicationView Of(TeamApplication a) =>
        new(a.Id, a.Applicant, a.Message, a.State, a.AppliedAt, a.DecidedAt, a.DecidedBy, a.Reason);
}

/// <summary>A page of applications.</summary>
/// <param name="Items">Those of this page.</param>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Cursor of the next page; absent on the last.</param>
/// <param name="States">How many match in each state, as if no state were asked for.</param>
public sealed record ApplicationPage(IReadOnlyList<ApplicationView> Items, long Total, string? Next, IReadOnlyList<FacetCount> States)
{
    internal static ApplicationPage Of(FoundApplications found) =>
        new([.. found.Page.Items.Select(ApplicationView.Of)], found.Page.Total, found.Page.Next, found.States);
}

/// <summary>An application as its applicant sees it; who decided is the team's business.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="TeamName">What it is called.</param>
/// <param name="State">How it stands.</param>
/// <param name="AppliedAt">When the person applied, UTC.</param>
/// <param name="DecidedAt">When it was decided or withdrawn, UTC.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="AgainFrom">From when the person can apply again, UTC; absent where nothing is in the way or it waits.</param>
public sealed record MyApplicationView(
    string Id,
    string Team,
    string TeamName,
    ApplicationState State,
    DateTimeOffset AppliedAt,
    DateTimeOffset? DecidedAt,
    string? Reason,
    DateTimeOffset? AgainFrom)
{
    internal static MyApplicationView Of(TeamApplication a, string teamName) => new(
        a.Id, a.Team, teamName, a.State, a.AppliedAt, a.DecidedAt, a.Reason,
        a.State is ApplicationState.Rejected ? a.DecidedAt + TeamApplication.Pause : null);
}
