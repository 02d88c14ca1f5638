using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Functions.Privacy;

/// <summary>What an erasure starts with, and goes on with after something stood in the way.</summary>
/// <param name="Tenant">Where the person is.</param>
/// <param name="Erasure">Which erasure.</param>
/// <param name="DueAt">When it begins, UTC.</param>
/// <param name="CertificatePage">Where its certificate is read; the token follows. Null where nobody has said how the platform is reached.</param>
/// <param name="Tally">What was removed so far; null at the beginning.</param>
public sealed record EraseAccountInput(TenantId Tenant, string Erasure, DateTimeOffset DueAt, string? CertificatePage, ErasureTally? Tally = null);

/// <summary>What was removed, by part.</summary>
public sealed record ErasureTally(IReadOnlyDictionary<string, int> Records)
{
    /// <summary>Nothing yet.</summary>
    public static ErasureTally Empty { get; } = new(new Dictionary<string, int>());

    /// <summary>With some more of a part.</summary>
    public ErasureTally With(string part, int records) =>
        new(new Dictionary<string, int>(Records, StringComparer.Ordinal) { [part] = Records.GetValueOrDefault(part) + records });
}

public sealed partial class EraseAccount
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(2)));

    /// <summary>Waits until it is due, takes the person out part by part, and leaves a certificate. Never gives up: what fails is tried again an hour later.</summary>
    [Function(nameof(EraseAccount))]
    public static async Task<OperationResult?> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, EraseAccountInput input)
    {
        // Leave time to take it back.
        OperationTrail? trail = null;
        if (context.CurrentUtcDateTime < input.DueAt.UtcDateTime)
        {
            trail = context.Begin(trail, "waiting");
            await context.CreateTimer(input.DueAt.UtcDateTime, CancellationToken.None);
        }

        var tally = input.Tally ?? ErasureTally.Empty;
        try
        {
            // From here on it cannot be taken back; one that was, or that would leave nobody to administer, ends here.
            var begun = await context.CallActivityAsync<ErasureBegin>(nameof(BeginAccountErasure), new ErasureStepInput(input.Tenant, input.Erasure), Retried);
            if (begun.Parts.Count == 0)
            {
                return new OperationResult(begun.Refusal);
            }

            // Take the person out, twice: the second round finds what others wrote during the first.
            foreach (var (done, part) in begun.Parts.Concat(begun.Parts).Index())
            {
                trail = context.Begin(trail, done < begun.Parts.Count ? "erasing" : "checking", done % begun.Parts.Count, begun.Parts.Count);
                tally = tally.With(part, await context.CallActivityAsync<int>(nameof(EraseAccountPart), new ErasePartInput(input.Tenant, input.Erasure, part), Retried));
            }

            // Certify it, and forget who it was.
            context.Begin(trail, "certifying");
            await context.CallActivityAsync<bool>(nameof(CompleteAccountErasure), new CompleteErasureInput(input.Tenant, input.Erasure, input.CertificatePage, tally), Retried);
            return OperationResult.Success();
        }
        catch (TaskFailedException)
        {
            await context.CreateTimer(context.CurrentUtcDateTime + Pause, CancellationToken.None);
            context.ContinueAsNew(input with { Tally = tally });
            return null;
        }
    }
}
