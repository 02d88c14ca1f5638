using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Interlink.Core.Accounts;

/// <summary>An e-mail address in the one form in which it is stored and compared: trimmed, composed, lower case.</summary>
public readonly record struct EmailAddress
{
    private const int Longest = 254;
    private const int LongestTyped = 1000;
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
        if (text is null or { Length: > LongestTyped } || text.Any(IsNoText))
        {
            return false;
        }

        // Looked at is what is kept: composing makes spaces and at signs of other characters.
        var value = OneForm(text);
        if (!IsAddress(value) || OneForm(value) != value)
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

    // Composed once more at the end, since some small letters compose where their capitals do not.
    private static string OneForm(string text) =>
        text.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);

    // Characters beyond the first plane, and the one that cannot be composed at all.
    private static bool IsNoText(char c) => char.IsSurrogate(c) || c == '\uFFFE';

    private static bool IsAddress(string value) =>
        value.Length is >= 3 and <= Longest
        && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || IsNoText(c))
        && value.LastIndexOf('@') is var at and >= 1 and <= 64
        && value.IndexOf('@', StringComparison.Ordinal) == at
        && IsDomain(value[(at + 1)..]);

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
}
