using System.Text.RegularExpressions;

namespace Interlink.Architecture.Tests;

/// <summary>A table of values names, in each row, the tests that keep them, or says why a value was not built.</summary>
internal static partial class ConformanceRules
{
    private const string NotBuilt = "not built: ";

    /// <summary>What is wrong with the tables of a page.</summary>
    /// <param name="tests">The sources of the tests.</param>
    public static IEnumerable<string> Faults(SourceFile page, IEnumerable<SourceFile> tests)
    {
        var known = tests.SelectMany(file => Method().Matches(file.Text).Select(m => $"{System.IO.Path.GetFileNameWithoutExtension(file.Path)}.{m.Groups["name"].Value}")).ToHashSet(StringComparer.Ordinal);
        foreach (var row in page.Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("| kept by |", StringComparison.Ordinal)))
        {
            var last = row.Split('|')[^2].Trim();
            var named = Name().Matches(last).Select(m => m.Groups["name"].Value).ToList();
            foreach (var missing in named.Where(name => !known.Contains(name)))
            {
                yield return $"{page.Path} names {missing}, which is no test.";
            }

            if (named.Count == 0 && !(last.StartsWith(NotBuilt, StringComparison.Ordinal) && last.Length > NotBuilt.Length))
            {
                yield return $"{page.Path}: nothing keeps '{row.Split('|')[1].Trim()}'.";
            }
        }
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)\b(?:(?!\bpublic\b)[\s\S])*?\bpublic (?:static )?(?:async )?(?:void|Task) (?<name>\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex Name();
}
