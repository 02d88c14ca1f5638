using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>How an erasure stands.</summary>
public enum ErasureState
{
    /// <summary>Asked for; can be taken back until it is due.</summary>
    Waiting,

    /// <summary>Begun; cannot be taken back.</summary>
    Erasing,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Taken back before it was due.</summary>
    Canceled,

    /// <summary>Not done: when it was due, the person was the only administrator.</summary>
    Refused,
}

/// <summary>The erasure of an account. Once it has ended there is nothing in here that leads to the person.</summary>
public sealed record Erasure
{
    /// <summary>Names it; the key of its operation, too.</summary>
    public required string Id { get; init; }

    /// <summary>Whose account; an opaque id.</summary>
    public required string Subject { get; init; }

    /// <summary>Subject of who asked for it: the person, or an administrator.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it begins, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How it stands.</summary>
    public ErasureState State { get; init; }

    /// <summary>What stands in place of the name; null before it begins.</summary>
    public string? Pseudonym { get; init; }

    /// <summary>When it was completed, canceled or refused, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The token of the link to the certificate; kept only until it is told to the person.</summary>
    public string? CertificateToken { get; init; }

    /// <summary>Who is being erased; only while the erasure runs.</summary>
    public ErasureOf? Person { get; init; }

    /// <summary>Whether it can still be taken back, or goes on.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Ended => State is ErasureState.Completed or ErasureState.Canceled or ErasureState.Refused;
}

/// <summary>What must be remembered of a person while everything else of the person goes.</summary>
public sealed record ErasureOf(string Name, string? Email, string Language);

/// <summary>What one part of the product did at an erasure.</summary>
/// <param name="Part">Which, as in <see cref="PersonalDataDescription"/>.</param>
/// <param name="Outcome"><c>removed</c>, <c>pseudonymised</c> or <c>kept</c>.</param>
/// <param name="Records">How many records were removed or changed.</param>
public sealed record ErasedPart(string Part, string Outcome, int Records);

/// <summary>That an account was erased: what was done, when. Without personal data; whoever holds the link can read it.</summary>
/// <param name="Tenant">The tenant by its name.</param>
/// <param name="Erasure">The erasure.</param>
/// <param name="RequestedAt">When it was asked for, UTC.</param>
/// <param name="CompletedAt">When it was done, UTC.</param>
/// <param name="ByAdministrator">Whether an administrator asked for it, not the person.</param>
/// <param name="Pseudonym">What stands in place of the name.</param>
/// <param name="Parts">What was done, part by part.</param>
public sealed record ErasureCertificate(
    string Tenant, string Erasure, DateTimeOffset RequestedAt, DateTimeOffset CompletedAt, bool ByAdministrator, string Pseudonym, IReadOnlyList<ErasedPart> Parts)
{
    /// <summary>SHA-256 of everything above as JSON, lower-case hexadecimal: shows that nothing was changed afterwards. The event of the erasure carries it, too.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The same certificate with its hash.</summary>
    public ErasureCertificate Sealed() => this with { Sha256 = Hash() };

    /// <summary>Whether the hash fits.</summary>
    public bool IsIntact() => Sha256 == Hash();

    private string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this with { Sha256 = "" }, Json.Options))));
}
