using System.Globalization;
using System.Text;

namespace Interlink.Core.Kernel;

/// <summary>Names and other texts that stand in one line beside those of others, and must not repaint what is around them.</summary>
public static class OneLine
{
    /// <summary>The text composed and trimmed, with blanks for line ends and control characters, and without what nobody sees: marks that turn the direction of writing or
    /// take no room. Joiners between letters stay, many scripts and emoji are written with them; a text of nothing else is empty.</summary>
    public static string Of(string? text)
    {
        var line = string.Concat((text ?? "").EnumerateRunes().Where(IsKept).Select(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString()))
            .Normalize(NormalizationForm.FormC).Trim();
        return line.EnumerateRunes().All(rune => IsJoiner(rune) || Rune.IsWhiteSpace(rune)) ? "" : line;
    }

    private static bool IsKept(Rune rune) => IsJoiner(rune) || Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
}
