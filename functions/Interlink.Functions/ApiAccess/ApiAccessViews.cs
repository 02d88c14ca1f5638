using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Functions.ApiAccess;

/// <summary>A program that calls the API under its own name.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it is shown wherever it did something.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Contact">The address of whom to ask about it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="RequestsPerMinute">How many requests a minute each of its keys may make in the long run.</param>
/// <param name="Clients">Ids under which the OpenID Connect issuer knows it.</param>
/// <param name="Keys">Its keys, the newest first; also some that are good no more.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="TokenUsedAt">When a bearer token of it was last used, to ten minutes; absent when none was.</param>
public sealed record ApiApplicationView(
    string Id, string Name, string? Description, string? Contact, IReadOnlyList<ApiScope> Scopes, int RequestsPerMinute, IReadOnlyList<string> Clients,
    IReadOnlyList<ApiKeyView> Keys, DateTimeOffset RegisteredAt, DateTimeOffset? TokenUsedAt)
{
    internal static ApiApplicationView Of(ApiApplication a, IReadOnlyDictionary<string, DateTimeOffset> used, DateTimeOffset now) => new(
        a.Id, a.Name, a.Description, a.Contact, a.Scopes, a.RequestsPerMinute, a.Clients, [.. a.Keys.Select(k => ApiKeyView.Of(k, a, used, now))], a.RegisteredAt,
        used.TryGetValue(a.Id, out var at) ? at : null);

    internal static IEnumerable<string> CredentialsOf(Document<ApiApplication> application) => application.Body.Keys.Select(k => k.Id).Prepend(application.Id);
}

/// <summary>A key of an application, without the key itself.</summary>
/// <param name="Id">Names it; says nothing about the key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Hint">Its last four characters.</param>
/// <param name="State">How it stands.</param>
/// <param name="Scopes">What it may do: never more than the application.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="RevokedAt">When it was revoked; absent when it was not.</param>
/// <param name="ReplacedBy">Id of the key that takes its place; absent when there is none.</param>
/// <param name="LastUsedAt">When it was last used, to ten minutes; absent when it never was.</param>
public sealed record ApiKeyView(
    string Id, string Name, string Hint, ApiKeyState State, IReadOnlyList<ApiScope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt, string? ReplacedBy, DateTimeOffset? LastUsedAt)
{
    internal static ApiKeyView Of(ApiKey k, ApiApplication of, IReadOnlyDictionary<string, DateTimeOffset> used, DateTimeOffset now) => new(
        k.Id, k.Name, k.Hint, k.StateAt(now), [.. k.Scopes.Intersect(of.Scopes)], k.CreatedAt, k.ExpiresAt, k.RevokedAt, k.ReplacedBy,
        used.TryGetValue(k.Id, out var at) ? at : null);
}

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key: send it as <c>Authorization: Bearer …</c>. It is shown this once and not kept.</param>
/// <param name="Id">Names it from now on.</param>
/// <param name="Application">The application with the new key.</param>
public sealed record MadeKeyView([Example("ilk_varam_01kdvdna00vj4fe7cvmrcfkpz4_…")] string Key, string Id, ApiApplicationView Application);

/// <summary>The teams that an application is in.</summary>
/// <param name="Items">By name.</param>
public sealed record ApiApplicationTeams(IReadOnlyList<ApiApplicationTeam> Items)
{
    internal static ApiApplicationTeams Of(IEnumerable<Team> teams) => new([.. teams.Select(t => new ApiApplicationTeam(t.Id, t.Name))]);
}

/// <summary>A team that an application is in.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">What it is called.</param>
public sealed record ApiApplicationTeam(string Id, string Name);

/// <summary>What the API knows of the application that asks.</summary>
/// <param name="Id">Names it; the actor of everything it does.</param>
/// <param name="Tenant">In which tenant it acts.</param>
/// <param name="Name">How it is shown.</param>
/// <param name="Scopes">What the key, or token, may do.</param>
/// <param name="RequestsPerMinute">How many requests a minute it may make in the long run.</param>
/// <param name="ExpiresAt">Until when the key is good; absent for a bearer token.</param>
public sealed record CallingApplicationView(string Id, string Tenant, string Name, IReadOnlyList<string> Scopes, int RequestsPerMinute, DateTimeOffset? ExpiresAt)
{
    internal static CallingApplicationView Of(CallingApplication a) => new(
        a.Caller.Subject, a.Caller.Tenant.Value, a.Caller.Name, [.. a.Caller.Scopes.Order(StringComparer.Ordinal)], a.RequestsPerMinute, a.ExpiresAt);
}
