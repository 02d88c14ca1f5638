using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>What a link for a partner's engineer says: which endpoint, what may be done, until when.</summary>
/// <param name="Id">Names the link; who acts by it is told by this.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Endpoint">The endpoint; nothing else can be seen with it.</param>
/// <param name="Rights">What may be done.</param>
/// <param name="Maker">Subject of the administrator who made it: it works for as long as that person administers the tenant.</param>
/// <param name="MadeAt">When, in milliseconds since 1970, UTC.</param>
/// <param name="ExpiresAt">Until when, in seconds since 1970, UTC.</param>
/// <param name="Key">Version of the key that it is sealed with.</param>
internal sealed record PartnerTicket(string Id, TenantId Tenant, string Endpoint, PartnerRights Rights, string Maker, long MadeAt, long ExpiresAt, string Key)
{
    private static readonly Seal s_seal = new("interlink webhook partner\n");

    public string Close(byte[] key) => s_seal.Close(JsonSerializer.SerializeToUtf8Bytes(this, Json.Options), key);

    public static bool IsSealedWith(string text, byte[] key) => s_seal.IsMadeWith(text, key);

    /// <summary>Reads what a sealed ticket claims, without believing it.</summary>
    public static PartnerTicket? Claimed(string text)
    {
        if (Seal.Claimed(text) is not { } content)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PartnerTicket>(content, Json.Options) is { Maker: not null, Key: not null } ticket && ticket.Tenant != default && Ulids.IsId(ticket.Endpoint) && Ulids.IsId(ticket.Id)
                ? ticket
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The keys that links for partners are sealed with.</summary>
public sealed class PartnerLinkKeys(ISecrets secrets, TimeProvider clock) : SealKeys(secrets, Name, clock)
{
    /// <summary>What the secret is called.</summary>
    public const string Name = "webhook-links";
}

/// <summary>What can be done with a link for a partner.</summary>
public enum PartnerRights
{
    /// <summary>Look at the endpoint, its messages and its statistics.</summary>
    Read,

    /// <summary>That, and send examples and single messages once more.</summary>
    Operate,
}

/// <summary>A link for a partner's engineer.</summary>
/// <param name="Id">Names the link in events.</param>
/// <param name="Ticket">The word that opens it; whoever holds it can.</param>
/// <param name="Rights">What may be done.</param>
/// <param name="ExpiresAt">Until when, UTC; sooner when its maker's right ends.</param>
public sealed record PartnerLink(string Id, string Ticket, PartnerRights Rights, DateTimeOffset ExpiresAt);

/// <summary>A link that was opened.</summary>
/// <param name="Caller">Who acts: the link itself, in its tenant.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Rights">What may be done.</param>
/// <param name="ExpiresAt">Until when, UTC.</param>
public sealed record OpenedLink(Caller Caller, WebhookEndpoint Endpoint, PartnerRights Rights, DateTimeOffset ExpiresAt);
