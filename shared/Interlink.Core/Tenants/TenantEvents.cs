using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary><c>tenant.created</c> and what follows in its life: which tenant, and how it stands from now on.</summary>
/// <param name="Tenant">Id of the tenant.</param>
/// <param name="State">Its state from now on.</param>
public sealed record TenantTold(TenantId Tenant, TenantState State);

/// <summary><c>tenant.settings_changed</c>: a tenant's administrator changed how it shows itself.</summary>
/// <param name="Fields">Which parts of the settings.</param>
public sealed record TenantSettingsChanged(IReadOnlyList<string> Fields);

/// <summary>Makes events: who, when, about what.</summary>
public sealed class TenantEvents(IIds ids, TimeProvider clock)
{
    internal DomainEvent Created(Caller by, Tenant tenant) => Make(by, "tenant.created", tenant);

    internal DomainEvent Opened(Caller by, Tenant tenant) => Make(by, "tenant.opened", tenant);

    internal DomainEvent Updated(Caller by, Tenant tenant, IReadOnlyList<FieldChange> changes) => Make(by, "tenant.updated", tenant) with { Changes = changes };

    internal DomainEvent Suspended(Caller by, Tenant tenant) => Make(by, "tenant.suspended", tenant);

    internal DomainEvent HandedOver(Caller by, Tenant tenant) => Make(by, "tenant.handed_over", tenant);

    internal DomainEvent Resumed(Caller by, Tenant tenant) => Make(by, "tenant.resumed", tenant);

    internal DomainEvent DeletionRequested(Caller by, Tenant tenant) => Make(by, "tenant.deletion_requested", tenant);

    internal DomainEvent ErasureBegun(Caller by, Tenant tenant) => Make(by, "tenant.erasure_begun", tenant);

    internal DomainEvent Deleted(Caller by, Tenant tenant) => Make(by, "tenant.deleted", tenant);

    internal DomainEvent SettingsChanged(Caller by, IReadOnlyList<FieldChange> changes) =>
        Make(by, "tenant.settings_changed", by.Tenant.Value, new TenantSettingsChanged([.. changes.Select(c => c.Field)])) with { Changes = changes };

    private DomainEvent Make(Caller by, string type, Tenant tenant) => Make(by, type, tenant.Id.Value, new TenantTold(tenant.Id, tenant.State));

    private DomainEvent Make(Caller by, string type, string subject, object data) => new(ids.New(), type, clock.GetUtcNow(), by.Subject, subject, data);
}
