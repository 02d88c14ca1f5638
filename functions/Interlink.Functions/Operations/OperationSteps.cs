using Interlink.Core.Operations;
using Microsoft.DurableTask;

namespace Interlink.Functions.Operations;

/// <summary>How orchestrators tell where they are. Replay tells the same; hand the trail on when starting over.</summary>
public static class OperationSteps
{
    /// <summary>Begins a step, or goes on with the one that is under way, and tells it.</summary>
    /// <param name="trail">The steps so far; null at the very beginning.</param>
    /// <param name="step">The step as a stable kebab-case word; pages translate it.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="total">Out of how much; 0 when it is not known.</param>
    /// <returns>The steps with this one.</returns>
    public static OperationTrail Begin(this TaskOrchestrationContext context, OperationTrail? trail, string step, int done = 0, int total = 0) =>
        context.Tell((trail ?? OperationTrail.Empty).Begin(step, context.Now(), done, total));

    /// <summary>Says that the step under way failed; further steps may follow, such as a report.</summary>
    /// <returns>The steps with that one ended.</returns>
    public static OperationTrail Break(this TaskOrchestrationContext context, OperationTrail? trail) =>
        context.Tell((trail ?? OperationTrail.Empty).End(StepOutcome.Failed, context.Now()));

    private static OperationTrail Tell(this TaskOrchestrationContext context, OperationTrail trail)
    {
        context.SetCustomStatus(trail);
        return trail;
    }

    private static DateTimeOffset Now(this TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);
}
