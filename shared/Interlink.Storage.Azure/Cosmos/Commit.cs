using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>
/// Carries out one commit as a transactional batch. When an answer is lost, the same batch is sent again: its record, which can be
/// created once only, tells whether the first was applied. So a commit is neither made twice nor refused because of itself.
/// </summary>
internal sealed class Commit(CosmosStore store, Partition partition, string id, List<CommitStep> steps, CommitRetries retries, TimeProvider clock)
{
    /// <summary>Cosmos DB's bound for a request, less what the batch's own format may take.</summary>
    private const int MaxBytes = (2 * 1024 * 1024) - 32_768;

    private readonly PartitionKey _key = ItemId.KeyOf(partition);

    /// <summary>Makes the commit.</summary>
    /// <exception cref="AzureStorageException">It is larger than Cosmos DB takes.</exception>
    /// <exception cref="TransientException">Cosmos DB did not answer; whether the commit was made is not known.</exception>
    public async Task<CommitResult> Make(CancellationToken cancellation)
    {
        CheckSize();
        for (var failures = 0; ;)
        {
            try
            {
                if (await Attempt(cancellation) is { } result)
                {
                    return result;
                }
            }
            catch (TransientException) when (failures < retries.Attempts)
            {
                await Task.Delay(retries.Delay(failures++), clock, cancellation);
            }
        }
    }

    /// <summary>Sends the batch once.</summary>
    /// <returns>Null when it asked for something that is so already, which has been left out of the steps.</returns>
    private Task<CommitResult?> Attempt(CancellationToken cancellation) => CosmosStore.Guarded(
        async () =>
        {
            var batch = store.Container.CreateTransactionalBatch(_key);
            steps.ForEach(step => step.AddTo(batch));
            using var response = await batch.ExecuteAsync(cancellation);
            store.Charge(partition.Tenant, response.RequestCharge);
            return response.IsSuccessStatusCode
                ? new CommitResult([.. Enumerable.Range(0, steps.Count).Where(i => steps[i].IsPut).Select(i => Revisions.Of(response[i].ETag))], null)
                : await Refused(response, cancellation);
        },
        cancellation);

    private async Task<CommitResult?> Refused(TransactionalBatchResponse response, CancellationToken cancellation)
    {
        var failed = Enumerable.Range(0, Math.Min(response.Count, steps.Count)).FirstOrDefault(i => response[i].StatusCode != HttpStatusCode.FailedDependency, -1);
        var status = failed < 0 ? response.StatusCode : response[failed].StatusCode;
        if (failed == 0 && status == HttpStatusCode.Conflict)
        {
            return await Recovered(cancellation);
        }

        if (failed > 0 && steps[failed].IsDone(status))
        {
            await LeaveOut(steps[failed], cancellation);
            return null;
        }

        return failed > 0 && steps[failed].ConflictOf(status) is { } conflict
            ? new CommitResult([], conflict)
            : throw Faults.OfStatus(Stores.Documents, status, 0, response.RetryAfter, null)
                ?? new AzureStorageException(AzureStorageFault.Failed, $"{Stores.Documents} refused a batch with {(int)status}: {response.ErrorMessage}");
    }

    /// <summary>Leaves out a step that asks for what is so already, and with one removal all others of things that are not there.</summary>
    private async Task LeaveOut(CommitStep done, CancellationToken cancellation)
    {
        steps.Remove(done);
        var written = steps.Where(s => s.Content is not null).Select(s => s.Item).ToHashSet(StringComparer.Ordinal);
        var removals = steps.Where(s => s.IsFreeRemoval && !written.Contains(s.Item)).ToList();
        if (done.IsFreeRemoval && removals.Count > 0)
        {
            var there = await store.Items(partition.Tenant, _key, removals.Select(s => s.Item), cancellation);
            var ids = there.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
            steps.RemoveAll(s => removals.Contains(s) && !ids.Contains(s.Item));
        }
    }

    /// <summary>The answer of a commit that was made though its answer was lost. What others have overwritten since has a revision that holds no more.</summary>
    private async Task<CommitResult> Recovered(CancellationToken cancellation)
    {
        var puts = steps.Where(s => s.IsPut).ToList();
        var found = await store.Items(partition.Tenant, _key, puts.Select(s => s.Item).Distinct(), cancellation);
        var own = found.Where(f => f.Commit == id).ToDictionary(f => f.Id, f => Revisions.Of(f.ETag), StringComparer.Ordinal);
        return new CommitResult(
            [.. puts.Select((step, i) => puts.FindLastIndex(p => p.Item == step.Item) == i ? own.GetValueOrDefault(step.Item, Superseded(i)) : Superseded(i))],
            null);
    }

    private Revision Superseded(int position) => new($"superseded-{id}-{position}");

    private void CheckSize()
    {
        var total = steps.Sum(s => s.Content?.Length ?? 0);
        if (total > MaxBytes)
        {
            var largest = steps.MaxBy(s => s.Content?.Length ?? 0)!;
            throw new AzureStorageException(
                AzureStorageFault.TooLarge,
                $"A commit to '{partition}' has {total:n0} bytes and Cosmos DB takes {MaxBytes:n0}; nothing was written. The largest part is '{largest.Item}'. "
                + "Keep large contents in blobs, or commit in smaller batches.");
        }
    }
}

/// <summary>How often a commit whose answer was lost is sent again.</summary>
/// <param name="Attempts">At most so many times more.</param>
/// <param name="First">How long to wait before the first; each further wait is four times the one before.</param>
internal sealed record CommitRetries(int Attempts, TimeSpan First)
{
    public TimeSpan Delay(int failures) => First * Math.Pow(4, failures);
}
