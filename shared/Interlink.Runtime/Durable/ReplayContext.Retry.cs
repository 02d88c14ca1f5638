using Microsoft.DurableTask;

namespace Interlink.Runtime.Durable;

internal sealed partial class ReplayContext
{
    /// <param name="attempt">Makes an attempt; is told whether it is another one.</param>
    /// <param name="retry">When there is to be another.</param>
    private Task<T> Retried<T>(Func<bool, Task<T>> attempt, TaskRetryOptions? retry) => retry switch
    {
        null => attempt(false),
        { Policy: { } policy } => Retried(attempt, (failure, number, since) => MayRetry(policy, failure, number, since)),
        { Handler: { } handler } => Retried(attempt, (failure, number, since) => handler(
            new RetryContext(this, number, failure.FailureDetails, since, CancellationToken.None))),
        _ => attempt(false),
    };

    private async Task<T> Retried<T>(Func<bool, Task<T>> attempt, Func<TaskFailedException, int, TimeSpan, Task<bool>> mayRetry)
    {
        var began = CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt(number > 1);
            }
            catch (TaskFailedException failure)
            {
                if (!await mayRetry(failure, number, CurrentUtcDateTime - began)) throw;
            }
        }
    }

    /// <summary>Decides by the policy and, when there is to be another attempt, waits until it is due.</summary>
    private async Task<bool> MayRetry(RetryPolicy policy, TaskFailedException failure, int number, TimeSpan since)
    {
        if (number >= policy.MaxNumberOfAttempts) return false;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && since >= policy.RetryTimeout) return false;
        if (!policy.Handle(failure) || (policy.HandleAsync is { } decide && !await decide(failure))) return false;

        var interval = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, number - 1);
        var delay = TimeSpan.FromMilliseconds(Math.Min(interval, policy.MaxRetryInterval.TotalMilliseconds));
        await OpenTimer(CurrentUtcDateTime + delay, holdsInstance: false, CancellationToken.None);
        return true;
    }
}
