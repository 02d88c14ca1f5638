using Interlink.Core.Kernel;

namespace Interlink.Core.Permissions;

/// <summary>The person sees the item, but may not do this with its assets.</summary>
public sealed record RightMissing(AssetRight Right)
    : Error(ErrorKind.Forbidden, "right-missing", $"No team of yours may do this here: the right to {Right.ToString().ToLowerInvariant()} assets is missing.");

/// <summary>The person sees the process, but only its administrators do this.</summary>
public sealed record NotProcessAdministrator()
    : Error(ErrorKind.Forbidden, "not-process-administrator", "Only administrators of the process may do this.");

/// <summary>The process has no such permission.</summary>
public sealed record PermissionNotFound(string Id) : Error(ErrorKind.NotFound, "permission-not-found", $"The process has no permission '{Id}'.");

/// <summary>The team has a permission on that item, or on the process, already.</summary>
public sealed record PermissionExists(string Id)
    : Error(ErrorKind.Conflict, "permission-exists", $"The team has a permission there already: '{Id}'. Change that one.");

/// <summary>The process has as many permissions as it can have.</summary>
public sealed record TooManyPermissions()
    : Error(ErrorKind.Conflict, "too-many-permissions", $"A process has at most {ProcessPermissions.Most} permissions. Remove one first.");

/// <summary>A process cannot be left without an administrator.</summary>
public sealed record LastProcessAdministrator()
    : Error(ErrorKind.Conflict, "last-process-administrator", "A process needs an administrator. Add another one first.");

/// <summary>The process has as many administrators as it can have.</summary>
public sealed record TooManyProcessAdministrators()
    : Error(ErrorKind.Conflict, "too-many-process-administrators", $"A process has at most {ProcessAdministrators.Most} administrators. Remove one first.");
