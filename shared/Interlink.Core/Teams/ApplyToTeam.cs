using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>What applicants do: apply, and take it back.</summary>
public sealed class ApplyToTeam(TeamStore teams, ApplicationStore applications, ApplicationMails mails, IIds ids, TimeProvider clock)
{
    private readonly ApplicationEvents _events = new(ids, clock);

    /// <summary>Applies for membership; those who administer the team hear of it by mail. Repeating is refused, and sends a mail that a step which broke off had left out.</summary>
    /// <param name="message">Why; null for none.</param>
    /// <param name="page">Where the tenant's pages begin; ends with a slash.</param>
    /// <returns>The application; <see cref="TeamNotFound"/>, <see cref="AlreadyInTeam"/>, <see cref="ApplicationsClosed"/>, <see cref="ApplicationWaits"/>,
    /// <see cref="AppliedTooSoon"/> or <see cref="InvalidInput"/>.</returns>
    public async Task<Outcome<MyApplication>> Apply(Caller caller, string teamId, string? message, Uri page, CancellationToken cancellation)
    {
        var (fields, now) = (new Fields(), clock.GetUtcNow());
        var loaded = await teams.Load(caller, teamId, cancellation);
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var id = TeamApplication.IdOf(caller.Tenant, teamId, caller.Subject);
        var before = await applications.Find(caller.Tenant, id, cancellation);
        var application = new TeamApplication
        {
            Id = id,
            Team = teamId,
            Applicant = PersonReference.To(caller),
            Message = fields.Text("message", message, TeamLimits.Message),
            AppliedAt = now,
        };
        var refusal = loaded.Value.Rights.Leave ? new AlreadyInTeam()
            : !loaded.Value.Rights.Apply ? new ApplicationsClosed()
            : before?.Body.WhyNotAgain(now) ?? fields.Refusal;
        if (refusal is not null)
        {
            // Asked again after a step that broke off: those who decide hear of what waits, once.
            await (refusal is ApplicationWaits ? mails.Received(caller.Tenant, loaded.Value, before!.Body, page, cancellation) : Task.CompletedTask);
            return refusal;
        }

        if (!await teams.Commit(caller.Tenant, ApplicationStore.Write(new Batch(), application, before), [_events.Received(caller, application)], cancellation))
        {
            return new ApplicationWaits();
        }

        await mails.Received(caller.Tenant, loaded.Value, application, page, cancellation);
        return new MyApplication(application, loaded.Value.Team.Name);
    }

    /// <summary>Takes the caller's own application back. Safe to repeat.</summary>
    /// <returns>The application; <see cref="ApplicationNotFound"/> or <see cref="ApplicationDecided"/>.</returns>
    public async Task<Outcome<TeamApplication>> Withdraw(Caller caller, string id, CancellationToken cancellation)
    {
        if (await applications.Find(caller.Tenant, id, cancellation) is not { } read || read.Body.Applicant.Subject != caller.Subject)
        {
            return new ApplicationNotFound(id);
        }

        if (read.Body.State is not ApplicationState.Pending)
        {
            return read.Body.State is ApplicationState.Withdrawn ? read.Body : new ApplicationDecided();
        }

        var withdrawn = read.Body.Decided(ApplicationState.Withdrawn, caller, clock.GetUtcNow());
        return await teams.Commit(caller.Tenant, ApplicationStore.Write(new Batch(), withdrawn, read), [_events.Withdrawn(caller, withdrawn)], cancellation)
            ? withdrawn
            : new ApplicationDecided();
    }
}
