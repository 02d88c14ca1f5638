namespace Interlink.Core.Webhooks;

/// <summary>Ed25519 signatures (RFC 8032), which the base class library does not have.</summary>
public interface IEd25519
{
    /// <summary>The public key, 32 bytes.</summary>
    /// <param name="seed">The private key, 32 bytes.</param>
    byte[] PublicKey(ReadOnlySpan<byte> seed);

    /// <summary>The signature, 64 bytes.</summary>
    /// <param name="seed">The private key, 32 bytes.</param>
    byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> content);

    /// <summary>Whether a signature is that of the content. Anything malformed is not.</summary>
    bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature);
}
