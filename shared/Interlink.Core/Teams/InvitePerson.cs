using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Core.Teams;

/// <summary>Invites one person to a team, for those who manage it. What is answered is the same whether or not the address has an account.</summary>
public sealed class InvitePerson(TeamStore teams, InvitationStore invitations, SendInvitations send, InvitationQuota quota, IIds ids)
{
    /// <summary>Invites the person.</summary>
    /// <param name="key">What only repetitions of this request share; null for none.</param>
    /// <returns>The invitation; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="InvalidInput"/>, <see cref="AlreadyInvited"/>,
    /// <see cref="AlreadyInTeam"/> or <see cref="InvitationQuotaReached"/>.</returns>
    public async Task<Outcome<TeamInvitation>> Run(
        Caller caller, string teamId, PersonToInvite person, Uri page, string? key, CancellationToken cancellation)
    {
        var loaded = await teams.LoadManaged(caller, teamId, cancellation);
        var draft = loaded.Then(_ => person.Draft());
        var allowed = await draft.Then(_ => quota.Take(caller, 1, cancellation));
        if (!allowed.Succeeded)
        {
            return allowed.Error;
        }

        var message = string.IsNullOrWhiteSpace(person.Message) ? null : person.Message.Trim();
        var sent = await send.Send(caller, teamId, [draft.Value], new InvitationLetter(page, message), key ?? ids.New(), cancellation);
        return !sent.Succeeded ? sent.Error : sent.Value[0] switch
        {
            InvitationOutcome.AlreadyInvited => new AlreadyInvited(),
            InvitationOutcome.AlreadyMember => new AlreadyInTeam(),
            _ => (await invitations.Find(caller.Tenant, TeamInvitation.IdOf(caller.Tenant, teamId, draft.Value.Email), cancellation))!.Body,
        };
    }
}

/// <summary>Whom to invite, unchecked.</summary>
/// <param name="Name">How to call somebody who has no account yet; null for none.</param>
/// <param name="Message">A word for the mail; null for none.</param>
public sealed record PersonToInvite(string? Email, string? Name, TeamRole Role, string? Message)
{
    internal Outcome<InvitationDraft> Draft()
    {
        var fields = new Fields();
        var name = OneLine.Of(Name).Length == 0 ? null : fields.Line("name", Name, TeamLimits.Name);
        fields.Text("message", Message, TeamLimits.Message);
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        return EmailAddress.TryParse(Email, out var email)
            ? new InvitationDraft(email, name, Role)
            : new InvalidInput("email", "not_an_email", "Give an e-mail address such as name@example.org.");
    }
}
