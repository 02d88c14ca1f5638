using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

/// <summary>What the slices call the data that they keep has a name for people wherever it is shown.</summary>
public sealed class LabelTests
{
    [Fact]
    public async Task Every_part_of_a_certificate_has_a_name_in_every_language_of_the_page()
    {
        await using var host = await EdgeHost.Start();
        var parts = host.Services.GetServices<IPersonalData>().Select(p => p.Description.Name).Order(StringComparer.Ordinal).ToList();
        Assert.True(parts.Count > 12);
        var page = File.ReadAllText(Web("features", "privacy", "routes", "certificate.tsx"));
        Assert.All(parts, part => Assert.Contains($"\"{part}\"", page, StringComparison.Ordinal));
        foreach (var language in Language.Interface)
        {
            using var texts = JsonDocument.Parse(File.ReadAllText(Web("i18n", language, "privacy.json")));
            Assert.Equal(parts, texts.RootElement.GetProperty("kinds").EnumerateObject().Select(k => k.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_kind_of_data_and_of_retention_has_its_words_in_every_language_of_the_record()
    {
        await using var host = await EdgeHost.Start();
        var kept = host.Services.GetServices<IPersonalData>().Select(p => p.Description.Name).ToList();
        var retained = host.Services.GetServices<IRetained>().Select(r => r.Rule.Kind).ToList();
        foreach (var language in Language.Interface)
        {
            using var words = JsonDocument.Parse(File.ReadAllText(
                Path.Combine(Snapshot.Root(), "shared", "Interlink.Core", "Privacy", "Texts", $"words.{language}.json")));
            Assert.All(kept.Concat(retained), kind => Assert.True(Names(words, "kinds", kind), $"{language}: kinds has no '{kind}'"));
            Assert.All(kept, kind => Assert.True(Names(words, "purposes", kind), $"{language}: purposes has no '{kind}'"));
            Assert.All(retained, kind => Assert.True(Names(words, "reasons", kind), $"{language}: reasons has no '{kind}'"));
        }
    }

    private static bool Names(JsonDocument words, string table, string kind) => words.RootElement.GetProperty(table).TryGetProperty(kind, out _);

    private static string Web(params string[] path) => Path.Combine([Snapshot.Root(), "static-web", "src", .. path]);
}
