using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>The id is kept for the platform itself.</summary>
public sealed record TenantReserved(TenantId Id) : Error(ErrorKind.Conflict, "tenant-reserved", $"'{Id}' is reserved; choose another id.");

/// <summary>There is no tenant of that id.</summary>
public sealed record TenantNotFound(string Id) : Error(ErrorKind.NotFound, "tenant-not-found", $"There is no tenant '{Id}'.");

/// <summary>Nothing in the request says which tenant is meant.</summary>
public sealed record NoTenantHere()
    : Error(ErrorKind.NotFound, "no-tenant-here", "This address belongs to no organization. Use the address that your organization gave you.");

/// <summary>The administrator has taken up the account; there is nothing to welcome.</summary>
public sealed record AdministratorAccepted()
    : Error(ErrorKind.Conflict, "administrator-accepted", "The administrator signs in already and needs no link.");

/// <summary>Another tenant has the host name.</summary>
public sealed record HostTaken(string Host) : Error(ErrorKind.Conflict, "host-taken", $"The host name '{Host}' belongs to another tenant.");

/// <summary>What was asked for does not follow from how the tenant stands.</summary>
public sealed record TenantStateForbids(TenantState State, TenantAct Act)
    : Error(ErrorKind.Conflict, "tenant-state-forbids",
        $"'{JsonNamingPolicy.SnakeCaseLower.ConvertName(Act.ToString())}' cannot follow while the tenant is '{JsonNamingPolicy.SnakeCaseLower.ConvertName(State.ToString())}'.");

/// <summary>The tenant is closed to its people for now; nothing is lost.</summary>
public sealed record TenantSuspended()
    : Error(ErrorKind.Forbidden, "tenant-suspended", "Your organization's space is suspended. Nothing is lost; whoever runs the platform can open it again.");

/// <summary>The tenant is being handed over and cannot be changed.</summary>
public sealed record TenantReadOnly()
    : Error(ErrorKind.Forbidden, "tenant-read-only", "Your organization's space is being handed over: it can be read, but not changed.");

/// <summary>The address belongs to another tenant than the caller's.</summary>
public sealed record OtherTenantsAddress()
    : Error(ErrorKind.Forbidden, "other-tenants-address", "You are signed in to another organization than the one at this address. Use your organization's address.");

/// <summary>There is no certificate: the tenant was not deleted.</summary>
public sealed record CertificateNotFound(string Id)
    : Error(ErrorKind.NotFound, "certificate-not-found", $"There is no deletion certificate of a tenant '{Id}'.");

/// <summary>The tenant was brought back before it was erased.</summary>
public sealed record DeletionWithdrawn() : Error(ErrorKind.Conflict, "deletion-withdrawn", "The deletion was taken back before anything was erased.");

/// <summary>The tenant has no such logo.</summary>
public sealed record LogoNotFound() : Error(ErrorKind.NotFound, "logo-not-found", "There is no such logo.");
