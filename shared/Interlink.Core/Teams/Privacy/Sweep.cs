using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams.Privacy;

/// <summary>Goes through documents that have something to do with a person or a time.</summary>
internal static class Sweep
{
    /// <summary>Every document of a kind in the teams' partition whose facet has the value, by the number that stays the same whatever is done to them.</summary>
    public static async IAsyncEnumerable<Document<T>> With<T>(
        IDocuments documents, TenantId tenant, string kind, string facet, string value, string number, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = new List<Document<T>>();
        var page = new PageRequest(PageRequest.MaxLimit, null);
        do
        {
            var query = new SearchQuery
            {
                AnyOf = new Dictionary<string, IReadOnlyList<string>> { [facet] = [value] },
                Order = SearchOrder.Number,
                OrderNumber = number,
                Page = page,
            };
            var result = await documents.Search<T>(TeamStore.In(tenant), kind, query, cancellation);
            found.AddRange(result.Page.Items);
            page = page with { Cursor = result.Page.Next };
        }
        while (page.Cursor is not null);

        foreach (var document in found)
        {
            yield return document;
        }
    }

    /// <summary>Removes documents of a kind that are over, at most so many.</summary>
    /// <returns>How many were removed.</returns>
    public static async Task<int> Remove<T>(
        IDocuments documents, TenantId tenant, string kind, Func<T, bool> isOver, int limit, CancellationToken cancellation)
    {
        var (over, cursor) = (new List<Document<T>>(), (string?)null);
        do
        {
            var page = await documents.List<T>(TeamStore.In(tenant), kind, new ListOptions(Limit: 1000, Cursor: cursor), cancellation);
            over.AddRange(page.Items.Where(d => isOver(d.Body)));
            cursor = page.Next;
        }
        while (cursor is not null && over.Count < limit);

        var removed = 0;
        foreach (var round in over.Take(limit).Chunk(Batch.MaxOperations))
        {
            var batch = round.Aggregate(new Batch(), (b, d) => b.Remove(kind, d.Id, d.Revision));
            removed += (await documents.Commit(TeamStore.In(tenant), batch, cancellation)).Committed ? round.Length : 0;
        }

        return removed;
    }
}
