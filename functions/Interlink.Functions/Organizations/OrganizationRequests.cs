using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Organizations;

/// <summary>Which organizations to list.</summary>
public sealed record ListOrganizationsQuery : PagedQuery
{
    /// <summary>Words in name or description.</summary>
    [StringLength(200)]
    public string? Text { get; init; }
}

/// <summary>An organization to make.</summary>
/// <param name="Name">What it is called, by language; at least one.</param>
/// <param name="Description">What it is and does, by language; markdown.</param>
/// <param name="IsPublic">Whether everybody of the tenant knows of it; otherwise only its own people.</param>
/// <param name="DefaultTeamType">What a new team is unless its maker says otherwise.</param>
/// <param name="TeamCreation">Who may make teams, besides its administrators.</param>
public sealed record CreateOrganizationRequest(
    LocalizedText Name,
    LocalizedText? Description = null,
    bool IsPublic = true,
    TeamType DefaultTeamType = TeamType.PublicAdministration,
    TeamCreation TeamCreation = TeamCreation.Administrators)
{
    internal OrganizationDraft Draft => new(Name, Description, IsPublic, DefaultTeamType, TeamCreation);
}

/// <summary>What to change of an organization: what is not stated stays.</summary>
/// <param name="Name">What it is called, by language: replaces all translations.</param>
/// <param name="Description">What it is and does, by language: replaces all translations; empty to remove it.</param>
/// <param name="IsPublic">Whether everybody of the tenant knows of it.</param>
/// <param name="DefaultTeamType">What a new team is unless its maker says otherwise.</param>
/// <param name="TeamCreation">Who may make teams, besides its administrators.</param>
public sealed record EditOrganizationRequest(
    LocalizedText? Name = null,
    LocalizedText? Description = null,
    bool? IsPublic = null,
    TeamType? DefaultTeamType = null,
    TeamCreation? TeamCreation = null)
{
    internal OrganizationEdit Edit => new(Name, Description, IsPublic, DefaultTeamType, TeamCreation);
}
