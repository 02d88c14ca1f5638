using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Recommendation;

/// <summary>Counts in how many finished processes interlinkers were used. Only numbers leave it, whoever administers the processes.</summary>
public sealed class PastUse(IDocuments documents)
{
    /// <summary>For each interlinker that a finished process of the tenant has assets of, how many finished processes do.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountFinishedProcesses(TenantId tenant, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [ProcessFacets.Status] = [ProcessFacets.Value(ItemStatus.Finished)] },
            Count = [ProcessFacets.Interlinker],
            Page = new PageRequest(1, null),
        };
        var found = await documents.Search<Process>(tenant, Process.Kind, query, cancellation);
        return found.Counts[ProcessFacets.Interlinker].ToDictionary(c => c.Value, c => c.Count, StringComparer.Ordinal);
    }
}
