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
    private static readonly Seal s_seal = new("interlink download\n");

    /// <summary>The ticket and its seal as one word that fits a path: nothing of it can be changed without the key.</summary>
    public string Seal(byte[] key) => s_seal.Close(JsonSerializer.SerializeToUtf8Bytes(this, Json.Options), key);

    /// <summary>Reads what a sealed ticket claims, without believing it.</summary>
    /// <returns>Null for anything that is not formed like one.</returns>
    public static DownloadTicket? Claimed(string text) => Kernel.Seal.Claimed(text) is { } content ? Read(content) : null;

    /// <summary>Whether the seal of a text was made with the key, of exactly this content.</summary>
    public static bool IsSealedWith(string text, byte[] key) => s_seal.IsMadeWith(text, key);

    private static DownloadTicket? Read(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<DownloadTicket>(content, Json.Options) is { Subject: not null, Key: not null } ticket
                && ticket.Tenant != default && Ulids.IsId(ticket.Process) && Ulids.IsId(ticket.Asset)
                ? ticket
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
