namespace Interlink.Architecture.Tests;

public sealed class ConformanceTests
{
    private static readonly SourceFile SomeTests = new("tests/X/SomeTests.cs", "    [Theory]\n    [InlineData(1, \"]\")]\n    public async Task It_holds(int one)\n    [Fact]\n    public void It_holds_too() => A();");

    [Fact]
    public void Every_value_of_webhooks_is_kept_by_a_test_that_is_there_or_was_not_built_for_a_reason() =>
        Rule.Holds(ConformanceRules.Faults(Tree.Files.Single(f => f.Path == "docs/webhooks-conformance.md"), Tree.In("tests", ".cs")));

    [Theory]
    [InlineData("| a value | own | `SomeTests.It_held` |", "SomeTests.It_held")]
    [InlineData("| a value | own | `OtherTests.It_holds` |", "OtherTests.It_holds")]
    [InlineData("| a value | own | by hand |", "a value")]
    [InlineData("| a value | own | not built: |", "a value")]
    public void A_row_that_nothing_keeps_is_found(string row, string told) =>
        Assert.Contains(told, Assert.Single(ConformanceRules.Faults(new SourceFile("docs/a.md", row), [SomeTests])), StringComparison.Ordinal);

    [Fact]
    public void A_row_with_its_tests_or_its_reason_is_well() => Assert.Empty(ConformanceRules.Faults(
        new SourceFile("docs/a.md", "| value | source | kept by |\n|---|---|---|\n| a | own | `SomeTests.It_holds`, `SomeTests.It_holds_too` |\n| b | own | not built: no need |\n"), [SomeTests]));
}
