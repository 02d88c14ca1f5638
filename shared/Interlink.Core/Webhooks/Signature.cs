using System.Globalization;
using System.Text;

namespace Interlink.Core.Webhooks;

/// <summary>The headers that make a message verifiable (Standard Webhooks 1.0.0).</summary>
public static class Signature
{
    /// <summary>The header with the id of the message, the same at every attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the attempt, in Unix seconds.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, one for each active key, with blanks between.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Signs a message.</summary>
    /// <param name="id">The id of the message; no full stop in it.</param>
    /// <param name="at">The time of the attempt.</param>
    /// <param name="body">Exactly the bytes that are sent.</param>
    /// <param name="secrets">The active ones, the latest first; at least one.</param>
    /// <returns>The three headers.</returns>
    /// <exception cref="ArgumentException">There is no secret, or the id has a full stop.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(
        string id, DateTimeOffset at, ReadOnlySpan<byte> body, IReadOnlyList<SigningSecret> secrets, IEd25519 ed25519)
    {
        if (secrets.Count == 0 || id.Length == 0 || id.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException("A message is signed with at least one secret, under an id without full stops.");
        }

        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return
        [
            new(IdHeader, id),
            new(TimestampHeader, timestamp),
            new(SignatureHeader, string.Join(' ', secrets.Select(secret => secret.Sign(content, ed25519)))),
        ];
    }
}
