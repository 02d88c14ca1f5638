using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Interlink.Core.Accounts;

/// <summary>Codes that change with time, as authenticator apps show them: RFC 6238 with HMAC-SHA-1, steps of 30 seconds and six digits,
/// which is what every app knows.</summary>
public static class Totp
{
    /// <summary>Bytes of a secret: as many as the hash has.</summary>
    public const int SecretBytes = 20;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>How many steps a clock may be ahead or behind.</summary>
    public const int Tolerance = 1;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The step in which a moment lies.</summary>
    public static long StepOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of a step.</summary>
    /// <param name="digits">6 to 8.</param>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 with SHA-1 is what authenticator apps compute; HMAC does not need collision resistance.")]
    public static string CodeOf(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        var bound = (int)Math.Pow(10, digits);
        return (number % bound).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code it is, around a moment; null when it is none, or of a step that was used up.</summary>
    /// <param name="after">The last step that was used; 0 for none. Codes of it and of earlier ones are refused.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset moment, long after)
    {
        long? found = null;
        var typed = Encoding.UTF8.GetBytes(code);
        for (var step = StepOf(moment) - Tolerance; step <= StepOf(moment) + Tolerance; step++)
        {
            // Every step is looked at, each in constant time.
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(secret, step)), typed) && step > after)
            {
                found ??= step;
            }
        }

        return found;
    }

    /// <summary>A secret in the letters that people type into an app (RFC 4648, base 32, no padding).</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (held, bits) = ((held << 8) | one, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(held >> (bits - 5)) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return (bits > 0 ? text.Append(Alphabet[(held << (5 - bits)) & 31]) : text).ToString();
    }

    /// <summary>What the QR code says to an app.</summary>
    /// <param name="issuer">Who asks for the code, such as the tenant's name.</param>
    /// <param name="account">Which account of theirs, such as the address.</param>
    public static string Uri(string issuer, string account, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(account)}?secret={Base32(secret)}"
        + $"&issuer={System.Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={Step.TotalSeconds:0}";
}
