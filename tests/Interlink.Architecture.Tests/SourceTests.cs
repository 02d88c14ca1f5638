namespace Interlink.Architecture.Tests;

public sealed class SourceTests
{
    private static readonly string[] Code = [".cs", ".ts", ".tsx", ".css", ".mjs", ".js"];

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold() => Rule.Holds(SourceRules.TooLong(Tree.Of(Code)));

    [Fact]
    public void A_file_that_is_too_long_is_found() =>
        Rule.Breaks(SourceRules.TooLong, Plant("shared/A.cs", Lines(301)), Plant("functions/A.Http.cs", Lines(121)));

    [Fact]
    public void A_file_at_its_limit_is_not_too_long() =>
        Assert.Empty(SourceRules.TooLong([Plant("shared/A.cs", Lines(300)), Plant("functions/A.Http.cs", Lines(120)), Plant("a.verified.ts", Lines(999))]));

    [Fact]
    public void Nothing_is_left_for_later() => Rule.Holds(SourceRules.Unfinished(Tree.Of([.. Code, ".md", ".json", ".csproj", ".sh", ".bicep", ".html"])));

    [Fact]
    public void A_postponed_piece_of_work_is_found() =>
        Rule.Breaks(SourceRules.Unfinished, Plant("a.cs", "// TO" + "DO: later"), Plant("b.cs", "throw new NotImplemented" + "Exception();"));

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on() => Rule.Holds(SourceRules.MachinePaths(Tree.Files));

    [Fact]
    public void A_machine_path_is_found() =>
        Rule.Breaks(SourceRules.MachinePaths, Plant("a.cs", "\"/ho" + "me/somebody/x\""), Plant("b.md", "see C:\\Use" + "rs\\somebody"));

    [Fact]
    public void No_file_names_a_package_registry() => Rule.Holds(SourceRules.Registries(Tree.Files));

    [Fact]
    public void A_package_registry_in_a_lock_file_is_found() =>
        Rule.Breaks(SourceRules.Registries, Plant("web/package-lock.json", "{\"resolved\": \"https://example.org/a.tgz\"}"));

    [Fact]
    public void No_code_is_conditional_on_the_runtime() => Rule.Holds(SourceRules.Switches(Tree.Of(".cs")));

    [Fact]
    public void Conditional_code_is_found() => Rule.Breaks(SourceRules.Switches, Plant("a.cs", "class A\n{\n#" + "if AZURE\n#endif\n}"));

    [Fact]
    public void Features_of_the_web_app_do_not_import_each_other() => Rule.Holds(SourceRules.FeatureImports(Tree.In("static-web/src", ".ts", ".tsx")));

    [Fact]
    public void A_feature_that_imports_another_is_found() =>
        Rule.Breaks(
            SourceRules.FeatureImports,
            Plant("static-web/src/features/guide/routes/Guide.tsx", "import { Card } from '../../catalogue/components/Card'"),
            Plant("static-web/src/features/guide/routes/Lazy.tsx", "const Card = lazy(() => import('@/features/catalogue/Card'))"));

    [Fact]
    public void A_feature_may_import_itself_and_what_is_shared() =>
        Assert.Empty(SourceRules.FeatureImports(
        [
            Plant("static-web/src/features/guide/routes/Guide.tsx", "import { Item } from '../components/Item'\nimport { Button } from '../../../components/ui/Button'"),
        ]));

    private static SourceFile Plant(string path, string text) => new(path, text);

    private static string Lines(int count) => string.Join('\n', Enumerable.Repeat("x", count)) + "\n";
}
