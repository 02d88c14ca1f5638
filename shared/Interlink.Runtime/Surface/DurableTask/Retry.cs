using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Decides after a failure whether to call again.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Decides after a failure whether to call again; may await durable tasks, a timer for instance.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>What a retry handler decides by.</summary>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);

/// <summary>Retries declared as data: how often, how far apart, for how long.</summary>
public class RetryPolicy
{
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1,
        TimeSpan? maxRetryInterval = default,
        TimeSpan? retryTimeout = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1);
        if (maxRetryInterval < firstRetryInterval)
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval), "Must not be shorter than the first interval.");
        if (retryTimeout < firstRetryInterval)
            throw new ArgumentOutOfRangeException(nameof(retryTimeout), "Must not be shorter than the first interval.");

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    /// <summary>What the interval is multiplied by after each retry.</summary>
    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    /// <summary>How long after the first attempt retries may still begin.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Which failures are worth another attempt: all, unless <see cref="HandleFailure"/> says.</summary>
    public Func<Exception, bool> Handle { get; private set; } = _ => true;

    /// <summary>Like <see cref="Handle"/>, for a decision that awaits; asked as well when present.</summary>
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>Which failures are worth another attempt.</summary>
    [SuppressMessage("Design", "CA1044", Justification = "The official type has no getter.")]
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handle = exception => value(
            exception is TaskFailedException failed ? failed.FailureDetails : TaskFailureDetails.FromException(exception));
    }
}

/// <summary>A retry policy or a retry handler.</summary>
public sealed class TaskRetryOptions
{
    public TaskRetryOptions(RetryPolicy policy) => Policy = policy;

    public TaskRetryOptions(AsyncRetryHandler handler) => Handler = handler;

    public RetryPolicy? Policy { get; }

    public AsyncRetryHandler? Handler { get; }

    public static implicit operator TaskRetryOptions(RetryPolicy policy) => FromRetryPolicy(policy);

    public static implicit operator TaskRetryOptions(RetryHandler handler) => FromRetryHandler(handler);

    public static implicit operator TaskRetryOptions(AsyncRetryHandler handler) => FromRetryHandler(handler);

    public static TaskRetryOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    public static TaskRetryOptions FromRetryHandler(RetryHandler handler) => new(context => Task.FromResult(handler(context)));

    public static TaskRetryOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);
}
