using Interlink.Core.Kernel;

namespace Interlink.Core.Teams;

/// <summary>There is no such team, or none that this caller may know of.</summary>
public sealed record TeamNotFound(string Id) : Error(ErrorKind.NotFound, "team-not-found", $"There is no team '{Id}'.");

/// <summary>The caller sees the team, but does not manage it.</summary>
public sealed record TeamNotManaged() : Error(ErrorKind.Forbidden, "team-not-managed", "Only administrators of this team or its organization may do this.");

/// <summary>The caller sees the team, but not who is in it.</summary>
public sealed record MembersNotShown() : Error(ErrorKind.Forbidden, "members-not-shown", "Only people of this organization may see who is in its teams.");

/// <summary>Nobody of that id is in the team.</summary>
public sealed record MemberNotFound(string Subject) : Error(ErrorKind.NotFound, "member-not-found", $"Nobody '{Subject}' is in this team.");

/// <summary>The last administrator would be gone.</summary>
public sealed record LastTeamAdministrator()
    : Error(ErrorKind.Conflict, "last-team-administrator", "A team needs an administrator. Make somebody else one first.");
