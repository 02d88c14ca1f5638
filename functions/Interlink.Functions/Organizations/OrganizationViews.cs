using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Processes;
using Interlink.Core.Teams;

namespace Interlink.Functions.Organizations;

/// <summary>An organization in a list.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Name">What it is called, in the reader's language.</param>
/// <param name="Description">What it is and does, in the reader's language; markdown.</param>
/// <param name="IsPublic">Whether everybody of the tenant knows of it.</param>
public sealed record OrganizationSummaryView(string Id, Localized Name, Localized? Description, bool IsPublic)
{
    internal static OrganizationSummaryView Of(Organization organization, string language) =>
        new(organization.Id, organization.Name.In(language)!, organization.Description.In(language), organization.IsPublic);
}

/// <summary>An organization.</summary>
public sealed record OrganizationView
{
    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called, by language.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What it is and does, by language; markdown.</summary>
    public required LocalizedText Description { get; init; }

    /// <summary>Whether everybody of the tenant knows of it.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>What a new team is unless its maker says otherwise.</summary>
    public required TeamType DefaultTeamType { get; init; }

    /// <summary>Who may make teams, besides its administrators.</summary>
    public required TeamCreation TeamCreation { get; init; }

    /// <summary>Who manages it, by name; empty for people outside.</summary>
    public required IReadOnlyList<PersonReference> Administrators { get; init; }

    /// <summary>What the caller may do with it.</summary>
    public required OrganizationRights Can { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal static OrganizationView Of(LoadedOrganization loaded, IReadOnlyList<PersonReference> administrators) => new()
    {
        Id = loaded.Organization.Id,
        Name = loaded.Organization.Name,
        Description = loaded.Organization.Description,
        IsPublic = loaded.Organization.IsPublic,
        DefaultTeamType = loaded.Organization.DefaultTeamType,
        TeamCreation = loaded.Organization.TeamCreation,
        Administrators = administrators,
        Can = loaded.Rights,
        CreatedAt = loaded.Organization.CreatedAt,
    };
}
