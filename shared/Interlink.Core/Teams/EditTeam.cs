using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Changes a team, for those who manage it.</summary>
public sealed class EditTeam(TeamStore teams, IIds ids, TimeProvider clock)
{
    /// <summary>Makes the changes to the state that the caller read.</summary>
    /// <returns>The team afterwards; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="InvalidInput"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<LoadedTeam>> Run(Caller caller, string id, TeamEdit edit, Revision read, CancellationToken cancellation) =>
        await (await teams.LoadManaged(caller, id, cancellation)).Then(loaded => Save(caller, loaded, edit, read, cancellation));

    private async Task<Outcome<LoadedTeam>> Save(Caller caller, LoadedTeam loaded, TeamEdit edit, Revision read, CancellationToken cancellation)
    {
        var (before, fields) = (loaded.Team, new Fields());
        var after = before with
        {
            Name = edit.Name is null ? before.Name : fields.Line("name", edit.Name, TeamLimits.Name),
            Description = edit.Description is null ? before.Description : fields.Text("description", edit.Description, TeamLimits.Description),
            Type = edit.Type ?? before.Type,
            TakesApplications = edit.TakesApplications ?? before.TakesApplications,
        };
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (read != before.Revision())
        {
            return new StaleRevision();
        }

        if (after == before)
        {
            return loaded;
        }

        after = after with { Edition = before.Edition + 1, UpdatedAt = clock.GetUtcNow() };
        var told = new TeamEvents(ids, clock).Updated(caller, before, after);
        return await teams.Commit(caller.Tenant, TeamStore.Replace(new Batch(), loaded.Document, after), [told], cancellation)
            ? loaded with { Document = loaded.Document with { Body = after } }
            : new StaleRevision();
    }
}

/// <summary>What to change, unchecked: null leaves it as it is; a blank description removes it.</summary>
public sealed record TeamEdit(string? Name, string? Description, TeamType? Type, bool? TakesApplications);
