using System.Text.Json;
using System.Text.RegularExpressions;
using Interlink.Functions.Tests.Edge;

namespace Interlink.Functions.Tests.Operations;

/// <summary>Operations speak the product's words: nothing of the runtimes that do the work shows through.</summary>
public sealed partial class OperationWordsTests
{
    [Fact]
    public void The_described_operations_have_no_word_of_a_runtime()
    {
        var document = JsonElement.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "openapi.verified.json")));
        var schemas = document.At("components", "schemas").EnumerateObject().Where(s => s.Name.Contains("Operation", StringComparison.Ordinal) || s.Name == "StepOutcome").ToList();
        var paths = document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/api/operations", StringComparison.Ordinal)).ToList();
        Assert.True(schemas.Count > 8 && paths.Count == 4);
        Assert.Empty(schemas.Concat(paths).SelectMany(part => Found($"{part.Name} {part.Value}")));
    }

    [Fact]
    public async Task No_answer_about_an_operation_in_any_state_has_one_either()
    {
        await using var host = await EdgeHost.Start();
        foreach (var wish in (string[])["do", "refuse", "explode"])
        {
            var id = await host.StartAndEnd(wish);
            if (wish == "explode")
            {
                using var again = await host.Retry(id);
                await host.Ended(id, attempt: 2);
            }
        }

        await host.Start("wait");
        var (stopped, _) = await host.Start("delegate");
        using var canceled = await host.Cancel(stopped);
        await host.Ended(stopped);
        var list = await host.Operations();
        Assert.Equal(5, list.GetProperty("total").GetInt32());
        foreach (var id in list.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetString()!))
        {
            var told = (await host.Operation(id)).ToString();
            Assert.Empty(Found(told));
            Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
        }

        Assert.Empty(Found(list.ToString()));
    }

    [Theory]
    [InlineData("""{"instanceId":"x"}""")]
    [InlineData("The orchestration was terminated.")]
    [InlineData("TaskFailedException in activity")]
    [InlineData("its history was purged")]
    public void The_words_would_be_found(string text) => Assert.NotEmpty(Found(text));

    private static IEnumerable<string> Found(string text) => RuntimeWords().Matches(text).Select(match => match.Value);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Interlink.Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"orchestrat\w*|\w*instance\w*|\bactivit\w*|terminat\w*|histor\w*|\breplay\w*|\bpurge\w*|task ?hub|durable|custom ?status|runtime|\w*exception\b|\bstack ?trace", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RuntimeWords();
}
