using System.Text.Json.Serialization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.ApiAccess;

/// <summary>A program that calls the API in a tenant under its own name: never a person. With its keys it is one document, so that what is taken away is gone at the
/// next request of every host.</summary>
public sealed record ApiApplication
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "api-application";

    /// <summary>Most keys that are good at one time: one in use, one that takes its place, and some for further installations.</summary>
    public const int MostKeys = 10;

    /// <summary>Most applications of a tenant.</summary>
    public const int MostOfTenant = 200;

    /// <summary>Most OpenID Connect clients of one application.</summary>
    public const int MostClients = 10;

    /// <summary>The fastest that an application may be allowed to ask, in requests a minute; as fast as a person may.</summary>
    public const int FastestPerMinute = 2_400;

    internal const string OfRegistrar = "registered-by";
    internal const string OfContact = "contact";

    /// <summary>Unique id; the subject of its <see cref="Caller"/>.</summary>
    public required string Id { get; init; }

    /// <summary>How it is shown wherever it did something.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The address of whom to ask about it; null when nobody was named.</summary>
    public string? Contact { get; init; }

    /// <summary>What it may do; a key may be narrower.</summary>
    public required IReadOnlyList<ApiScope> Scopes { get; init; }

    /// <summary>How many requests a minute each of its keys, and all its bearer tokens together, may make in the long run.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>Ids under which the OpenID Connect issuer knows it, so that its tokens are accepted as a key is.</summary>
    public IReadOnlyList<string> Clients { get; init; } = [];

    /// <summary>Its keys, also some that are good no more; the newest first.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>Subject of the administrator who registered it.</summary>
    public required string RegisteredBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language.Fallback, Name),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [OfRegistrar] = [RegisteredBy],
            [OfContact] = EmailAddress.TryParse(Contact, out var address) ? [address.Key] : [],
        },
    };
}

/// <summary>A key of an application. The key itself is not kept, only what recognises it.</summary>
public sealed record ApiKey
{
    /// <summary>Unique id; says nothing about the key.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, to tell it from others.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in hexadecimal digits. It has 190 random bits, so that no slower hash is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>The last four characters, by which its owner knows it again.</summary>
    public required string Hint { get; init; }

    /// <summary>What it may do of what the application may.</summary>
    public required IReadOnlyList<ApiScope> Scopes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it is good, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null when it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Id of the key that takes its place; null when there is none.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Whether it is stated to be over; what is not may have expired.</summary>
    [JsonIgnore]
    public bool Revoked => RevokedAt is not null;

    /// <summary>How it stands.</summary>
    public ApiKeyState StateAt(DateTimeOffset now) =>
        Revoked ? ApiKeyState.Revoked
        : ExpiresAt <= now ? ApiKeyState.Expired
        : ReplacedBy is not null ? ApiKeyState.Replaced
        : ApiKeyState.Active;
}

/// <summary>How a key stands.</summary>
public enum ApiKeyState
{
    /// <summary>It is good.</summary>
    Active,

    /// <summary>It is good for a while yet, beside the one that takes its place.</summary>
    Replaced,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was revoked.</summary>
    Revoked,
}
