using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>What happens to an invitation after it was sent: accepted, declined, revoked, sent again.</summary>
public sealed class AnswerInvitations(
    TeamStore teams, InvitationStore invitations, JoinTeam join, SendInvitations send, InvitationQuota quota, AccountStore accounts, IIds ids, TimeProvider clock)
{
    private readonly InvitationEvents _events = new(ids, clock);

    /// <summary>The caller joins the team. Safe to repeat.</summary>
    /// <returns>The membership; <see cref="InvitationNotFound"/>, <see cref="InvitationOver"/> or <see cref="Organizations.TooManyAdministrators"/>.</returns>
    public async Task<Outcome<TeamMember>> Accept(Caller caller, string id, CancellationToken cancellation)
    {
        if (await Own(caller, id, cancellation) is not { } own)
        {
            return new InvitationNotFound(id);
        }

        return own.Body.State is InvitationState.Accepted && await teams.FindMember(caller.Tenant, own.Body.Team, caller.Subject, cancellation) is { } member
            ? member.Body
            : await join.Add(caller, own.Body.Team, PersonReference.To(caller), own.Body.Role, () => Accepted(caller, id, cancellation), cancellation);
    }

    /// <summary>The caller does not join the team. Safe to repeat.</summary>
    /// <returns>The invitation; <see cref="InvitationNotFound"/> or <see cref="InvitationOver"/>.</returns>
    public async Task<Outcome<TeamInvitation>> Decline(Caller caller, string id, CancellationToken cancellation) =>
        await Own(caller, id, cancellation) is not { } own ? new InvitationNotFound(id)
            : await End(caller, own, InvitationState.Declined, _events.Declined(caller, own.Body), cancellation);

    /// <summary>Takes an invitation back, for those who manage the team. Safe to repeat.</summary>
    /// <returns>The invitation; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="InvitationNotFound"/> or <see cref="InvitationOver"/>.</returns>
    public async Task<Outcome<TeamInvitation>> Revoke(Caller caller, string teamId, string id, CancellationToken cancellation)
    {
        var read = await Managed(caller, teamId, id, cancellation);
        return read.Succeeded
            ? await End(caller, read.Value.Read, InvitationState.Revoked, _events.Revoked(caller, read.Value.Read.Body), cancellation)
            : read.Error;
    }

    /// <summary>Mails an invitation again, expired or not, with a new link and a new time; for those who manage the team.</summary>
    /// <returns>The invitation; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="InvitationNotFound"/>, <see cref="InvitationOver"/>,
    /// <see cref="InvitationMailedOften"/>, <see cref="InvitationQuotaReached"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<TeamInvitation>> Resend(Caller caller, string teamId, string id, Uri page, CancellationToken cancellation)
    {
        var managed = await Managed(caller, teamId, id, cancellation);
        if (!managed.Succeeded)
        {
            return managed.Error;
        }

        var ((loaded, read), now) = (managed.Value, clock.GetUtcNow());
        if (read.Body.State is not InvitationState.Pending
            || await accounts.Find(caller.Tenant, read.Body.Subject, cancellation) is not { } account)
        {
            return new InvitationOver();
        }

        if (read.Body.Mails >= TeamInvitation.MostMails)
        {
            return new InvitationMailedOften(TeamInvitation.MostMails);
        }

        if ((await quota.Take(caller, 1, cancellation)).Error is { } tooMany)
        {
            return tooMany;
        }

        var again = read.Body with { SentAt = now, ExpiresAt = now + TeamInvitation.Lifetime, Mails = read.Body.Mails + 1, InvitedBy = PersonReference.To(caller) };
        if (!await teams.Commit(caller.Tenant, InvitationStore.Write(new Batch(), again, read), [_events.Sent(caller, again)], cancellation))
        {
            return new StaleRevision();
        }

        var letter = new InvitationLetter(page, again.Message);
        await send.MailAgain(caller.Tenant, loaded.Team, loaded.Organization.Organization, again, account.Body, letter, cancellation);
        return again;
    }

    private async Task<Outcome<JoinExtra>> Accepted(Caller caller, string id, CancellationToken cancellation)
    {
        if (await Own(caller, id, cancellation) is not { } read || !read.Body.Waits(clock.GetUtcNow()))
        {
            return new InvitationOver();
        }

        var accepted = read.Body.Answered(InvitationState.Accepted, clock.GetUtcNow());
        return new JoinExtra(batch => InvitationStore.Write(batch, accepted, read), [_events.Accepted(caller, accepted)]);
    }

    private async Task<Outcome<TeamInvitation>> End(
        Caller caller, Document<TeamInvitation> read, InvitationState state, DomainEvent fact, CancellationToken cancellation)
    {
        if (read.Body.State != InvitationState.Pending)
        {
            return read.Body.State == state ? read.Body : new InvitationOver();
        }

        var ended = read.Body.Answered(state, clock.GetUtcNow());
        return await teams.Commit(caller.Tenant, InvitationStore.Write(new Batch(), ended, read), [fact], cancellation)
            ? ended
            : new StaleRevision();
    }

    private async Task<Document<TeamInvitation>?> Own(Caller caller, string id, CancellationToken cancellation) =>
        await invitations.Find(caller.Tenant, id, cancellation) is { } read && read.Body.Subject == caller.Subject ? read : null;

    private async Task<Outcome<(LoadedTeam Loaded, Document<TeamInvitation> Read)>> Managed(
        Caller caller, string teamId, string id, CancellationToken cancellation)
    {
        var loaded = await teams.LoadManaged(caller, teamId, cancellation);
        return !loaded.Succeeded ? loaded.Error
            : await invitations.Find(caller.Tenant, id, cancellation) is { } read && read.Body.Team == teamId ? (loaded.Value, read)
            : new InvitationNotFound(id);
    }
}
