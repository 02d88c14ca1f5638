using Interlink.Core.Kernel;

namespace Interlink.Core.Organizations;

/// <summary>There is no such organization, or none that this caller may know of.</summary>
public sealed record OrganizationNotFound(string Id) : Error(ErrorKind.NotFound, "organization-not-found", $"There is no organization '{Id}'.");

/// <summary>The caller sees the organization, but does not manage it.</summary>
public sealed record OrganizationNotManaged()
    : Error(ErrorKind.Forbidden, "organization-not-managed", "Only administrators of this organization may do this.");

/// <summary>The organization does not let this caller make teams.</summary>
public sealed record TeamCreationRefused()
    : Error(ErrorKind.Forbidden, "team-creation-refused", "This organization does not let you make teams. Ask one of its administrators.");

/// <summary>The last administrator would be gone.</summary>
public sealed record LastOrganizationAdministrator()
    : Error(ErrorKind.Conflict, "last-organization-administrator", "An organization needs an administrator. Name another one first.");

/// <summary>More administrators than one document should hold.</summary>
public sealed record TooManyAdministrators(int Most)
    : Error(ErrorKind.Conflict, "too-many-administrators", $"There can be {Most} administrators. Remove one first.");

/// <summary>Only people of the organization's teams can administer it.</summary>
public sealed record NotOfOrganization(string Subject)
    : Error(ErrorKind.NotFound, "not-of-organization", $"Nobody '{Subject}' is in a team of this organization. Invite the person to a team first.");

/// <summary>The person does not administer the organization.</summary>
public sealed record NotAnAdministrator(string Subject)
    : Error(ErrorKind.NotFound, "not-an-administrator", $"'{Subject}' does not administer this organization.");
