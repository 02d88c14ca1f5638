using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>That somebody is asked to join a team. There is at most one for an address and a team: its id is derived from both.</summary>
public sealed record TeamInvitation
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "team-invitation";

    /// <summary>How long it waits for an answer, from its last mail.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>Most mails that one invitation is worth.</summary>
    public const int MostMails = 10;

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the team.</summary>
    public required string Team { get; init; }

    /// <summary>Id of the team's organization.</summary>
    public required string Organization { get; init; }

    /// <summary>The account that was asked; it may still wait for its person.</summary>
    public required string Subject { get; init; }

    /// <summary>The address that it was sent to.</summary>
    public required string Email { get; init; }

    /// <summary>The name that the inviter gave; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>What the person will be in the team.</summary>
    public required TeamRole Role { get; init; }

    /// <summary>A word of the inviter.</summary>
    public string? Message { get; init; }

    /// <summary>Who invited.</summary>
    public required PersonReference InvitedBy { get; init; }

    /// <summary>How it stands.</summary>
    public InvitationState State { get; init; }

    /// <summary>When its last mail was asked for, UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Until when it can be answered, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was answered or revoked, UTC; null while it waits.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How many mails it was worth so far.</summary>
    public int Mails { get; init; } = 1;

    /// <summary>What repetitions of the request that made it have in common.</summary>
    public required string Key { get; init; }

    /// <summary>The id for an address and a team.</summary>
    public static string IdOf(TenantId tenant, string team, EmailAddress email) => Ulids.Derive("team-invitation", tenant.Value, team, email.Value);

    /// <summary>Whether it can still be answered.</summary>
    public bool Waits(DateTimeOffset now) => State is InvitationState.Pending && ExpiresAt > now;

    /// <summary>The same, answered.</summary>
    internal TeamInvitation Answered(InvitationState state, DateTimeOffset now) => this with { State = state, AnsweredAt = now };

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language.Fallback, Email),
        Text = LocalizedText.Of(Language.Fallback, Name ?? ""),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [OfTeam] = [Team],
            [OfPerson] = [Subject],
            [OfState] = [Words.Of(State)],
            [OfInviter] = [InvitedBy.Subject],
        },
        Numbers = new Dictionary<string, double> { [Sent] = SentAt.ToUnixTimeMilliseconds() },
    };

    internal const string OfTeam = "team";
    internal const string OfPerson = "person";
    internal const string OfState = "state";
    internal const string OfInviter = "inviter";
    internal const string Sent = "sent";
}

/// <summary>How an invitation stands.</summary>
public enum InvitationState
{
    /// <summary>Not answered; perhaps expired.</summary>
    Pending,

    /// <summary>The person joined.</summary>
    Accepted,

    /// <summary>The person does not want to.</summary>
    Declined,

    /// <summary>Those who manage the team took it back.</summary>
    Revoked,
}

/// <summary>Whom to invite.</summary>
/// <param name="Name">How to call somebody who has no account yet; null for none.</param>
public sealed record InvitationDraft(EmailAddress Email, string? Name, TeamRole Role);

/// <summary>What came of wanting to invite somebody. Says nothing of whether there is an account.</summary>
public enum InvitationOutcome
{
    /// <summary>The invitation is on its way.</summary>
    Invited,

    /// <summary>There is an invitation already that waits for an answer.</summary>
    AlreadyInvited,

    /// <summary>The person is in the team.</summary>
    AlreadyMember,
}
