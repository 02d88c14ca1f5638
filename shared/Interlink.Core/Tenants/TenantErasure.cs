using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>What one round of erasure did.</summary>
/// <param name="Removed">How many things.</param>
/// <param name="Erased">How many in all, since the erasure began.</param>
public sealed record ErasureRound(int Removed, long Erased);

/// <summary>Erases a tenant in bounded rounds. Each round first writes down what it is about to remove, and has counted it with that: however often
/// a round is cut short and repeated, everything is removed and counted once.</summary>
public sealed class TenantErasure(
    IDocuments documents, IEnumerable<ITenantPurge> purges, AccountStore accounts, IdentityDirectory identities, TenantOptions options)
{
    private const string Kind = "erasure";
    private const string Hints = "identities";

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "tenants");

    /// <summary>Erases some of what is left.</summary>
    /// <param name="first">Stores to be emptied before all others; those that only the host of the functions knows.</param>
    /// <returns>What was done; nothing removed means that nothing is left.</returns>
    /// <exception cref="TransientException">Another run of the same round was faster.</exception>
    public async Task<ErasureRound> Round(TenantId tenant, IReadOnlyList<ITenantPurge> first, CancellationToken cancellation)
    {
        IReadOnlyList<ITenantPurge> stores = [.. first, .. purges];
        var known = await documents.Find<Progress>(Place, Kind, tenant.Value, cancellation);
        var progress = known?.Body ?? new Progress([], null, []);
        if (progress.Store is null)
        {
            progress = await Next(tenant, stores, progress, cancellation);
            if (progress.Store is null)
            {
                return new ErasureRound(0, progress.Lines.Sum(l => l.Count));
            }

            known = await Save(tenant, progress, known?.Revision, cancellation);
        }

        await Remove(tenant, stores, progress, cancellation);
        await Save(tenant, progress with { Store = null, Things = [] }, known!.Revision, cancellation);
        return new ErasureRound(progress.Things.Count, progress.Lines.Sum(l => l.Count));
    }

    /// <summary>What has been erased so far.</summary>
    public async Task<IReadOnlyList<ErasedLine>> Lines(TenantId tenant, CancellationToken cancellation) =>
        (await documents.Find<Progress>(Place, Kind, tenant.Value, cancellation))?.Body.Lines ?? [];

    /// <summary>Forgets how far the erasure is; once the certificate says what was erased. Safe to repeat.</summary>
    public Task Forget(TenantId tenant, CancellationToken cancellation) => documents.Commit(Place, new Batch().Remove(Kind, tenant.Value), cancellation);

    private async Task<Progress> Next(TenantId tenant, IReadOnlyList<ITenantPurge> stores, Progress progress, CancellationToken cancellation)
    {
        foreach (var store in stores)
        {
            var things = await store.List(tenant, options.Round, cancellation);
            if (things.Count == 0)
            {
                continue;
            }

            var lines = Add(progress.Lines, store.Store, things);
            return new Progress(Add(lines, Hints, await HintsOf(tenant, store, things, cancellation)), store.Store, things);
        }

        return progress;
    }

    private async Task Remove(TenantId tenant, IReadOnlyList<ITenantPurge> stores, Progress progress, CancellationToken cancellation)
    {
        foreach (var store in stores.Where(s => s.Store == progress.Store))
        {
            // The way to an account goes before the account: afterwards nothing would tell of it.
            foreach (var account in await AccountsAmong(tenant, store, progress.Things, cancellation))
            {
                foreach (var identity in account.Identities)
                {
                    await identities.Remove(identity, tenant, cancellation);
                }
            }

            await store.Remove(tenant, progress.Things, cancellation);
        }
    }

    private async Task<IReadOnlyList<StoredThing>> HintsOf(TenantId tenant, ITenantPurge store, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        var hints = new List<StoredThing>();
        foreach (var identity in (await AccountsAmong(tenant, store, things, cancellation)).SelectMany(a => a.Identities))
        {
            if ((await identities.Find(identity, cancellation)).Any(m => m.Tenant == tenant))
            {
                hints.Add(new StoredThing("identity", identity.Key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value)))));
            }
        }

        return hints;
    }

    private async Task<IReadOnlyList<Account>> AccountsAmong(
        TenantId tenant, ITenantPurge store, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        var found = new List<Account>();
        foreach (var thing in things.Where(t => store.Store == "documents" && AccountStore.IsAccount(t.Kind)))
        {
            if (await accounts.Find(tenant, thing.Key.Split('/')[^1], cancellation) is { Body: var account })
            {
                found.Add(account);
            }
        }

        return found;
    }

    private static IReadOnlyList<ErasedLine> Add(IReadOnlyList<ErasedLine> lines, string store, IReadOnlyList<StoredThing> things)
    {
        var changed = lines.ToDictionary(l => (l.Store, l.Kind));
        foreach (var thing in things)
        {
            changed[(store, thing.Kind)] = changed.GetValueOrDefault((store, thing.Kind), ErasedLine.Begin(store, thing.Kind)).Add(thing.Key, thing.Sha256);
        }

        return [.. changed.Values];
    }

    private async Task<Document<Progress>> Save(TenantId tenant, Progress progress, Revision? read, CancellationToken cancellation)
    {
        var batch = read is { } revision ? new Batch().Replace(Kind, tenant.Value, progress, revision) : new Batch().Create(Kind, tenant.Value, progress);
        var made = await documents.Commit(Place, batch, cancellation);
        return made.Committed
            ? new Document<Progress>(Place.Aggregate, tenant.Value, progress, made.Revisions[0])
            : throw new TransientException("Another run of the same round was faster.");
    }

    /// <summary>How far an erasure is.</summary>
    /// <param name="Lines">What has been erased, with what is being removed.</param>
    /// <param name="Store">The store from which something is being removed; null between two rounds.</param>
    /// <param name="Things">What is being removed.</param>
    private sealed record Progress(IReadOnlyList<ErasedLine> Lines, string? Store, IReadOnlyList<StoredThing> Things);
}
