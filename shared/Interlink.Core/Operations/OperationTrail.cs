using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Interlink.Core.Operations;

/// <summary>The steps of an attempt so far, and how far it is. Orchestrators set it as their custom status and hand it on when they start over; it
/// stays far below the 16 KB that a custom status may have. A status that only tells an <see cref="OperationProgress"/> can be read as one too.</summary>
public sealed partial record OperationTrail
{
    /// <summary>Most steps that are kept; of more, the oldest are forgotten.</summary>
    public const int MaxSteps = 24;

    /// <summary>Nothing begun.</summary>
    public static OperationTrail Empty { get; } = new();

    /// <summary>How much of the current step, or of the whole, is done.</summary>
    [JsonPropertyName("done")]
    public int Done { get; init; }

    /// <summary>Out of how much; 0 when it is not known.</summary>
    [JsonPropertyName("total")]
    public int Total { get; init; }

    /// <summary>The step that was begun last; null before the first.</summary>
    [JsonPropertyName("step")]
    public string? Step { get; init; }

    /// <summary>The steps in the order in which they were begun.</summary>
    [JsonPropertyName("steps")]
    public IReadOnlyList<OperationStep> Steps { get; init; } = [];

    /// <summary>Begins a step; the one before is done with that. A step that is under way goes on: rounds of the same step are one.</summary>
    /// <param name="step">The step as a stable kebab-case word of the product, of at most 40 characters.</param>
    /// <exception cref="ArgumentException">It is not such a word.</exception>
    public OperationTrail Begin(string step, DateTimeOffset now, int done = 0, int total = 0)
    {
        if (!StepForm().IsMatch(step))
        {
            throw new ArgumentException($"'{step}' is not a kebab-case word.", nameof(step));
        }

        var steps = Steps is [.., { Step: var current, Outcome: null }] && current == step
            ? Steps
            : [.. Closed(StepOutcome.Done, now), new OperationStep(step, now)];
        return new OperationTrail { Done = done, Total = total, Step = step, Steps = [.. steps.TakeLast(MaxSteps)] };
    }

    /// <summary>Ends the step that is under way, if any; what was done so far is still told.</summary>
    public OperationTrail End(StepOutcome outcome, DateTimeOffset now) => this with { Steps = Closed(outcome, now) };

    public bool Equals(OperationTrail? other) =>
        other is not null && (Done, Total, Step) == (other.Done, other.Total, other.Step) && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => HashCode.Combine(Done, Total, Step, Steps.Count);

    private IReadOnlyList<OperationStep> Closed(StepOutcome outcome, DateTimeOffset now) =>
        Steps is [.., { Outcome: null } open] ? [.. Steps.SkipLast(1), open with { FinishedAt = now, Outcome = outcome }] : Steps;

    [GeneratedRegex(@"\A(?=.{1,40}\z)[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex StepForm();
}

/// <summary>One step of an operation.</summary>
/// <param name="Step">What it does, as a stable kebab-case word; pages translate it.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC; absent while it goes on.</param>
/// <param name="Outcome">How it ended; absent while it goes on.</param>
public sealed record OperationStep(
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("startedAt")] DateTimeOffset StartedAt,
    [property: JsonPropertyName("finishedAt")] DateTimeOffset? FinishedAt = null,
    [property: JsonPropertyName("outcome")] StepOutcome? Outcome = null);

/// <summary>How a step ended.</summary>
[JsonConverter(typeof(StepOutcomeJsonConverter))]
public enum StepOutcome
{
    /// <summary>It did what it was for.</summary>
    Done,

    /// <summary>It did not; the operation's error says why.</summary>
    Failed,

    /// <summary>Somebody canceled the operation during it.</summary>
    Canceled,
}

/// <summary>Writes outcomes as words, whatever the options of the runtime that writes.</summary>
public sealed class StepOutcomeJsonConverter() : JsonStringEnumConverter<StepOutcome>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
