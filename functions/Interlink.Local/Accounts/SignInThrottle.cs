using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Local.Accounts;

/// <summary>Counts failed attempts by account and by network address, and says how long to wait once there were too many. Kept with everything else, so
/// that a restart forgives nobody; under hashes, and forgotten when it no longer counts.</summary>
public sealed class SignInThrottle(IDocuments documents, TimeProvider clock) : IDisposable
{
    /// <summary>Failures allowed for one account in a <see cref="Window"/>, whether or not the account exists.</summary>
    public const int PerAccount = 5;

    /// <summary>Failures allowed from one network address in a <see cref="Window"/>.</summary>
    public const int PerAddress = 30;

    /// <summary>How long a failure counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const string Kind = "attempts";
    private const int SweptAtOnce = 50;

    // One process has the data folder: what it does one after the other, nobody outruns.
    private readonly SemaphoreSlim _gate = new(1);
    private string? _swept;

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "sign-in");

    /// <summary>Counts an attempt as failed until <see cref="Forgive"/> or <see cref="GiveBack"/> takes it back, so that attempts made at once
    /// cannot outrun the count.</summary>
    /// <param name="account">What is tried: names the account, and what of it.</param>
    /// <param name="address">From where.</param>
    /// <returns>How long to wait when there were too many, and nothing was counted; null when the attempt may be made.</returns>
    public Task<TimeSpan?> Enter(string account, string address, CancellationToken cancellation) => Alone(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (byAccount, byAddress) = (await Recent(AccountKey(account), cancellation), await Recent(AddressKey(address), cancellation));
            var wait = Longer(Wait(byAccount, PerAccount, now), Wait(byAddress, PerAddress, now));
            if (wait is null)
            {
                var batch = new Batch()
                    .Put(Kind, AccountKey(account), new Attempts([.. byAccount, now]))
                    .Put(Kind, AddressKey(address), new Attempts([.. byAddress, now]));
                await Sweep(batch, now, cancellation);
                await documents.Commit(Place, batch, cancellation);
            }

            return wait;
        },
        cancellation);

    /// <summary>The attempt succeeded: the account starts afresh, and the address gets this attempt back.</summary>
    public Task Forgive(string account, string address, CancellationToken cancellation) => Alone(
        async () =>
        {
            var batch = new Batch().Remove(Kind, AccountKey(account));
            await TakeBack(batch, AddressKey(address), cancellation);
            await documents.Commit(Place, batch, cancellation);
            return true;
        },
        cancellation);

    /// <summary>The attempt was right as far as it went, but is not at its end: it does not count, those before it do.</summary>
    public Task GiveBack(string account, string address, CancellationToken cancellation) => Alone(
        async () =>
        {
            var batch = new Batch();
            await TakeBack(batch, AccountKey(account), cancellation);
            await TakeBack(batch, AddressKey(address), cancellation);
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

    private async Task<IReadOnlyList<DateTimeOffset>> Recent(string key, CancellationToken cancellation)
    {
        var kept = await documents.Find<Attempts>(Place, Kind, key, cancellation);
        return [.. (kept?.Body.At ?? []).Where(at => at + Window > clock.GetUtcNow())];
    }

    private async Task TakeBack(Batch batch, string key, CancellationToken cancellation)
    {
        var recent = await Recent(key, cancellation);
        _ = recent.Count > 1 ? batch.Put(Kind, key, new Attempts([.. recent.SkipLast(1)])) : batch.Remove(Kind, key);
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

    private static string AccountKey(string account) => $"account-{Hash(account)}";

    private static string AddressKey(string address) => $"address-{Hash(address)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static TimeSpan? Wait(IReadOnlyList<DateTimeOffset> attempts, int allowed, DateTimeOffset now) =>
        attempts.Count >= allowed ? attempts[^allowed] + Window - now : null;

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    private sealed record Attempts(IReadOnlyList<DateTimeOffset> At);
}
