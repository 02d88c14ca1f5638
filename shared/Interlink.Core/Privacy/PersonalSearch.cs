using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>What slices with documents that name people have in common: finding all of one person, and changing each whatever others do meanwhile.</summary>
public static class PersonalSearch
{
    private const int Tries = 10;

    /// <summary>Every document of a kind that a facet says is the person's, in a stable order.</summary>
    public static async IAsyncEnumerable<Document<T>> Of<T>(
        IDocuments documents, SearchScope scope, string kind, string facet, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new SearchQuery { AnyOf = new Dictionary<string, IReadOnlyList<string>> { [facet] = [subject] } };
        string? cursor = null;
        do
        {
            var page = (await documents.Search<T>(scope, kind, query with { Page = new PageRequest(PageRequest.MaxLimit, cursor) }, cancellation)).Page;
            foreach (var document in page.Items)
            {
                yield return document;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Changes a document; when somebody else was faster, all over again on the new state.</summary>
    /// <param name="change">The changed content; what equals the old is not written.</param>
    /// <param name="entry">How the changed document is found.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="TransientException">Others kept changing it.</exception>
    public static async Task<bool> Change<T>(
        IDocuments documents, Partition partition, string kind, Document<T> read, Func<T, T> change, Func<T, SearchEntry?> entry, CancellationToken cancellation)
        where T : class
    {
        Document<T>? current = read;
        for (var attempt = 0; current is not null && attempt < Tries; attempt++)
        {
            var changed = change(current.Body);
            if (ReferenceEquals(changed, current.Body))
            {
                return false;
            }

            if ((await documents.Commit(partition, new Batch().Replace(kind, current.Id, changed, current.Revision, entry(changed)), cancellation)).Committed)
            {
                return true;
            }

            current = await documents.Find<T>(partition, kind, read.Id, cancellation);
        }

        return current is null ? false : throw new TransientException($"The {kind} '{read.Id}' keeps changing.");
    }
}
