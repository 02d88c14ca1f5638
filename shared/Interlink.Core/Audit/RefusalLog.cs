using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary>Tells the audit of refusals, bounded: of one person so many a minute are listed, the rest is counted and told in one entry when the minute is over.</summary>
/// <remarks>Counts are kept in memory: a program that is killed forgets those of its last minute. What is listed is stored before the answer goes out.</remarks>
public sealed class RefusalLog(IDocuments documents, IIds ids, TimeProvider clock)
{
    /// <summary>How many refusals of one person are listed in a minute.</summary>
    public const int ListedPerMinute = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(TenantId Tenant, string Subject), Tally> _tallies = new();

    /// <summary>Tells of one.</summary>
    /// <param name="actor">Subject of whoever was refused.</param>
    /// <param name="subject">Id of what it was about; null where there is none.</param>
    public async Task Note(TenantId tenant, string actor, string? subject, RequestRefused refused, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var tally = _tallies.GetOrAdd((tenant, actor), _ => new Tally(now));
        var (isListed, counted) = tally.Take(now, refused.Problem);
        if (counted is not null)
        {
            await Tell(tenant, AuditEvents.CountedOf(ids, now, actor, counted), cancellation);
        }

        if (isListed)
        {
            await Tell(tenant, AuditEvents.RefusedOf(ids, now, actor, subject, refused), cancellation);
        }
    }

    /// <summary>Tells what was counted in minutes that are over. To be called now and then.</summary>
    public async Task Flush(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var ((tenant, subject), tally) in _tallies)
        {
            if (!tally.TryEnd(now, out var counted))
            {
                continue;
            }

            _tallies.TryRemove(KeyValuePair.Create((tenant, subject), tally));
            if (counted is not null)
            {
                await Tell(tenant, AuditEvents.CountedOf(ids, now, subject, counted), cancellation);
            }
        }
    }

    private Task<CommitResult> Tell(TenantId tenant, DomainEvent told, CancellationToken cancellation) =>
        documents.Commit(AuditBook.In(tenant), new Batch().Emit(told), cancellation);

    /// <summary>One person's minute.</summary>
    private sealed class Tally(DateTimeOffset since)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, int> _counted = [];
        private DateTimeOffset _since = since;
        private int _listed;

        /// <summary>Takes a refusal; also says what the minute before came to, when it is over.</summary>
        public (bool IsListed, RequestRefusalsCounted? Counted) Take(DateTimeOffset now, string problem)
        {
            lock (_gate)
            {
                var ended = now - _since >= Minute ? Close(now) : null;
                if (_listed < ListedPerMinute)
                {
                    _listed++;
                    return (true, ended);
                }

                _counted[problem] = _counted.GetValueOrDefault(problem) + 1;
                return (false, ended);
            }
        }

        /// <summary>Ends the minute if it is over, and says what it came to.</summary>
        public bool TryEnd(DateTimeOffset now, out RequestRefusalsCounted? counted)
        {
            lock (_gate)
            {
                var over = now - _since >= Minute;
                counted = over ? Close(now) : null;
                return over;
            }
        }

        private RequestRefusalsCounted? Close(DateTimeOffset now)
        {
            var counted = _counted.Count == 0 ? null
                : new RequestRefusalsCounted(_counted.Values.Sum(), _since, now, new SortedDictionary<string, int>(_counted, StringComparer.Ordinal));
            _counted.Clear();
            (_since, _listed) = (now, 0);
            return counted;
        }
    }
}
