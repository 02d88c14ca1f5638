using Interlink.Core.Kernel;

namespace Interlink.Core.Teams;

/// <summary>There is no such application, or not for this caller.</summary>
public sealed record ApplicationNotFound(string Id) : Error(ErrorKind.NotFound, "application-not-found", $"There is no application '{Id}'.");

/// <summary>The team takes no applications.</summary>
public sealed record ApplicationsClosed()
    : Error(ErrorKind.Conflict, "applications-closed", "This team takes no applications. Its administrators can invite you.");

/// <summary>The person has applied already and waits.</summary>
public sealed record ApplicationWaits() : Error(ErrorKind.Conflict, "application-waits", "You have applied already; the team has not decided yet.");

/// <summary>The person was rejected not long ago.</summary>
public sealed record AppliedTooSoon(DateTimeOffset Until)
    : Error(ErrorKind.Conflict, "applied-too-soon", $"The team has said no. You can apply again from {Until.UtcDateTime:yyyy-MM-dd}.");

/// <summary>The application was decided or withdrawn.</summary>
public sealed record ApplicationDecided()
    : Error(ErrorKind.Conflict, "application-decided", "This application was decided or withdrawn already.");
