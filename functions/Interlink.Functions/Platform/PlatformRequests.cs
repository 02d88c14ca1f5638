using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Platform;

/// <summary>How a tenant is to be.</summary>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="Administrator">E-mail address of an administrator; gets an account that waits for its person.</param>
/// <param name="Hosts">The host names under which its people reach it, each of one tenant only; left as they are when absent.</param>
/// <param name="DataRegion">Where its data lies; left as it is when absent.</param>
/// <param name="Plan">The name of its plan; left as it is when absent.</param>
/// <param name="Password">The caller's own, where a person asks by a session and signs in without a code.</param>
/// <param name="Code">Of the caller's authenticator app, or a recovery code, where a person asks by a session and signs in with one.</param>
public sealed record ProvisionTenantRequest(
    [Required, StringLength(200)] string Name,
    [Length(1, 24), LanguageCode] IReadOnlyList<string> Languages,
    [Required, EmailAddress, StringLength(254)] string Administrator,
    [MaxLength(Tenant.MaxHosts), StringLength(253)] IReadOnlyList<string>? Hosts = null,
    [StringLength(60)] string? DataRegion = null,
    [StringLength(60)] string? Plan = null,
    [StringLength(1000)] string? Password = null,
    [StringLength(40)] string? Code = null)
{
    internal TenantDescription Of(TenantId tenant) => new(tenant, OneLine.Of(Name), [.. Languages.Distinct()], Hosts, DataRegion?.Trim(), Plan?.Trim());
}

/// <summary>Whom to welcome again.</summary>
/// <param name="Administrator">E-mail address of an administrator who has not signed in yet.</param>
/// <param name="Password">The caller's own, where a person asks by a session and signs in without a code.</param>
/// <param name="Code">Of the caller's authenticator app, or a recovery code, where a person asks by a session and signs in with one.</param>
public sealed record WelcomeAdministratorRequest(
    [Required, EmailAddress, StringLength(254)] string Administrator, [StringLength(1000)] string? Password = null, [StringLength(40)] string? Code = null);

/// <summary>Why a tenant is to rest.</summary>
/// <param name="Reason">For those who look at it later; one line.</param>
/// <param name="Password">The caller's own, where a person asks by a session and signs in without a code.</param>
/// <param name="Code">Of the caller's authenticator app, or a recovery code, where a person asks by a session and signs in with one.</param>
public sealed record RestTenantRequest([Required, StringLength(500)] string Reason, [StringLength(1000)] string? Password = null, [StringLength(40)] string? Code = null);

/// <summary>That a tenant is to be deleted, and that this one is meant.</summary>
/// <param name="Confirmation">The tenant's id, typed once more.</param>
/// <param name="Password">The caller's own, where a person asks by a session and signs in without a code.</param>
/// <param name="Code">Of the caller's authenticator app, or a recovery code, where a person asks by a session and signs in with one.</param>
public sealed record DeleteTenantRequest([Required, StringLength(63), Example("varam")] string Confirmation, [StringLength(1000)] string? Password = null, [StringLength(40)] string? Code = null);

/// <summary>A tenant as whoever runs the platform sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="State">How it stands.</param>
/// <param name="Hosts">The host names under which its people reach it.</param>
/// <param name="DataRegion">Where its data lies.</param>
/// <param name="Plan">The name of its plan.</param>
/// <param name="Rest">Why it rests, and since when.</param>
/// <param name="EraseAt">When its erasure begins, unless it is brought back before, UTC.</param>
/// <param name="ErasureBeganAt">When its erasure began, after which there is no way back, UTC.</param>
/// <param name="Deletion">The operation that deletes it.</param>
/// <param name="GraceHours">For how many hours a deletion that is asked for now could be taken back.</param>
public sealed record PlatformTenantView(
    string Id, string Name, IReadOnlyList<string> Languages, TenantState State, IReadOnlyList<string> Hosts, string? DataRegion, string? Plan, TenantRest? Rest,
    DateTimeOffset? EraseAt, DateTimeOffset? ErasureBeganAt, OperationId? Deletion, double GraceHours)
{
    internal static PlatformTenantView Of(Tenant tenant, TimeSpan grace) => new(
        tenant.Id.Value, tenant.Name, tenant.Languages, tenant.State, tenant.Hosts, tenant.DataRegion, tenant.Plan, tenant.Rest, tenant.Deletion?.EraseAt,
        tenant.Deletion?.ErasureBeganAt, tenant.Deletion is { } deletion ? DeletionOperation.IdOf(deletion) : null, grace.TotalHours);
}

/// <summary>A tenant as it was provisioned.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="Outcome">What changed of the tenant.</param>
/// <param name="Administrator">The administrator who was named.</param>
public sealed record ProvisionedTenantView(
    string Id, string Name, IReadOnlyList<string> Languages, Provisioning Outcome, ProvisionedAdministratorView Administrator);

/// <summary>The administrator who was named.</summary>
/// <param name="Email">The address, as it is stored.</param>
/// <param name="Accepted">Whether the person has taken up the account.</param>
/// <param name="WelcomeUrl">The one-time link, when one was made just now. It is shown once: only its hash is kept.</param>
/// <param name="WelcomeExpiresAt">Until when the newest link is good; absent when there is none.</param>
public sealed record ProvisionedAdministratorView(string Email, bool Accepted, Uri? WelcomeUrl, DateTimeOffset? WelcomeExpiresAt);

/// <summary>An operation that the platform started in a tenant: how it stands, and nothing of what it works on.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="UpdatedAt">When it last got on, UTC.</param>
/// <param name="Progress">How far it is, where it says so.</param>
/// <param name="Error">Why it failed.</param>
public sealed record PlatformOperationView(
    OperationId Id, OperationStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, OperationProgress? Progress, OperationFault? Error)
{
    internal static PlatformOperationView Of(OperationView operation) =>
        new(operation.Id, operation.Status, operation.CreatedAt, operation.UpdatedAt, operation.Progress, operation.Error);
}
