using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Accounts;

/// <summary>A person in one tenant. Whoever acts in two tenants has an account in each.</summary>
public sealed record Account
{
    /// <summary>Stable opaque id; the subject of the person's <see cref="Caller"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>How the person is shown to others.</summary>
    public required string Name { get; init; }

    /// <summary>The normalised address to sign in with; null until the first administrator has chosen one.</summary>
    public string? Email { get; init; }

    /// <summary>What the person may do in the tenant at large; see <see cref="Scope"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The hash of the password, where the host signs people in itself; null while the person has not chosen one.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Where the platform signs people in: the identities that are this person. Empty until an invitation is accepted.</summary>
    public IReadOnlyList<SignInIdentity> Identities { get; init; } = [];

    /// <summary>Whether the person has accepted the invitation and can sign in.</summary>
    [JsonIgnore]
    public bool Accepted => PasswordHash is not null || Identities.Count > 0;

    /// <summary>Changes with the password. A session that carries another stamp is over.</summary>
    public required string Stamp { get; init; }

    /// <summary>When the account was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The scope and those that it implies, as the account keeps them.</summary>
    public static IReadOnlyList<string> ScopesOf(string scope) => scope switch
    {
        Scope.Administrator => [Scope.Member, Scope.Curator, Scope.Auditor, Scope.Administrator],
        Scope.Curator => [Scope.Member, Scope.Curator],
        Scope.Auditor => [Scope.Member, Scope.Auditor],
        _ => [Scope.Member],
    };
}
