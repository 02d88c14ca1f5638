using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary>What a link to unsubscribe ends.</summary>
/// <param name="Category">One of <see cref="Accounts.NotificationCategory"/>.</param>
/// <param name="Subject">Whose account; null for an address without one.</param>
/// <param name="Address">Hash of that address; null for an account.</param>
public sealed record Unsubscription(TenantId Tenant, string Category, string? Subject, string? Address);

/// <summary>Signs links to unsubscribe with a key of the tenant, and reads them. They work without a session and for as long as the key is kept; they show no address.</summary>
/// <param name="secrets">Where keys are kept; without it there are no such links.</param>
public sealed class UnsubscribeTokens(IEnumerable<ISecrets> secrets)
{
    private const string Name = "mail-links";
    private const int KeyBytes = 32;
    private readonly ISecrets? _secrets = secrets.LastOrDefault();
    private readonly ConcurrentDictionary<TenantId, Secret> _keys = new();

    /// <summary>Makes the token of a link.</summary>
    /// <returns>Null where keys are not kept.</returns>
    public async Task<string?> Sign(Unsubscription what, CancellationToken cancellation)
    {
        if (_secrets is null)
        {
            return null;
        }

        var key = _keys.TryGetValue(what.Tenant, out var known) ? known : _keys[what.Tenant] = await Key(_secrets, what.Tenant, cancellation);
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(key.Version, what.Category, what.Subject, what.Address), Json.Options);
        var told = $"{what.Tenant}.{Base64Url.EncodeToString(content)}";
        return $"{told}.{Base64Url.EncodeToString(Signature(key, told))}";
    }

    /// <summary>Reads a token.</summary>
    /// <returns>Null when nobody here has signed it.</returns>
    public async Task<Unsubscription?> Read(string token, CancellationToken cancellation)
    {
        var parts = token.Split('.');
        if (_secrets is null || parts.Length != 3 || !TenantId.TryParse(parts[0], out var tenant) || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2])
            || Parse(Base64Url.DecodeFromChars(parts[1])) is not { } content
            || await _secrets.Get(SecretName.Of(tenant, Name), content.Key, cancellation) is not { } key)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Signature(key, $"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
            ? new Unsubscription(tenant, content.Category, content.Subject, content.Address)
            : null;
    }

    // Two hosts may each make one at the same moment: the token names the version, so both are good.
    private static async Task<Secret> Key(ISecrets secrets, TenantId tenant, CancellationToken cancellation)
    {
        var name = SecretName.Of(tenant, Name);
        return await secrets.Get(name, null, cancellation)
            ?? await secrets.Set(name, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes)), cancellation);
    }

    private static byte[] Signature(Secret key, string told) => HMACSHA256.HashData(Base64Url.DecodeFromChars(key.Value), Encoding.UTF8.GetBytes(told));

    private static Content? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(json, Json.Options) is { Key.Length: > 0, Category.Length: > 0 } content ? content : null;
        }
        catch (JsonException)
        {
            return null; // Whoever wrote it has no key either.
        }
    }

    private sealed record Content(string Key, string Category, string? Subject, string? Address);
}
