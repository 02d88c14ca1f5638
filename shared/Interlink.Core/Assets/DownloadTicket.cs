using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Assets;

/// <summary>What a download link says: which bytes, for whom, until when. It grants nothing by itself; the right is judged anew when the link is opened.</summary>
/// <param name="Tenant">The tenant of everything else.</param>
/// <param name="Process">Id of the process.</param>
/// <param name="Asset">Id of the asset.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Subject">Whose right to the asset opens it.</param>
/// <param name="ExpiresAt">Until when, in seconds since 1970, UTC.</param>
/// <param name="Key">Version of the key that it is sealed with.</param>
internal sealed record DownloadTicket(TenantId Tenant, string Process, string Asset, int Version, string Subject, long ExpiresAt, string Key)
{
    /// <summary>No sealed ticket is longer, in characters.</summary>
    public const int MaxLength = 1000;

    private const int HashLength = 32;

    // Told apart from whatever else a key might ever sign.
    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("interlink download\n");

    /// <summary>The ticket and its seal as one word that fits a path: nothing of it can be changed without the key.</summary>
    public string Seal(byte[] key)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(this, Json.Options);
        return $"{Base64Url.EncodeToString(content)}.{Base64Url.EncodeToString(Hash(key, content))}";
    }

    /// <summary>Reads what a sealed ticket claims, without believing it.</summary>
    /// <returns>Null for anything that is not formed like one.</returns>
    public static DownloadTicket? Claimed(string text) => Parts(text) is var (content, _) ? Read(content) : null;

    /// <summary>Whether the seal of a text was made with the key, of exactly this content.</summary>
    public static bool IsSealedWith(string text, byte[] key) =>
        Parts(text) is var (content, seal) && CryptographicOperations.FixedTimeEquals(seal, Hash(key, content));

    private static (byte[] Content, byte[] Seal)? Parts(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || text.Length > MaxLength || !Base64Url.IsValid(text.AsSpan(0, dot)) || !Base64Url.IsValid(text.AsSpan(dot + 1)))
        {
            return null;
        }

        var seal = Base64Url.DecodeFromChars(text.AsSpan(dot + 1));
        return seal.Length == HashLength ? (Base64Url.DecodeFromChars(text.AsSpan(0, dot)), seal) : null;
    }

    private static DownloadTicket? Read(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<DownloadTicket>(content, Json.Options) is { Subject: not null, Key: not null } ticket && Ulids.IsId(ticket.Process) && Ulids.IsId(ticket.Asset)
                ? ticket
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Hash(byte[] key, byte[] content) => HMACSHA256.HashData(key, Purpose.Concat(content).ToArray());
}
