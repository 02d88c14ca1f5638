using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Local.Accounts;

/// <summary>Counts failed attempts by account and by network, and says how long to wait once there were too many. Kept with everything else, so
/// that a restart forgives nobody; under hashes, and forgotten when it no longer counts.</summary>
public sealed class SignInThrottle(IDocuments documents, TimeProvider clock) : IDisposable
{
    /// <summary>Failures allowed for one account in a <see cref="Window"/>, whether or not the account exists: from one network where anybody can try, else from anywhere.</summary>
    public const int PerAccount = 5;

    /// <summary>Failures allowed for one account in a <see cref="Window"/> from all networks together, where anybody can try.</summary>
    public const int PerAccountFromEverywhere = 100;

    /// <summary>Failures allowed from one network in a <see cref="Window"/>.</summary>
    public const int PerNetwork = 30;

    /// <summary>How long a failure counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const string Kind = "attempts";
    private const int SweptAtOnce = 50;

    // One process has the data folder: what it does one after the other, nobody outruns.
    private readonly SemaphoreSlim _gate = new(1);
    private string? _swept;

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "sign-in");

    /// <summary>Counts an attempt as failed until <see cref="Forgive"/> takes it back, so that attempts made at once cannot outrun the count.</summary>
    /// <returns>How long to wait when there were too many, and nothing was counted; null when the attempt may be made.</returns>
    public Task<TimeSpan?> Enter(Attempt attempt, CancellationToken cancellation) => Alone(
        async () =>
        {
            var now = clock.GetUtcNow();
            var batch = new Batch();
            TimeSpan? wait = null;
            foreach (var count in attempt.Counts)
            {
                var recent = await Recent(count, cancellation);
                wait = Longer(wait, Wait(recent, count.Most, now));
                batch.Put(Kind, count.Key, new Attempts([.. recent, now]));
            }

            if (wait is null)
            {
                await Sweep(batch, now, cancellation);
                await documents.Commit(Place, batch, cancellation);
            }

            return wait;
        },
        cancellation);

    /// <summary>The attempt succeeded: where it came from the account starts afresh, and everything else gets this attempt back.</summary>
    public Task Forgive(Attempt attempt, CancellationToken cancellation) => Alone(
        async () =>
        {
            var batch = new Batch();
            foreach (var count in attempt.Counts)
            {
                var left = count.Afresh ? [] : (await Recent(count, cancellation)).SkipLast(1).ToList();
                _ = left.Count > 0 ? batch.Put(Kind, count.Key, new Attempts(left)) : batch.Remove(Kind, count.Key);
            }

            await documents.Commit(Place, batch, cancellation);
            return true;
        },
        cancellation);

    public void Dispose() => _gate.Dispose();

    private async Task<T> Alone<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<IReadOnlyList<DateTimeOffset>> Recent(AttemptCount count, CancellationToken cancellation)
    {
        var kept = await documents.Find<Attempts>(Place, Kind, count.Key, cancellation);
        return [.. (kept?.Body.At ?? []).Where(at => at + Window > clock.GetUtcNow())];
    }

    // Goes round everything that is kept, a little with each attempt: what made-up accounts leave behind does not grow for ever.
    private async Task Sweep(Batch batch, DateTimeOffset now, CancellationToken cancellation)
    {
        var page = await documents.List<Attempts>(Place, Kind, new ListOptions(Limit: SweptAtOnce, Cursor: _swept), cancellation);
        _swept = page.Next;
        var written = batch.Operations.Select(operation => operation.Id).ToHashSet();
        foreach (var old in page.Items.Where(kept => !written.Contains(kept.Id) && kept.Body.At.All(at => at + Window <= now)))
        {
            batch.Remove(Kind, old.Id, old.Revision);
        }
    }

    private static TimeSpan? Wait(IReadOnlyList<DateTimeOffset> attempts, int allowed, DateTimeOffset now) =>
        attempts.Count >= allowed ? attempts[^allowed] + Window - now : null;

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    private sealed record Attempts(IReadOnlyList<DateTimeOffset> At);
}
