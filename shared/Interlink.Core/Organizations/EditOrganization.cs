using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary>Changes an organization, for those who manage it.</summary>
public sealed class EditOrganization(OrganizationStore organizations, IIds ids, TimeProvider clock)
{
    /// <summary>Makes the changes to the state that the caller read.</summary>
    /// <returns>The organization afterwards; <see cref="OrganizationNotFound"/>, <see cref="OrganizationNotManaged"/>, <see cref="InvalidInput"/> or
    /// <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<LoadedOrganization>> Run(
        Caller caller, string id, OrganizationEdit edit, Revision read, CancellationToken cancellation) =>
        await (await organizations.LoadManaged(caller, id, cancellation)).Then(loaded => Save(caller, loaded, edit, read, cancellation));

    private async Task<Outcome<LoadedOrganization>> Save(
        Caller caller, LoadedOrganization loaded, OrganizationEdit edit, Revision read, CancellationToken cancellation)
    {
        var (before, fields) = (loaded.Organization, new Fields());
        var after = before with
        {
            Name = edit.Name is null ? before.Name : fields.Names("name", edit.Name, OrganizationLimits.Name),
            Description = edit.Description is null
                ? before.Description
                : fields.Translated("description", edit.Description, OrganizationLimits.Description),
            IsPublic = edit.IsPublic ?? before.IsPublic,
            DefaultTeamType = edit.DefaultTeamType ?? before.DefaultTeamType,
            TeamCreation = edit.TeamCreation ?? before.TeamCreation,
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

        var next = after.Next(clock.GetUtcNow());
        var told = new OrganizationEvents(ids, clock).Updated(caller, before, next);
        return await organizations.TryReplace(caller.Tenant, loaded.Document, next, told, cancellation)
            ? await organizations.Load(caller, next.Id, cancellation)
            : new StaleRevision();
    }
}

/// <summary>What to change, unchecked: null leaves it as it is; an empty description removes it.</summary>
public sealed record OrganizationEdit(
    LocalizedText? Name, LocalizedText? Description, bool? IsPublic, TeamType? DefaultTeamType, TeamCreation? TeamCreation);
