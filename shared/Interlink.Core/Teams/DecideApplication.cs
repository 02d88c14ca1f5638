using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Decides applications, for those who manage the team; the applicant hears of it by mail.</summary>
public sealed class DecideApplication(
    TeamStore teams, ApplicationStore applications, JoinTeam join, ApplicationMails mails, IIds ids, TimeProvider clock)
{
    private readonly ApplicationEvents _events = new(ids, clock);

    /// <summary>The applicant joins the team. Safe to repeat.</summary>
    /// <param name="page">Where the tenant's pages begin; ends with a slash.</param>
    /// <returns>The application; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="ApplicationNotFound"/> or <see cref="ApplicationDecided"/>.</returns>
    public async Task<Outcome<TeamApplication>> Accept(Caller caller, string teamId, string id, Uri page, CancellationToken cancellation)
    {
        var managed = await Managed(caller, teamId, id, cancellation);
        if (!managed.Succeeded)
        {
            return managed.Error;
        }

        var (loaded, read) = managed.Value;
        if (read.Body.State is not ApplicationState.Accepted)
        {
            var joined = await join.Add(
                caller, teamId, read.Body.Applicant, TeamRole.Member, () => Accepted(caller, id, cancellation), cancellation);
            if (!joined.Succeeded)
            {
                return joined.Error;
            }
        }

        var accepted = (await applications.Find(caller.Tenant, id, cancellation))!.Body;
        await mails.Accepted(caller.Tenant, loaded.Team, accepted, page, cancellation);
        return accepted;
    }

    /// <summary>The applicant does not join the team, and is told why. Safe to repeat.</summary>
    /// <param name="reason">For the applicant; must be there.</param>
    /// <returns>The application; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="ApplicationNotFound"/>, <see cref="ApplicationDecided"/> or
    /// <see cref="InvalidInput"/>.</returns>
    public async Task<Outcome<TeamApplication>> Reject(Caller caller, string teamId, string id, string? reason, CancellationToken cancellation)
    {
        var managed = await Managed(caller, teamId, id, cancellation);
        if (!managed.Succeeded)
        {
            return managed.Error;
        }

        var ((loaded, read), fields) = (managed.Value, new Fields());
        var told = fields.Text("reason", reason, TeamLimits.Reason);
        if (fields.Refusal is { } refusal || told is null)
        {
            return fields.Refusal ?? new InvalidInput("reason", "required", "Tell the applicant why.");
        }

        var rejected = read.Body;
        if (read.Body.State is ApplicationState.Pending)
        {
            rejected = read.Body.Decided(ApplicationState.Rejected, caller, clock.GetUtcNow(), told);
            if (!await teams.Commit(caller.Tenant, ApplicationStore.Write(new Batch(), rejected, read), [_events.Rejected(caller, rejected)], cancellation))
            {
                return new ApplicationDecided();
            }
        }
        else if (read.Body.State is not ApplicationState.Rejected)
        {
            return new ApplicationDecided();
        }

        await mails.Rejected(caller.Tenant, loaded.Team, rejected, cancellation);
        return rejected;
    }

    private async Task<Outcome<JoinExtra>> Accepted(Caller caller, string id, CancellationToken cancellation)
    {
        if (await applications.Find(caller.Tenant, id, cancellation) is not { Body.State: ApplicationState.Pending } read)
        {
            return new ApplicationDecided();
        }

        var accepted = read.Body.Decided(ApplicationState.Accepted, caller, clock.GetUtcNow());
        return new JoinExtra(batch => ApplicationStore.Write(batch, accepted, read), [_events.Accepted(caller, accepted)]);
    }

    private async Task<Outcome<(LoadedTeam Loaded, Document<TeamApplication> Read)>> Managed(
        Caller caller, string teamId, string id, CancellationToken cancellation)
    {
        var loaded = await teams.LoadManaged(caller, teamId, cancellation);
        return !loaded.Succeeded ? loaded.Error
            : await applications.Find(caller.Tenant, id, cancellation) is { } read && read.Body.Team == teamId ? (loaded.Value, read)
            : new ApplicationNotFound(id);
    }
}
