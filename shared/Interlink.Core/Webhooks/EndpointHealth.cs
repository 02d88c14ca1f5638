namespace Interlink.Core.Webhooks;

/// <summary>Whether an endpoint has taken anything lately: the clock that disables one that fails for days (after Svix).</summary>
/// <param name="FirstFailureAt">The first failure of the present series, UTC; null when the last attempt succeeded.</param>
/// <param name="Failures">How many there were in it.</param>
/// <param name="FailingSince">When the clock began to run, UTC; null when it does not.</param>
/// <param name="LastSuccessAt">The last success that was written down, UTC.</param>
public sealed record EndpointHealth(DateTimeOffset? FirstFailureAt = null, int Failures = 0, DateTimeOffset? FailingSince = null, DateTimeOffset? LastSuccessAt = null)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "webhook-health";

    /// <summary>How long everything must fail.</summary>
    public static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);

    /// <summary>How far apart the first and the last of the failures must be that start the clock.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromHours(12);

    /// <summary>Within which the failures must lie that start the clock.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>The least number of failures that start the clock.</summary>
    public const int Several = 3;

    /// <summary>A success need not be written down more often than this.</summary>
    public static readonly TimeSpan SuccessEvery = TimeSpan.FromMinutes(1);

    /// <summary>After a failure.</summary>
    public EndpointHealth Failed(DateTimeOffset at)
    {
        if (FailingSince is not null)
        {
            return this with { Failures = Failures + 1 };
        }

        if (FirstFailureAt is not { } first || at - first > Window)
        {
            return this with { FirstFailureAt = at, Failures = 1 };
        }

        var failures = Failures + 1;
        return this with { Failures = failures, FailingSince = failures >= Several && at - first >= Spread ? at : null };
    }

    /// <summary>Without the failures from before a time, when there were some: the endpoint has proved since that it wants messages.</summary>
    public EndpointHealth Since(DateTimeOffset? time) => FirstFailureAt < time ? this with { FirstFailureAt = null, Failures = 0, FailingSince = null } : this;

    /// <summary>After a success.</summary>
    public EndpointHealth Succeeded(DateTimeOffset at) => this with { FirstFailureAt = null, Failures = 0, FailingSince = null, LastSuccessAt = at };

    /// <summary>Whether a success at this time changes anything worth writing down.</summary>
    public bool IsNews(DateTimeOffset success) => FirstFailureAt is not null || LastSuccessAt is not { } last || success - last >= SuccessEvery;

    /// <summary>Whether the endpoint has failed for too long.</summary>
    public bool IsHopeless(DateTimeOffset at) => FailingSince is { } since && at - since >= DisableAfter;
}
