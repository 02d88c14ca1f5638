using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebhookReceiver;

/// <summary>Verifies messages that are signed with a shared secret (Standard Webhooks 1.0.0, v1), with nothing but the base class library.</summary>
/// <param name="secret">As the endpoint shows it, <c>whsec_…</c>.</param>
public sealed class WebhookVerifier(string secret)
{
    /// <summary>How old a message may be, and how far ahead of the own clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = Convert.FromBase64String(secret["whsec_".Length..]);

    /// <summary>Whether a message was signed with the secret, a short time ago.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>: one signature for each secret in use, with blanks between.</param>
    /// <param name="body">Exactly the bytes that came, before anything reads them as JSON.</param>
    /// <param name="now">The time.</param>
    public bool IsGenuine(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || signatures is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, content)));

        // In constant time: how much of a wrong signature fits must not show in how long it takes.
        return signatures.Split(' ').Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), expected));
    }
}
