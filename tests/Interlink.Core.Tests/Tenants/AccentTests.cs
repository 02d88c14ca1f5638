using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Tests.Tenants;

public sealed partial class AccentTests
{
    // From the WCAG's own examples of contrast ratios.
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#0000ff", "#ffffff", 8.59)]
    public void Contrast_is_that_of_the_accessibility_guidelines(string one, string other, double ratio)
    {
        Assert.Equal(ratio, Colour.Contrast(Colour.Parse(one), Colour.Parse(other)), 2);
        Assert.Equal(ratio, Colour.Contrast(Colour.Parse(other), Colour.Parse(one)), 2);
    }

    [Theory]
    [InlineData("#0b5560", true)]
    [InlineData("#6c6c6c", true)]
    [InlineData("#767676", false)]
    [InlineData("#ffcc00", false)]
    [InlineData("0b5560", false)]
    [InlineData("#0b556", false)]
    [InlineData("#0b55zz", false)]
    [InlineData(null, false)]
    public void An_accent_is_taken_when_it_can_be_read_on_every_light_ground(string? light, bool taken)
    {
        var faults = new List<FieldError>();
        Assert.Equal(taken, TenantAccent.Of(light, null, faults) is not null);
        Assert.Equal(taken, faults.Count == 0);
        Assert.All(faults, fault => Assert.Equal("accent.light", fault.Field));
    }

    [Fact]
    public void A_dark_accent_that_was_chosen_is_judged_on_dark_ground()
    {
        var faults = new List<FieldError>();
        Assert.Null(TenantAccent.Of("#0b5560", "#0b5560", faults));
        Assert.Equal(("accent.dark", "low_contrast"), Assert.Single(faults.Select(f => (f.Field, f.Code))));
        Assert.Equal(new TenantAccent("#0b5560", "#7fcdd4"), TenantAccent.Of("#0B5560", "#7FCDD4", []));
    }

    [Fact]
    public void Every_colour_has_a_brighter_one_that_can_be_read_in_the_dark() =>
        Prop.ForAll(Gen.Choose(0, 0xffffff).ToArbitrary(), number =>
        {
            var colour = new Colour((byte)(number >> 16), (byte)(number >> 8), (byte)number);
            return TenantAccent.Least(TenantAccent.Brightened(colour), TenantAccent.DarkGrounds) >= Colour.LeastContrast;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_grounds_are_those_of_the_pages()
    {
        var tokens = File.ReadAllText(Path.Combine(Root(), "static-web", "src", "styles", "tokens.css"));
        string[] grounds = [.. Ground().Matches(tokens).Select(m => m.Groups[1].Value)];
        Assert.Equal([.. TenantAccent.LightGrounds, .. TenantAccent.DarkGrounds, .. TenantAccent.DarkGrounds], grounds);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Interlink.Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"--(?:paper|surface|sunken): (#[0-9a-f]{6});")]
    private static partial Regex Ground();
}
