using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Interlink.Core.Tenants;

/// <summary>A colour of the screen (sRGB), and how well two can be told apart (WCAG 2.2, relative luminance and contrast ratio).</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>The least contrast of text on its ground: WCAG 2.2, success criterion 1.4.3, level AA.</summary>
    public const double LeastContrast = 4.5;

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Colour colour)
    {
        colour = default;
        if (text is not { Length: 7 } || text[0] != '#' || !text.AsSpan(1).ToString().All(char.IsAsciiHexDigit))
        {
            return false;
        }

        colour = new Colour(Part(text, 1), Part(text, 3), Part(text, 5));
        return true;
    }

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Colour Parse(string text) => TryParse(text, out var colour) ? colour : throw new FormatException($"'{text}' is not a colour.");

    /// <summary>The contrast ratio of two colours, from 1 (the same) to 21 (black and white).</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (a, b) = (one.Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>This colour with a share of another in it.</summary>
    /// <param name="share">0 for this colour, 1 for the other.</param>
    public Colour Mixed(Colour other, double share) => new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte part)
    {
        var share = part / 255d;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static byte Mixed(byte one, byte other, double share) => (byte)Math.Round(one + ((other - one) * share));

    private static byte Part(string text, int at) => byte.Parse(text.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
