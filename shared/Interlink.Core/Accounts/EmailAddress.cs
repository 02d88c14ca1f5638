using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Interlink.Core.Accounts;

/// <summary>An e-mail address in the one form in which it is stored and compared: trimmed, composed, lower case.</summary>
public readonly record struct EmailAddress
{
    private readonly string? _value;

    private EmailAddress(string value) => _value = value;

    /// <summary>The address.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This EmailAddress was never set.");

    /// <summary>A document id that stands for the address; says nothing about it to who reads ids only.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    /// <summary>What stands before the at sign.</summary>
    public string LocalPart => Value[..Value.LastIndexOf('@')];

    /// <summary>Reads an address as a person types it. Whether mail arrives there is not known.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        var value = text?.Trim() ?? "";
        if (value.Length is < 3 or > 254 || value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c)))
        {
            return false;
        }

        value = value.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var at = value.LastIndexOf('@');
        var domain = value[(at + 1)..];
        if (at is < 1 or > 64 || value.IndexOf('@', StringComparison.Ordinal) != at || !IsDomain(domain))
        {
            return false;
        }

        address = new EmailAddress(value);
        return true;
    }

    /// <summary>Reads an address that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("This is not an e-mail address.");

    public override string ToString() => _value ?? "";

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
}
