using System.Globalization;
using System.Text;

namespace Interlink.Core.Tenants;

/// <summary>Texts that stand in one line beside those of others.</summary>
internal static class OneLine
{
    /// <summary>The text composed and trimmed, with blanks for line ends and control characters, and without what nobody sees: marks that turn the
    /// direction of writing or take no room.</summary>
    public static string Of(string? text) => string.Concat((text ?? "").Normalize(NormalizationForm.FormC).EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
        .Select(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString())).Trim();
}
