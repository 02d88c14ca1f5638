using Interlink.Core.Accounts;
using Interlink.Core.Kernel;

namespace Interlink.Core.People;

/// <summary>What somebody is in a tenant at large. Rights in single processes are another matter: <see cref="Permissions.PersonRights"/>.</summary>
public enum TenantRole
{
    /// <summary>Takes part.</summary>
    Member,

    /// <summary>Takes part, and reads the audit.</summary>
    Auditor,

    /// <summary>Takes part, and keeps the catalogue.</summary>
    Curator,

    /// <summary>Administers the tenant; implies the others.</summary>
    Administrator,
}

/// <summary>How somebody stands in a tenant.</summary>
public enum PersonState
{
    /// <summary>Can sign in and act.</summary>
    Active,

    /// <summary>Has not taken up the invitation yet.</summary>
    Invited,

    /// <summary>Is kept out.</summary>
    Suspended,
}

/// <summary>An account as those who look after people see it.</summary>
public static class PersonOf
{
    /// <summary>The roles of an account; more than one only for somebody who was invited as curator and as auditor.</summary>
    public static IReadOnlyList<TenantRole> Roles(this Account account) =>
        account.Scopes.Contains(Scope.Administrator) ? [TenantRole.Administrator]
        : account.Scopes.Intersect([Scope.Curator, Scope.Auditor]).ToList() is { Count: > 0 } some ? [.. some.Select(scope => scope == Scope.Curator ? TenantRole.Curator : TenantRole.Auditor).Order()]
        : [TenantRole.Member];

    /// <summary>How the person stands; null for an account whose person is gone for good, or about to be.</summary>
    public static PersonState? Standing(this Account account) => account.State switch
    {
        AccountState.Erased or AccountState.Erasing => null,
        AccountState.Suspended => PersonState.Suspended,
        _ => account.Accepted ? PersonState.Active : PersonState.Invited,
    };

    /// <summary>The scope that a role is.</summary>
    public static string ToScope(this TenantRole role) => role switch
    {
        TenantRole.Administrator => Scope.Administrator,
        TenantRole.Curator => Scope.Curator,
        TenantRole.Auditor => Scope.Auditor,
        _ => Scope.Member,
    };
}
