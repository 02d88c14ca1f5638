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

    /// <summary>Whether the person can act; checked at each request.</summary>
    public AccountState State { get; init; }

    /// <summary>The normalised address to sign in with; null until the first administrator has chosen one.</summary>
    public string? Email { get; init; }

    /// <summary>When the signed-in person showed that mail to <see cref="Email"/> arrives, UTC; null while that is not known.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; init; }

    /// <summary>The language of pages and mails; null to follow the browser, and the tenant where there is none.</summary>
    public string? Language { get; init; }

    /// <summary>The languages that the person speaks, the best one first.</summary>
    public IReadOnlyList<string> SpokenLanguages { get; init; } = [];

    /// <summary>IANA name of the time zone in which times are shown; null to follow the browser.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Of what the person wants to hear by mail.</summary>
    public NotificationPreferences Notifications { get; init; } = new();

    /// <summary>The person's picture; null when there is none.</summary>
    public AccountPicture? Picture { get; init; }

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

    /// <summary>Whether the person may sign in and act.</summary>
    [JsonIgnore]
    public bool Active => State is AccountState.Active;

    /// <summary>The scope and those that it implies, as the account keeps them.</summary>
    public static IReadOnlyList<string> ScopesOf(string scope) => scope switch
    {
        Scope.Administrator => [Scope.Member, Scope.Curator, Scope.Auditor, Scope.Administrator],
        Scope.Curator => [Scope.Member, Scope.Curator],
        Scope.Auditor => [Scope.Member, Scope.Auditor],
        _ => [Scope.Member],
    };
}

/// <summary>Whether a person can act.</summary>
public enum AccountState
{
    /// <summary>As everybody.</summary>
    Active,

    /// <summary>Kept out until an administrator says otherwise; everything stays as it is.</summary>
    Suspended,

    /// <summary>The person is gone for good; the account only holds the place of its subject.</summary>
    Erased,

    /// <summary>The person is being erased, and nothing lets the account in again.</summary>
    Erasing,
}

/// <summary>The picture of a person, kept as a blob.</summary>
/// <param name="Id">SHA-256 of the content, 64 lower-case hexadecimal digits; part of its address.</param>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>, as its signature says.</param>
public sealed record AccountPicture(string Id, string ContentType);
