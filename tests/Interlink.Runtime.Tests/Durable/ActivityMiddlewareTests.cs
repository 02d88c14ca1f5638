using Interlink.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>What middleware may do around activities.</summary>
public sealed class ActivityMiddlewareTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(_folder["runtime.db"], new FakeClock(), compose: functions => functions
        .UseWhen<Outer>(IsActivity)
        .UseWhen<Inner>(IsActivity));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_runs_outermost_first_knows_the_activity_and_sees_its_result()
    {
        var ended = await Run("Chain", new[] { "Ada" });
        Assert.Equal(["Hello Ada"], ended.ReadOutputAs<string[]>()!);
        Assert.Equal(["outer Greet1", "inner Greet1", "inner got Hello Ada", "outer after Greet1"], _host.Probe.Seen);
    }

    [Fact]
    public async Task It_sees_the_exception_of_an_activity_before_the_orchestrator_does()
    {
        var ended = await Run("Catch", "because");
        Assert.Equal("Refuse because True", ended.ReadOutputAs<string>());
        Assert.Equal(["outer Refuse", "inner Refuse", "outer caught ArgumentException: because"], _host.Probe.Seen);
    }

    [Fact]
    public async Task Its_own_exception_fails_the_activity_which_then_does_not_run()
    {
        _host.Probe.Switched = true;
        var ended = await Run("Uncaught", "because");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("not today", ended.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(["outer Refuse", "outer caught InvalidOperationException: not today"], _host.Probe.Seen);
    }

    private static bool IsActivity(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "activityTrigger");

    private async Task<OrchestrationMetadata> Run(string orchestrator, object input)
    {
        var id = await _host.Durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        return await _host.Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
    }

    public sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var name = context.FunctionDefinition.Name;
            probe.Seen.Enqueue($"outer {name}");
            try
            {
                await next(context);
                probe.Seen.Enqueue($"outer after {name}");
            }
            catch (Exception exception)
            {
                probe.Seen.Enqueue($"outer caught {exception.GetType().Name}: {exception.Message}");
                throw;
            }
        }
    }

    public sealed class Inner(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (probe.Switched) throw new InvalidOperationException("not today");
            probe.Seen.Enqueue($"inner {context.FunctionDefinition.Name}");
            await next(context);
            probe.Seen.Enqueue($"inner got {context.GetInvocationResult().Value}");
        }
    }
}
