using System.Globalization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Teams;

/// <summary>Invites people to teams: accounts that wait for whoever has none, invitations, links, mails. A step that broke off is mended by repeating it with the same key:
/// nobody is invited twice, and no mail is sent twice.</summary>
public sealed class SendInvitations(
    TeamStore teams, InvitationStore invitations, Invitations accounts, WelcomeLinks links, TenantProfiles tenants, MailOutbox mails,
    IIds ids, TimeProvider clock)
{
    /// <summary>Most people of one call.</summary>
    public const int MostAtOnce = 500;

    private const int MostOfBatch = Batch.MaxOperations / 2;
    private readonly InvitationEvents _events = new(ids, clock);

    /// <summary>Invites people. That the caller may do so was checked.</summary>
    /// <param name="caller">Who invites.</param>
    /// <param name="drafts">At most <see cref="MostAtOnce"/>, of different addresses.</param>
    /// <param name="letter">What all the mails have in common.</param>
    /// <param name="key">What repetitions of this call have in common.</param>
    /// <returns>What came of each, in order; or <see cref="TeamNotFound"/>.</returns>
    public async Task<Outcome<IReadOnlyList<InvitationOutcome>>> Send(
        Caller caller, string teamId, IReadOnlyList<InvitationDraft> drafts, InvitationLetter letter, string key, CancellationToken cancellation)
    {
        if (await teams.FindWithOrganization(caller.Tenant, teamId, cancellation) is not var (team, organization))
        {
            return new TeamNotFound(teamId);
        }

        var people = await accounts.EnsureMany(caller.Tenant, drafts.ToDictionary(d => d.Email, d => d.Name), caller.Subject, cancellation);
        var known = await invitations.FindMany(caller.Tenant, [.. drafts.Select(d => TeamInvitation.IdOf(caller.Tenant, teamId, d.Email))], cancellation);
        var members = await teams.MembersAmong(caller.Tenant, teamId, [.. people.Values.Select(p => p.Subject)], cancellation);
        var now = clock.GetUtcNow();
        var plans = drafts.Select(d => Plan(caller, team, d, people[d.Email], members, known, letter, key, now)).ToList();
        await Save(caller, plans, cancellation);
        await Mail(caller.Tenant, team, organization, [.. plans.Where(p => p.Outcome is InvitationOutcome.Invited)], letter, cancellation);
        return Outcome<IReadOnlyList<InvitationOutcome>>.Of([.. plans.Select(p => p.Outcome)]);
    }

    /// <summary>Mails an invitation once more, to which the address is asked anew.</summary>
    internal Task MailAgain(TenantId tenant, Team team, Organizations.Organization organization, TeamInvitation invitation, Account account, InvitationLetter letter,
        CancellationToken cancellation) => Mail(tenant, team, organization, [new Planned(invitation, null, account, InvitationOutcome.Invited)], letter, cancellation);

    private static Planned Plan(
        Caller caller, Team team, InvitationDraft draft, Account account, IReadOnlySet<string> members,
        IReadOnlyDictionary<string, Document<TeamInvitation>> known, InvitationLetter letter, string key, DateTimeOffset now)
    {
        var id = TeamInvitation.IdOf(caller.Tenant, team.Id, draft.Email);
        var read = known.GetValueOrDefault(id);
        if (read?.Body is { } waiting && waiting.Waits(now) && waiting.Subject == account.Subject)
        {
            // What this very request made before it broke off is its own.
            return new Planned(waiting, null, account, waiting.Key == key ? InvitationOutcome.Invited : InvitationOutcome.AlreadyInvited);
        }

        var invitation = new TeamInvitation
        {
            Id = id,
            Team = team.Id,
            Organization = team.Organization,
            Subject = account.Subject,
            Email = draft.Email.Value,
            Name = draft.Name,
            Role = draft.Role,
            Message = letter.Message,
            InvitedBy = PersonReference.To(caller),
            SentAt = now,
            ExpiresAt = now + TeamInvitation.Lifetime,
            Key = key,
        };
        return members.Contains(account.Subject)
            ? new Planned(invitation, null, account, InvitationOutcome.AlreadyMember)
            : new Planned(invitation, new Write(read), account, InvitationOutcome.Invited);
    }

    private async Task Save(Caller caller, IReadOnlyList<Planned> plans, CancellationToken cancellation)
    {
        foreach (var round in plans.Where(p => p.New is not null).Chunk(MostOfBatch))
        {
            if (!await Commit(caller, round, cancellation))
            {
                // Somebody else invited one of them at the same moment: then one by one.
                foreach (var plan in round)
                {
                    plan.Outcome = await Commit(caller, [plan], cancellation) ? InvitationOutcome.Invited : InvitationOutcome.AlreadyInvited;
                }
            }
        }
    }

    private Task<bool> Commit(Caller caller, IReadOnlyList<Planned> round, CancellationToken cancellation)
    {
        var batch = round.Aggregate(new Batch(), (b, p) => InvitationStore.Write(b, p.Invitation, p.New!.Read));
        return teams.Commit(caller.Tenant, batch, round.Select(p => _events.Sent(caller, p.Invitation)), cancellation);
    }

    private async Task Mail(
        TenantId tenant, Team team, Organizations.Organization organization, IReadOnlyList<Planned> invited, InvitationLetter letter, CancellationToken cancellation)
    {
        var languages = (await tenants.Get(tenant, cancellation)).Languages;

        // Those of one call end together, those that an attempt before has made with them: so they are few groups.
        foreach (var group in invited.GroupBy(p => p.Invitation.ExpiresAt))
        {
            var waiting = group.Where(p => !p.Account.Accepted).Select(p => p.Account.Subject);
            var tokens = await links.IssueFirst(tenant, waiting, group.Key, cancellation);
            await mails.EnqueueAll(tenant, group.Select(p => KeyValuePair.Create(
                MailKey(p.Invitation), Letter(p, team, organization, languages, letter.Link(p.Invitation, tokens.GetValueOrDefault(p.Account.Subject))))), cancellation);
        }
    }

    private static MailDraft Letter(
        Planned plan, Team team, Organizations.Organization organization, IReadOnlyList<string> languages, Uri link)
    {
        var (invitation, language) = (plan.Invitation, plan.Account.Language);
        var values = new Dictionary<string, string>
        {
            ["inviter"] = invitation.InvitedBy.Name,
            ["organization"] = organization.Name.In(MailWriter.LanguageFor(language, languages))?.Text ?? "",
            ["team"] = team.Name,
            ["link"] = link.AbsoluteUri,
            ["expires"] = invitation.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (invitation.Message is { } message)
        {
            values["message"] = message;
        }

        return new MailDraft(MailTemplates.Invitation, EmailAddress.Parse(invitation.Email), values)
        {
            Language = language,
            Subject = plan.Account.Subject,
            Author = invitation.InvitedBy.Subject,
        };
    }

    private static string MailKey(TeamInvitation invitation) =>
        string.Create(CultureInfo.InvariantCulture, $"invitation-{invitation.Id}-{invitation.SentAt.ToUnixTimeMilliseconds()}");

    /// <param name="New">How to write it; null when it is not to be written.</param>
    private sealed record Planned(TeamInvitation Invitation, Write? New, Account Account, InvitationOutcome Outcome)
    {
        public InvitationOutcome Outcome { get; set; } = Outcome;
    }

    /// <param name="Read">The invitation that it replaces; null for none.</param>
    private sealed record Write(Document<TeamInvitation>? Read);
}

/// <summary>What the mails of one request have in common.</summary>
/// <param name="Page">Where the tenant's pages begin; ends with a slash.</param>
/// <param name="Message">A word of the inviter; null for none.</param>
public sealed record InvitationLetter(Uri Page, string? Message)
{
    /// <summary>Where the invitation is answered: whoever has no account yet takes it up first. The address stands behind the hash sign, which browsers keep to themselves.</summary>
    /// <param name="token">Of the one-time link; null for somebody who can sign in.</param>
    internal Uri Link(TeamInvitation invitation, string? token) => new(Page, token is null
        ? $"invitations/{invitation.Id}"
        : $"welcome?token={token}&invitation={invitation.Id}#email={Uri.EscapeDataString(invitation.Email)}");
}
