namespace Interlink.Architecture.Tests;

public sealed class ImportTests
{
    [Theory]
    [InlineData("Interlink.Core")]
    [InlineData("Interlink.Functions")]
    [InlineData("Interlink.Storage.Local")]
    [InlineData("Interlink.Runtime")]
    [InlineData("Interlink.Local")]
    public void A_project_uses_only_what_the_import_table_allows(string project) => Rule.Holds(ImportTable.WrongUses([Imports.OfProject(project)]));

    [Fact]
    public void Project_files_refer_only_to_what_the_import_table_allows() => Rule.Holds(ImportTable.WrongReferences(Tree.Of(".csproj")));

    [Fact]
    public void Every_project_of_the_product_is_in_the_import_table() =>
        Rule.Holds(
            from file in Tree.Of(".csproj")
            where !file.Path.StartsWith("tests/", StringComparison.Ordinal) && !Tree.IsExample(file)
            let planted = file with { Text = "<Project><ItemGroup><ProjectReference Include=\"../Unknown/Unknown.csproj\" /></ItemGroup></Project>" }
            where !ImportTable.WrongReferences([planted]).Any()
            select $"{file.Path} is in no row.");

    [Fact]
    public void A_forbidden_use_is_found() =>
        Rule.Breaks(
            ImportTable.WrongUses,
            Using("Interlink.Core", "Microsoft.AspNetCore.Http"),
            Using("Interlink.Core", "Microsoft.Data.Sqlite"),
            Using("Interlink.Core", "System.Runtime", "System.IO.File"),
            Using("Interlink.Functions", "Microsoft.Data.Sqlite"),
            Using("Interlink.Functions", "Microsoft.Azure.Cosmos.Client"),
            Using("Interlink.Functions", "Interlink.Storage.Local"),
            Using("Interlink.Functions", "System.Runtime", "System.IO.File"),
            Using("Interlink.Functions", "Interlink.Runtime", "Interlink.Runtime.Durable.Engine"),
            Using("Interlink.Storage.Local", "Interlink.Runtime"),
            Using("Interlink.Runtime", "Interlink.Core"),
            Using("Interlink.Local", "Azure.Storage.Blobs"));

    [Fact]
    public void The_surface_and_the_base_class_library_may_be_used() =>
        Assert.Empty(ImportTable.WrongUses(
        [
            Using("Interlink.Functions", "Interlink.Runtime", "Microsoft.Azure.Functions.Worker.FunctionAttribute"),
            Using("Interlink.Core", "System.Text.Json", "System.Text.Json.JsonSerializer"),
            Using("Interlink.Local", "System.Runtime", "System.IO.File"),
        ]));

    [Fact]
    public void A_forbidden_reference_in_a_project_file_is_found() =>
        Rule.Breaks(
            ImportTable.WrongReferences,
            Project("Interlink.Core", "<PackageReference Include=\"NCrontab.Signed\" />"),
            Project("Interlink.Functions", "<PackageReference Include=\"Microsoft.Azure.Cosmos\" />"),
            Project("Interlink.Functions", "<ProjectReference Include=\"..\\..\\shared\\Interlink.Storage.Local\\Interlink.Storage.Local.csproj\" />"),
            Project("Interlink.Storage.Local", "<ProjectReference Include=\"..\\Interlink.Storage.Azure\\Interlink.Storage.Azure.csproj\" />"),
            Project("Interlink.Runtime", "<ProjectReference Include=\"..\\Interlink.Core\\Interlink.Core.csproj\" />"),
            Project("Interlink.Local", "<PackageReference Include=\"Azure.Identity\" />"));

    [Fact]
    public void What_these_tests_read_of_a_project_is_what_it_uses()
    {
        var local = Imports.OfProject("Interlink.Local");
        Assert.Contains("Interlink.Core", local.Assemblies);
        Assert.Contains("System.IO.FileStream", local.Types);
    }

    private static Imports Using(string project, string assembly, params string[] types) => new(project, new HashSet<string> { assembly }, types.ToHashSet());

    private static SourceFile Project(string name, string item) =>
        new($"x/{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>{item}</ItemGroup></Project>");
}
