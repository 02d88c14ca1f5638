using Interlink.Core.Webhooks;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Interlink.Functions.Webhooks;

/// <summary>Ed25519 by Bouncy Castle.</summary>
public sealed class BouncyEd25519 : IEd25519
{
    public byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, key);
        return key;
    }

    public byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> content)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed.ToArray(), 0, content.ToArray(), 0, content.Length, signature, 0);
        return signature;
    }

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        publicKey.Length == Ed25519.PublicKeySize && signature.Length == Ed25519.SignatureSize
        && Ed25519.Verify(signature.ToArray(), 0, publicKey.ToArray(), 0, content.ToArray(), 0, content.Length);
}
