using Interlink.Core.Kernel;

namespace Interlink.Local.Accounts;

/// <summary>A person who can sign in at this host. Lives in one tenant.</summary>
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

    /// <summary>The hash of the password; null while the person has not chosen one and cannot sign in.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Changes with the password. A session that carries another stamp is over.</summary>
    public required string Stamp { get; init; }

    /// <summary>When the account was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The scope and those that it implies, as the account keeps them.</summary>
    public static IReadOnlyList<string> ScopesOf(string scope) => scope switch
    {
        Scope.Administrator => [Scope.Member, Scope.Curator, Scope.Administrator],
        Scope.Curator => [Scope.Member, Scope.Curator],
        _ => [Scope.Member],
    };
}
