using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

internal sealed partial class Client
{
    private const int PurgeBatch = 200;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(store.Find(instanceId) is { } found ? Describe(found, getInputsAndOutputs) : null);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create((token, pageSize, _) =>
        {
            var size = Math.Max(1, pageSize ?? query.PageSize);
            var found = store.List(query, Position(token ?? query.ContinuationToken), size + 1);
            var page = found.Take(size).ToArray();
            var next = found.Count > size ? $"{page[^1].Key}" : null;
            return Task.FromResult(
                new Page<OrchestrationMetadata>([.. page.Select(instance => Describe(instance, query.FetchInputsAndOutputs))], next));
        });
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = default,
        DateTimeOffset? completedTimeTo = default,
        int pageSize = 100,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        var found = store.Ids(runtimeStatus, completedTimeFrom, completedTimeTo, lastInstanceKey ?? string.Empty, pageSize + 1);
        var page = found.Take(pageSize).ToArray();
        return Task.FromResult(new Page<string>(page, found.Count > pageSize ? page[^1] : null));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        await engine.Recovered;
        return new PurgeResult((await Purge([instanceId], options)).Count, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        await engine.Recovered;
        var began = time.GetTimestamp();
        var purged = 0;
        foreach (var batch in store.Finished(filter).Chunk(PurgeBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(began) > filter.Timeout) return new PurgeResult(purged, isComplete: false);
            purged += (await Purge(batch, options)).Count;
        }

        return new PurgeResult(purged, isComplete: true);
    }

    private static long Position(string? token) =>
        string.IsNullOrEmpty(token) ? 0
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key
        : throw new ArgumentException("Not a continuation token of this client.", nameof(token));

    private async Task<List<string>> Purge(IReadOnlyList<string> ids, PurgeInstanceOptions? options)
    {
        IReadOnlyList<string> all = options is { Recursive: true }
            ? [.. ids.Concat(ids.SelectMany(store.Descendants)).Distinct()]
            : ids;
        var purged = await store.Purge(all);
        foreach (var id in purged) engine.Watch.Gone(id);
        return purged;
    }

    private OrchestrationMetadata Describe(InstanceRecord instance, bool withData) => new(instance.Name, instance.Id)
    {
        RuntimeStatus = instance.Status,
        CreatedAt = instance.CreatedAt,
        LastUpdatedAt = instance.UpdatedAt,
        Tags = instance.Tags is null
            ? ImmutableDictionary<string, string>.Empty
            : JsonSerializer.Deserialize<Dictionary<string, string>>(instance.Tags)!,
        SerializedInput = withData ? instance.Input : null,
        SerializedOutput = withData ? instance.Output : null,
        SerializedCustomStatus = withData ? instance.CustomStatus : null,
        FailureDetails = withData && instance.Failure is not null
            ? JsonSerializer.Deserialize<TaskFailureDetails>(instance.Failure)
            : null,
        DataConverter = withData ? converter : null,
    };
}
