using System.Text.RegularExpressions;

namespace Interlink.Architecture.Tests;

/// <summary>Rules that a file keeps by its text alone. Each returns one sentence per violation.</summary>
internal static partial class SourceRules
{
    /// <summary>Most lines of a source file.</summary>
    public const int MaxLines = 300;

    /// <summary>Most lines of a file with HTTP functions.</summary>
    public const int MaxHttpLines = 120;

    /// <summary>Files fit a reader's head.</summary>
    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.IsGenerated
        let most = file.Path.EndsWith(".Http.cs", StringComparison.Ordinal) ? MaxHttpLines : MaxLines
        where file.Lines > most
        select $"{file.Path} has {file.Lines} lines, more than {most}.";

    /// <summary>Nothing is left for later, and no rule of the compiler is switched off by a directive in a slice.</summary>
    public static IEnumerable<string> Unfinished(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.IsGenerated
        from Match match in Postponed().Matches(file.Text)
        select $"{file.Path} says '{match.Value}'.";

    /// <summary>No file knows the machine it was written on.</summary>
    public static IEnumerable<string> MachinePaths(IEnumerable<SourceFile> files) =>
        from file in files
        from Match match in MachinePath().Matches(file.Text)
        select $"{file.Path} names the machine path '{match.Value}'.";

    /// <summary>Lock files work with any package registry.</summary>
    public static IEnumerable<string> Registries(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith("package-lock.json", StringComparison.Ordinal) || file.Path.EndsWith(".npmrc", StringComparison.Ordinal)
            || file.Path.EndsWith("NuGet.config", StringComparison.OrdinalIgnoreCase)
        where Registry().IsMatch(file.Text)
        select $"{file.Path} names a package registry.";

    /// <summary>Which runtime it is, is known to project files and Program.cs only.</summary>
    public static IEnumerable<string> Switches(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith(".cs", StringComparison.Ordinal) && ConditionalCode().IsMatch(file.Text)
        select $"{file.Path} has conditional code.";

    /// <summary>A part of the web app imports its own feature and what is shared, never another feature.</summary>
    public static IEnumerable<string> FeatureImports(IEnumerable<SourceFile> files) =>
        from file in files
        let own = FeatureOf(file.Path)
        where own is not null
        from Match match in Import().Matches(file.Text)
        let target = Resolve(file.Path, match.Groups["path"].Value)
        let other = FeatureOf(target)
        where other is not null && other != own
        select $"{file.Path} imports the feature '{other}'.";

    private static string? FeatureOf(string path) => Feature().Match(path) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string Resolve(string from, string path)
    {
        if (!path.StartsWith('.'))
        {
            return "static-web/src/" + path.Replace("@/", "", StringComparison.Ordinal).Replace("~/", "", StringComparison.Ordinal);
        }

        var segments = new List<string>(from.Split('/')[..^1]);
        foreach (var part in path.Split('/').Where(p => p != "."))
        {
            if (part == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                segments.Add(part);
            }
        }

        return string.Join('/', segments);
    }

    // Spelt in two halves, so that this file keeps its own rule.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X|NotImplemented" + @"Exception)\b")]
    private static partial Regex Postponed();

    [GeneratedRegex(@"(?<![\w.~])/(home|Users|root|work)/[\w.-]+|[A-Za-z]:\\Users\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"""resolved""\s*:\s*""http|registry\s*=|<add\s+key=[^>]*http", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalCode();

    [GeneratedRegex(@"^static-web/src/features/(?<name>[^/]+)/")]
    private static partial Regex Feature();

    [GeneratedRegex(@"(from|import\()\s*['""](?<path>[^'""]+)['""]|^import\s+['""](?<path>[^'""]+)['""]", RegexOptions.Multiline)]
    private static partial Regex Import();
}
