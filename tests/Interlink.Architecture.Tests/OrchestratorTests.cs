namespace Interlink.Architecture.Tests;

public sealed class OrchestratorTests
{
    private static readonly IReadOnlyList<SourceFile> Functions = Tree.In("functions/Interlink.Functions", ".cs");

    [Fact]
    public void Orchestrators_do_nothing_that_replay_would_do_differently() => Rule.Holds(OrchestratorRules.Impure(Functions));

    [Fact]
    public void A_violation_planted_below_an_orchestrator_of_the_product_is_found()
    {
        const string round = "context.ContinueAsNew(";
        var planted = Functions.Select(f => f with { Text = f.Text.Replace(round, $"_ = Environment.MachineName; {round}", StringComparison.Ordinal) }).ToList();
        Assert.NotEqual(Functions, planted);
        Assert.NotEmpty(OrchestratorRules.Impure(planted));
    }

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("var today = System.DateTime.Today;")]
    [InlineData("var now = TimeProvider.System.GetUtcNow();")]
    [InlineData("var watch = System.Diagnostics.Stopwatch.StartNew();")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var id = Guid.CreateVersion7();")]
    [InlineData("var x = new Random().Next();")]
    [InlineData("Random x = new();")]
    [InlineData("var x = System.Security.Cryptography.RandomNumberGenerator.GetInt32(3);")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("await Task.Yield();")]
    [InlineData("await Task.Factory.StartNew(() => 1);")]
    [InlineData("await Task.CompletedTask.WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("Parallel.For(0, 3, _ => { });")]
    [InlineData("using var timer = new Timer(_ => { });")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));")]
    [InlineData("var client = new HttpClient();")]
    [InlineData("var text = File.ReadAllText(\"x\");")]
    [InlineData("using var stream = new MemoryStream();")]
    [InlineData("var name = System.Net.Dns.GetHostName();")]
    [InlineData("var host = Environment.MachineName;")]
    [InlineData("var folder = AppContext.BaseDirectory;")]
    [InlineData("Microsoft.Extensions.Configuration.IConfiguration settings = null!; var x = settings[\"x\"];")]
    [InlineData("Microsoft.Extensions.Options.IOptions<string> options = null!; var x = options.Value;")]
    [InlineData("Interlink.Core.Storage.IDocuments documents = null!; await documents.Commit(default, null!, default);")]
    [InlineData("Interlink.Core.Processes.ProcessStore store = null!; _ = store.ToString();")]
    [InlineData("Count++;")]
    [InlineData("Number = 3;")]
    [InlineData("Log.ToString();")]
    [InlineData("var logger = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance.CreateLogger(\"x\");")]
    [InlineData("await context.CallActivityAsync(\"A\").ConfigureAwait(false);")]
    [InlineData("using var source = new CancellationTokenSource(1000); await Task.WhenAny(context.WaitForExternalEvent<int>(\"x\", source.Token));")]
    [InlineData("using var source = new CancellationTokenSource(); source.CancelAfter(1000);")]
    [InlineData("await new ValueTask();")]
    [InlineData("async void Later() { await context.CallActivityAsync(\"A\"); } Later();")]
    public void Impure_code_in_an_orchestrator_is_found(string statement)
    {
        Assert.NotEmpty(OrchestratorRules.Impure([Orchestrator(statement)]));
        Assert.NotEmpty(OrchestratorRules.Impure([Orchestrator("await Below(context);"), Below(statement)]));
    }

    [Theory]
    [InlineData("var now = context.CurrentUtcDateTime;")]
    [InlineData("var id = context.NewGuid(); // not Guid.NewGuid()")]
    [InlineData("await context.CreateTimer(TimeSpan.FromDays(1), default);")]
    [InlineData("await Task.WhenAll(context.CallActivityAsync(\"A\"), Task.CompletedTask);")]
    [InlineData("using var source = new CancellationTokenSource(); await Task.WhenAny(context.CreateTimer(TimeSpan.FromDays(1), source.Token)); source.Cancel();")]
    [InlineData("var logger = context.CreateReplaySafeLogger(\"x\"); logger.ToString();")]
    [InlineData("var many = Fixed + Named.Length;")]
    [InlineData("await context.CallActivityAsync(nameof(Work));")]
    public void Pure_code_in_an_orchestrator_is_let_be(string statement)
    {
        Rule.Holds(OrchestratorRules.Impure([Orchestrator(statement)]));
        Rule.Holds(OrchestratorRules.Impure([Orchestrator("await Below(context);"), Below(statement)]));
    }

    [Fact]
    public void Code_that_no_orchestrator_reaches_may_do_what_orchestrators_may_not() =>
        Rule.Holds(OrchestratorRules.Impure([Orchestrator(""), Below("_ = Environment.MachineName;")]));

    [Fact]
    public void A_property_that_an_orchestrator_reads_is_judged_too() =>
        Assert.NotEmpty(OrchestratorRules.Impure([Orchestrator("_ = Now;"), Part("static DateTime Now => DateTime.UtcNow;")]));

    [Fact]
    public void A_static_that_is_made_by_chance_is_found() =>
        Assert.NotEmpty(OrchestratorRules.Impure([Orchestrator("_ = Chance;"), Part("static readonly Guid Chance = Guid.NewGuid();")]));

    private static SourceFile Orchestrator(string statement) => new("Thing.Orchestrator.cs", $$"""
        using Microsoft.Azure.Functions.Worker; using Microsoft.DurableTask; using Microsoft.Extensions.Logging;
        partial class A
        {
            const int Fixed = 3;
            static readonly string Named = "x";
            static int Count;
            static int Number { get; set; }
            static readonly ILogger Log = null!;
            static string Work([ActivityTrigger] string input) => Environment.MachineName;
            static async Task Main([OrchestrationTrigger] TaskOrchestrationContext context) { {{statement}}
            }
        }
        """);

    private static SourceFile Below(string statement) => Part($"private static async Task Below(TaskOrchestrationContext context) {{ {statement}\n }}");

    private static SourceFile Part(string member) => new("Thing.Below.cs", $$"""
        using Microsoft.Azure.Functions.Worker; using Microsoft.DurableTask; using Microsoft.Extensions.Logging;
        partial class A { {{member}} }
        """);
}
