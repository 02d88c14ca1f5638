using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary>Makes an organization; its maker administers it. The edge lets only the tenant's administrators do so.</summary>
public sealed class CreateOrganization(OrganizationStore organizations, IIds ids, TimeProvider clock)
{
    /// <summary>Makes the organization.</summary>
    /// <param name="key">A text that only repetitions of this request share: they make one organization together. Null for none.</param>
    public async Task<Outcome<LoadedOrganization>> Run(Caller caller, OrganizationDraft draft, string? key, CancellationToken cancellation)
    {
        var fields = new Fields();
        var now = clock.GetUtcNow();
        var organization = new Organization
        {
            Id = key is null ? ids.New() : Ulids.Derive("organization", caller.Tenant.Value, caller.Subject, key),
            Name = fields.Names("name", draft.Name, OrganizationLimits.Name),
            Description = fields.Translated("description", draft.Description, OrganizationLimits.Description),
            IsPublic = draft.IsPublic,
            DefaultTeamType = draft.DefaultTeamType,
            TeamCreation = draft.TeamCreation,
            Administrators = [caller.Subject],
            CreatedAt = now,
            UpdatedAt = now,
        };
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        await organizations.TryCreate(caller.Tenant, organization, new OrganizationEvents(ids, clock).Created(caller, organization), cancellation);
        return await organizations.Load(caller, organization.Id, cancellation);
    }
}

/// <summary>An organization as asked for, unchecked.</summary>
public sealed record OrganizationDraft(
    LocalizedText? Name, LocalizedText? Description, bool IsPublic, TeamType DefaultTeamType, TeamCreation TeamCreation);
