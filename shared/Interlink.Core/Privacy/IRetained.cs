using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>Something that is kept for a time and then goes. Each slice that keeps such things registers one of these; once a day everything that is too old is removed,
/// by the days that the tenant has chosen.</summary>
public interface IRetained
{
    /// <summary>What is kept, and for how long.</summary>
    RetentionRule Rule { get; }

    /// <summary>Removes things that are older than a time. Asked again until there is nothing left; so it does a bounded round at a time.</summary>
    /// <param name="before">What came to its end, or was made where there is no end, before this goes.</param>
    /// <param name="limit">Remove at most about so many.</param>
    /// <returns>How many were removed; 0 when nothing is left to remove.</returns>
    Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation);
}

/// <summary>How long something is kept.</summary>
/// <param name="Kind">Stable kebab-case name: <c>operations</c>, <c>mails</c> …; pages and texts translate it.</param>
/// <param name="DefaultDays">Days, unless the tenant says otherwise.</param>
/// <param name="MinimumDays">The fewest days that a tenant may choose; the same as <paramref name="MaximumDays"/> where there is no choice.</param>
/// <param name="MaximumDays">The most.</param>
/// <param name="Reason">Why it is kept at all, and so long, for the record of processing: one English sentence.</param>
public sealed record RetentionRule(string Kind, int DefaultDays, int MinimumDays, int MaximumDays, string Reason);
