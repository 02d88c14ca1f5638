namespace Interlink.Core.Kernel;

/// <summary>Who asks: made once at the edge from a verified credential, immutable, and the first argument of every use case.</summary>
/// <param name="Tenant">The tenant in which the caller acts; nothing outside it can be reached with this caller.</param>
/// <param name="Subject">Stable opaque id of the person or application, unique within the tenant; never an e-mail address.</param>
/// <param name="Name">How the caller is shown to others.</param>
/// <param name="Scopes">What the caller may do in the tenant at large; see <see cref="Scope"/>. Rights on single objects are decided by the object.</param>
public sealed record Caller(TenantId Tenant, string Subject, string Name, IReadOnlySet<string> Scopes)
{
    /// <summary>Whether the caller is a program under its own name (<see cref="ApiAccess.ApiApplication"/>), and no person: nobody agrees to texts, has a profile or gets mail.</summary>
    public bool IsApplication { get; init; }

    /// <summary>Whether the caller holds the scope, or administers the tenant, which implies every tenant scope.</summary>
    public bool Has(string scope) =>
        Scopes.Contains(scope) || (scope != Scope.PlatformAdministrator && Scopes.Contains(Scope.Administrator));
}

/// <summary>The scopes that an HTTP function can ask for.</summary>
public static class Scope
{
    /// <summary>Any signed-in person of the tenant.</summary>
    public const string Member = "member";

    /// <summary>May change the tenant's catalogue.</summary>
    public const string Curator = "curator";

    /// <summary>May read the tenant's audit, and change nothing by it.</summary>
    public const string Auditor = "auditor";

    /// <summary>Administers the tenant; implies every other scope of the tenant.</summary>
    public const string Administrator = "administrator";

    /// <summary>Provisions tenants. Belongs to no tenant, is implied by no other scope and implies none: who runs the platform does not see into its tenants.</summary>
    public const string PlatformAdministrator = "platform-administrator";
}
