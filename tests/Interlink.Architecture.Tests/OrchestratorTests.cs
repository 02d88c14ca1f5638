namespace Interlink.Architecture.Tests;

public sealed class OrchestratorTests
{
    private static readonly IReadOnlyList<SourceFile> Functions = Tree.In("functions/Interlink.Functions", ".cs");

    [Fact]
    public void Orchestrators_do_nothing_that_replay_would_do_differently() => Rule.Holds(OrchestratorRules.Impure(Functions));

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("var x = new Random().Next();")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("var host = Environment.MachineName;")]
    [InlineData("var client = new HttpClient();")]
    [InlineData("var text = File.ReadAllText(\"x\");")]
    [InlineData("await context.CallActivityAsync(\"A\").ConfigureAwait(false);")]
    [InlineData("await new ProcessStore(null).Find();")]
    public void Impure_code_in_an_orchestrator_is_found(string statement) => Rule.Breaks(OrchestratorRules.Impure, Orchestrator(statement), Method(statement));

    [Theory]
    [InlineData("var now = context.CurrentUtcDateTime;")]
    [InlineData("var id = context.NewGuid(); // not Guid.NewGuid()")]
    [InlineData("await context.CreateTimer(TimeSpan.FromDays(1), default);")]
    [InlineData("await Task.WhenAll(context.CallActivityAsync(\"A\"));")]
    public void Pure_code_in_an_orchestrator_is_let_be(string statement) => Assert.Empty(OrchestratorRules.Impure([Orchestrator(statement), Method(statement)]));

    [Fact]
    public void Activities_may_do_what_orchestrators_may_not() =>
        Assert.Empty(OrchestratorRules.Impure([new("Thing.Activities.cs", "class A { [Function(\"x\")] void M([ActivityTrigger] In i) { _ = Environment.MachineName; } }")]));

    private static SourceFile Orchestrator(string statement) => new("Thing.Orchestrator.cs", $"partial class A {{ static async Task M() {{ {statement}\n }} }}");

    private static SourceFile Method(string statement) =>
        new("Thing.cs", $"class A {{ [Function(\"x\")] static async Task M([OrchestrationTrigger] TaskOrchestrationContext context, In input) {{ {statement}\n }} }}");
}
