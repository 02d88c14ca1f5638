using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Interlink.Functions.Tests.Accounts;

/// <summary>An authenticator in software (Web Authentication, level 3): makes one passkey with an ES256 key, without attestation, and signs with it.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte PersonPresent = 0x01, PersonVerified = 0x04, WithKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _person = "";
    private string _relyingParty = "";

    /// <summary>Answers the question for a new passkey.</summary>
    /// <param name="origin">What the browser says where the page is from.</param>
    public object Make(JsonElement question, string origin)
    {
        _person = question.GetProperty("user").GetProperty("id").GetString()!;
        var challenge = question.GetProperty("challenge").GetString()!;
        _relyingParty = RelyingParty(question.GetProperty("rp"), origin);
        var data = Data(WithKey, [.. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()]);
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), .. Bytes(data)];
        return Credential(new
        {
            clientDataJSON = Encoded(ClientData("webauthn.create", challenge, origin)),
            attestationObject = Encoded(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Answers the question for any passkey.</summary>
    public object Sign(JsonElement question, string origin, string? challenge = null)
    {
        var client = ClientData("webauthn.get", challenge ?? question.GetProperty("challenge").GetString()!, origin);
        var data = Data(0, []);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Encoded(client), authenticatorData = Encoded(data), signature = Encoded(signature), userHandle = _person });
    }

    public void Dispose() => _key.Dispose();

    private object Credential(object response) => new
    {
        id = Encoded(_id),
        rawId = Encoded(_id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    };

    private static string RelyingParty(JsonElement rp, string origin) => rp.TryGetProperty("id", out var id) && id.GetString() is { } stated ? stated : new Uri(origin).Host;

    private byte[] Data(byte flags, byte[] more) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(_relyingParty)), (byte)(PersonPresent | PersonVerified | flags), 0, 0, 0, 0, .. more];

    private static byte[] ClientData(string type, string challenge, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin, crossOrigin = false });

    // COSE: an elliptic curve key (1: 2) for ES256 (3: -7) on P-256 (-1: 1), with x (-2) and y (-3).
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    // CBOR: a byte string, a text of up to 23 bytes.
    private static byte[] Bytes(byte[] value)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value.Length);
        return value.Length < 256 ? [0x58, length[1], .. value] : [0x59, .. length, .. value];
    }

    private static byte[] Text(string value) => [(byte)(0x60 | value.Length), .. Encoding.UTF8.GetBytes(value)];

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
