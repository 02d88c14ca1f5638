using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>The id is kept for the platform itself.</summary>
public sealed record TenantReserved(TenantId Id) : Error(ErrorKind.Conflict, "tenant-reserved", $"'{Id}' is reserved; choose another id.");

/// <summary>There is no tenant of that id.</summary>
public sealed record TenantNotFound(string Id) : Error(ErrorKind.NotFound, "tenant-not-found", $"There is no tenant '{Id}'.");

/// <summary>The administrator has taken up the account; there is nothing to welcome.</summary>
public sealed record AdministratorAccepted()
    : Error(ErrorKind.Conflict, "administrator-accepted", "The administrator signs in already and needs no link.");
