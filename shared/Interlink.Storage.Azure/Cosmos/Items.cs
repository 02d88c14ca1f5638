using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Searching;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>A document as an item of Cosmos DB.</summary>
/// <param name="Id">See <see cref="ItemId.Of"/>.</param>
/// <param name="Key">The id of the document.</param>
/// <param name="Commit">Which commit wrote it.</param>
/// <param name="Written">When, in milliseconds since 1970; grows with each commit of one program.</param>
internal sealed record DocumentItem(
    string Id, string Tenant, string Aggregate, string Kind, string Key, string Commit, long Written, JsonElement Body, StoredEntry? Search);

/// <summary>What is read of a document: the item without what only writing and searching need.</summary>
internal sealed record FoundItem(string Id, string Aggregate, string Key, JsonElement Body, string Commit, [property: JsonPropertyName("_etag")] string ETag)
{
    /// <summary>The document in it.</summary>
    public Document<T> As<T>() => new(Aggregate, Key, Body.Deserialize<T>(Json.Options)!, Revisions.Of(ETag));
}

/// <summary>What is read of an item to search it; without an entry when the document is not to be found.</summary>
internal sealed record EntryItem(
    string Id, string Aggregate, string Kind, string? Key, long Written, [property: JsonPropertyName("_ts")] long Seconds,
    [property: JsonPropertyName("_etag")] string ETag, StoredEntry? Search, string[]? Removed);

/// <summary>
/// The record of a commit, stored with it. A commit whose answer was lost is told by it from one that was not made; and since
/// Cosmos DB keeps nothing of what is deleted, it says which documents are gone to those who hold them in memory.
/// </summary>
/// <param name="Kind"><see cref="Plain"/>, or <see cref="Removal"/> when documents were removed.</param>
/// <param name="Removed">Ids of the items removed.</param>
/// <param name="Ttl">Seconds until Cosmos DB removes the record.</param>
internal sealed record CommitItem(string Id, string Tenant, string Aggregate, string Kind, string Commit, string[] Removed, long Written, int Ttl)
{
    public const string Plain = "$commit";
    public const string Removal = "$removal";

    /// <summary>How long what was removed can be learnt.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
}

/// <summary>A domain event, stored with the commit that made it true.</summary>
/// <param name="Position">Its place among the events of the commit.</param>
/// <param name="Changes">Null where there are none, to save space; so with <paramref name="AuditOnly"/>.</param>
internal sealed record EventItem(
    string Id, string Tenant, string Aggregate, string Kind, string Key, string Commit, int Position, string Type, DateTimeOffset At, string Actor,
    string Subject, JsonElement Data, int Ttl, IReadOnlyList<FieldChange>? Changes, string? Correlation, bool? AuditOnly)
{
    public const string EventKind = "$event";

    /// <summary>How long an event waits for those who read the outbox.</summary>
    public static readonly TimeSpan Lifetime = IOutbox.Retention;
}

/// <summary>Revisions are ETags without their quotes.</summary>
internal static class Revisions
{
    public static Revision Of(string etag) => new(etag.Trim('"'));

    public static string ETagOf(Revision revision) => $"\"{revision.Value}\"";
}
