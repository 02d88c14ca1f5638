using Interlink.Core.Assets;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tests.Assets;

public class AssetPlanTests
{
    private static readonly Interlinker Guide = new()
    {
        Id = "guide",
        Nature = InterlinkerNature.Knowledge,
        Name = LocalizedText.Of([new("en", "Guide"), new("lv", "Ceļvedis")]),
        Templates = new Dictionary<string, CatalogueFile> { ["it"] = File("it"), ["en"] = File("en"), ["es"] = File("es") },
    };

    [Theory]
    [InlineData("it", "it", false)]
    [InlineData("en", "en", false)]
    [InlineData("lv", "en", true)]
    public void A_template_is_taken_in_the_language_asked_for_or_else_in_English(string asked, string taken, bool untranslated)
    {
        var plan = AssetPlan.For(Guide, "lv", asked).Value;
        Assert.Equal(("Ceļvedis", taken, untranslated, File(taken), null), (plan.Name, plan.Language, plan.Untranslated, plan.Template, plan.Uri));
    }

    [Fact]
    public void Without_English_the_first_language_is_taken()
    {
        var guide = Guide with { Templates = new Dictionary<string, CatalogueFile> { ["lv"] = File("lv"), ["es"] = File("es") } };
        Assert.Equal(("es", true), (AssetPlan.For(guide, "en", "it").Value.Language, AssetPlan.For(guide, "en", "it").Value.Untranslated));
    }

    [Fact]
    public void The_title_is_the_name_that_the_catalogue_gives_to_resources()
    {
        var guide = Guide with { AssetName = LocalizedText.Of("en", "Our guide") };
        Assert.Equal("Our guide", AssetPlan.For(guide, "lv", "lv").Value.Name);
        Assert.Equal(new string('x', 199) + "…", AssetPlan.For(Guide with { Name = LocalizedText.Of("en", new string('x', 300)) }, "en", "en").Value.Name);
    }

    [Theory]
    [InlineData(InterlinkerNature.ExternalKnowledge)]
    [InlineData(InterlinkerNature.ExternalSoftware)]
    public void What_is_held_elsewhere_becomes_a_link_in_the_right_language(InterlinkerNature nature)
    {
        var page = Guide with { Nature = nature, ExternalUri = LocalizedText.Of([new("en", "https://example.org/en"), new("it", "https://example.org/it")]) };
        Assert.Equal(new AssetPlan("Guide", "it", false, null, "https://example.org/it"), AssetPlan.For(page, "en", "it").Value);
        Assert.Equal(new AssetPlan("Guide", "en", true, null, "https://example.org/en"), AssetPlan.For(page, "en", "lv").Value);
    }

    [Fact]
    public void What_cannot_become_a_resource_is_refused_with_the_reason()
    {
        Assert.Contains("template file is missing", Refused(Guide with { Templates = new Dictionary<string, CatalogueFile>() }), StringComparison.Ordinal);
        Assert.Contains("It is a tool", Refused(Guide with { Nature = InterlinkerNature.Software }), StringComparison.Ordinal);
        Assert.Contains("no address", Refused(Guide with { Nature = InterlinkerNature.ExternalSoftware }), StringComparison.Ordinal);

        static string Refused(Interlinker interlinker)
        {
            var error = AssetPlan.For(interlinker, "en", "en").Error;
            Assert.Equal(("interlinker-not-instantiable", ErrorKind.Conflict), (error?.Type, error?.Kind));
            return error!.Detail;
        }
    }

    private static CatalogueFile File(string language) => new($"guide-{language}.docx", "application/msword", 10, new string('a', 62) + language);
}
