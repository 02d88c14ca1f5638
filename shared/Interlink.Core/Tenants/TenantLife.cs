using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>What may become of a tenant, and what its people may do meanwhile. Decides, and does nothing.</summary>
public static class TenantLife
{
    /// <summary>The state that an act leads to.</summary>
    /// <returns>The state, or <see cref="TenantStateForbids"/>.</returns>
    public static Outcome<TenantState> Next(Tenant tenant, TenantAct act)
    {
        TenantState? next = (tenant.State, act) switch
        {
            (TenantState.Provisioning, TenantAct.Open) => TenantState.Active,
            (TenantState.Active or TenantState.Exporting, TenantAct.Suspend) => TenantState.Suspended,
            (TenantState.Active or TenantState.Suspended, TenantAct.HandOver) => TenantState.Exporting,
            (TenantState.Suspended or TenantState.Exporting, TenantAct.Resume) => TenantState.Active,
            (TenantState.Deleting, TenantAct.Resume) when tenant.Deletion?.ErasureBeganAt is null => TenantState.Active,
            (TenantState.Deleted or TenantState.Deleting, TenantAct.Delete) => null,
            (_, TenantAct.Delete) => TenantState.Deleting,
            (TenantState.Deleting, TenantAct.Erase) when tenant.Deletion?.ErasureBeganAt is not null => TenantState.Deleted,
            _ => null,
        };
        return next is { } state ? state : new TenantStateForbids(tenant.State, act);
    }

    /// <summary>Whether work on a schedule goes on in the tenant.</summary>
    public static bool IsAtWork(TenantState state) => state is TenantState.Active;

    /// <summary>Whether the tenant is to be erased, is being erased or is gone: nothing is made in it any more.</summary>
    public static bool IsEnding(TenantState state) => state is TenantState.Deleting or TenantState.Deleted;

    /// <summary>Why the tenant's people cannot do something now; null when they can.</summary>
    /// <param name="changes">Whether it changes anything.</param>
    /// <param name="always">Whether it is among the few things that also people of a suspended tenant may do.</param>
    public static Error? Refusal(TenantState state, bool changes, bool always) => state switch
    {
        TenantState.Active or TenantState.Provisioning => null,
        TenantState.Deleted => new TenantSuspended(),
        _ when always => null,
        TenantState.Exporting => changes ? new TenantReadOnly() : null,
        _ => new TenantSuspended(),
    };
}

/// <summary>What whoever runs the platform does to a tenant.</summary>
public enum TenantAct
{
    /// <summary>Everything that it begins with is there.</summary>
    Open,

    /// <summary>Close it to its people for a while.</summary>
    Suspend,

    /// <summary>Let it be read but not changed, so that it can be handed over.</summary>
    HandOver,

    /// <summary>Bring it back to work.</summary>
    Resume,

    /// <summary>Have it erased after the time of grace.</summary>
    Delete,

    /// <summary>Nothing of it is left.</summary>
    Erase,
}
