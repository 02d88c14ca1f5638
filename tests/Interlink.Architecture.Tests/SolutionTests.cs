namespace Interlink.Architecture.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void The_solution_contains_every_project() => Rule.Holds(Missing(Solution(), Tree.Of(".csproj").Where(f => !Tree.IsExample(f)).Select(f => f.Path)));

    [Fact]
    public void A_project_that_the_solution_lacks_is_found() =>
        Assert.NotEmpty(Missing(Solution(), ["functions/Interlink.Forgotten/Interlink.Forgotten.csproj"]));

    [Fact]
    public void Package_versions_are_central() => Rule.Holds(OwnVersions(Tree.Of(".csproj")));

    [Fact]
    public void A_package_version_in_a_project_file_is_found() =>
        Rule.Breaks(OwnVersions, new SourceFile("a.csproj", "<PackageReference Include=\"A\" Version=\"1.0.0\" />"));

    private static string Solution() => Tree.Files.Single(f => f.Path == "Interlink.Functions.sln").Text.Replace('\\', '/');

    private static IEnumerable<string> Missing(string solution, IEnumerable<string> projects) =>
        projects.Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)).Select(p => $"The solution lacks {p}.");

    private static IEnumerable<string> OwnVersions(IEnumerable<SourceFile> projects) =>
        projects.Where(p => p.Text.Split('\n').Any(l => l.Contains("<PackageReference", StringComparison.Ordinal) && l.Contains(" Version=", StringComparison.Ordinal)))
            .Select(p => $"{p.Path} states a package version of its own.");
}
