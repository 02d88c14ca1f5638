using System.Globalization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>The colour of a tenant's links and buttons, one for each theme: no single colour can be read on light and on dark ground.</summary>
/// <param name="Light">On light ground, <c>#rrggbb</c>.</param>
/// <param name="Dark">On dark ground, <c>#rrggbb</c>.</param>
public sealed record TenantAccent(string Light, string Dark)
{
    /// <summary>The grounds of the light theme; those of <c>static-web/src/styles/tokens.css</c>, which a test compares.</summary>
    public static IReadOnlyList<string> LightGrounds { get; } = ["#fbfbf9", "#ffffff", "#f2f4f1"];

    /// <summary>The grounds of the dark theme.</summary>
    public static IReadOnlyList<string> DarkGrounds { get; } = ["#0f1615", "#162020", "#0b1110"];

    private static readonly Colour White = Colour.Parse("#ffffff");

    /// <summary>Takes a colour for each theme, where both can be read on every ground of their theme.</summary>
    /// <param name="dark">Null to have it derived: the light one with as much white as it takes.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public static TenantAccent? Of(string? light, string? dark, ICollection<FieldError> faults)
    {
        var before = faults.Count;
        var first = Read("accent.light", light, LightGrounds, faults);
        var second = dark is not null ? Read("accent.dark", dark, DarkGrounds, faults) : first is { } known ? Brightened(known) : first;
        return faults.Count == before ? new TenantAccent(first!.Value.ToString(), second!.Value.ToString()) : null;
    }

    /// <summary>The least contrast of a colour with any of the grounds.</summary>
    public static double Least(Colour colour, IReadOnlyList<string> grounds) => grounds.Min(ground => Colour.Contrast(colour, Colour.Parse(ground)));

    /// <summary>The colour with as little white in it as it takes to be read on dark ground.</summary>
    public static Colour Brightened(Colour colour)
    {
        var percent = 0;
        while (Least(colour.Mixed(White, percent / 100d), DarkGrounds) < Colour.LeastContrast)
        {
            percent++;
        }

        return colour.Mixed(White, percent / 100d);
    }

    private static Colour? Read(string field, string? text, IReadOnlyList<string> grounds, ICollection<FieldError> faults)
    {
        if (!Colour.TryParse(text, out var colour))
        {
            faults.Add(new FieldError(field, "not_a_colour", "Give a colour as # and six hexadecimal digits, such as #0b5560."));
            return null;
        }

        var contrast = Least(colour, grounds);
        if (contrast < Colour.LeastContrast)
        {
            faults.Add(new FieldError(field, "low_contrast", string.Create(
                CultureInfo.InvariantCulture, $"The contrast with the ground is {Math.Floor(contrast * 100) / 100:0.00} to 1; it takes {Colour.LeastContrast} to 1 to be read.")));
        }

        return colour;
    }
}
