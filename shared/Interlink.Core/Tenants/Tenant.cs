using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>A tenant as the platform keeps it: who it is, where it is reached, and how it stands. How it shows itself to people is its own
/// affair: <see cref="TenantProfile"/>.</summary>
/// <param name="Id">Names it, for ever: the id of a deleted tenant is not given again.</param>
/// <param name="Name">How it was called when it was provisioned.</param>
/// <param name="Languages">The languages that its pages offered then, the preferred one first.</param>
public sealed record Tenant(TenantId Id, string Name, IReadOnlyList<string> Languages)
{
    /// <summary>Most host names of one tenant.</summary>
    public const int MaxHosts = 20;

    /// <summary>How it stands; only <see cref="TenantLife"/> says what may follow.</summary>
    public TenantState State { get; init; } = TenantState.Active;

    /// <summary>The host names under which its people reach it, each of one tenant only.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Where its data lies, in the words of whoever runs the platform; null where nobody said.</summary>
    public string? DataRegion { get; init; }

    /// <summary>The name of its plan; null where nobody said.</summary>
    public string? Plan { get; init; }

    /// <summary>Why it rests; null unless it is suspended or handed over.</summary>
    public TenantRest? Rest { get; init; }

    /// <summary>What becomes of it; null unless it is being deleted, or was.</summary>
    public TenantDeletion? Deletion { get; init; }

    /// <summary>What is known of a tenant that nobody has described yet.</summary>
    public static Tenant Undescribed(TenantId id) => new(id, id.Value, Language.Interface);

    /// <summary>What stays of a tenant of which nothing is left, so that its id is not given again.</summary>
    public Tenant Gone() => new(Id, Id.Value, Languages) { State = TenantState.Deleted, Deletion = Deletion };
}

/// <summary>How a tenant stands.</summary>
[Example("active")]
public enum TenantState
{
    /// <summary>Being made; nobody can sign in yet.</summary>
    Provisioning,

    /// <summary>At work.</summary>
    Active,

    /// <summary>Closed to its people for a while, with everything kept.</summary>
    Suspended,

    /// <summary>Handed over: everything can be read, nothing changed, so that what is exported is of one moment.</summary>
    Exporting,

    /// <summary>To be erased when the time of grace is over, or being erased.</summary>
    Deleting,

    /// <summary>Gone; only the certificate is left.</summary>
    Deleted,
}

/// <summary>Why a tenant rests, and since when.</summary>
/// <param name="Reason">For the tenant's administrators, who read it.</param>
/// <param name="By">Subject of the operator.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record TenantRest(string Reason, string By, DateTimeOffset At);

/// <summary>The deletion of a tenant.</summary>
/// <param name="By">Subject of the operator who asked for it.</param>
/// <param name="At">When it was asked for, UTC.</param>
/// <param name="EraseAt">When the time of grace is over, UTC; until then it can be taken back.</param>
/// <param name="Key">What repetitions of the request have in common; the operation's id is derived from it.</param>
public sealed record TenantDeletion(string By, DateTimeOffset At, DateTimeOffset EraseAt, string Key)
{
    /// <summary>When erasure began, after which there is no way back; null before.</summary>
    public DateTimeOffset? ErasureBeganAt { get; init; }
}
