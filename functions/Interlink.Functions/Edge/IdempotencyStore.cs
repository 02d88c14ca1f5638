using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Functions.Edge;

/// <summary>What is kept of a request with an <c>Idempotency-Key</c>.</summary>
/// <param name="Fingerprint">Hash of the request: the same key with another is a mistake.</param>
/// <param name="FirstAt">When the key was first seen; what ids are derived from.</param>
/// <param name="BusySince">Since when it is being worked on; null when it is not.</param>
/// <param name="ExpiresAt">When the key may be used anew.</param>
/// <param name="Answer">The first answer; null while there is none.</param>
internal sealed record IdempotencyRecord(
    string Fingerprint, DateTimeOffset FirstAt, DateTimeOffset? BusySince, DateTimeOffset ExpiresAt, ReplySnapshot? Answer = null)
{
    /// <summary>Subject of whoever sent it.</summary>
    public string Subject { get; init; } = "";
}

/// <summary>What a request with a key may do.</summary>
/// <param name="Document">The record in the state that this request claimed; null when it may not go on.</param>
/// <param name="Answer">The first answer, to be repeated.</param>
/// <param name="Refusal">Why it may not go on.</param>
internal sealed record KeyClaim(Document<IdempotencyRecord>? Document, ReplySnapshot? Answer = null, Error? Refusal = null);

/// <summary>Keeps first answers by key. One request at a time holds a key; one that died is followed by the next after a while.</summary>
public sealed class IdempotencyStore(IDocuments documents, TimeProvider clock, Microsoft.Extensions.Options.IOptions<EdgeOptions> options)
{
    private const string Kind = "idempotency-key";
    private const string Overdue = "overdue";
    private const string Person = "person";

    internal async Task<KeyClaim> Claim(TenantId tenant, string subject, string id, string fingerprint, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var claimed = new IdempotencyRecord(fingerprint, now, now, now + options.Value.KeepAnswers) { Subject = subject };
        if (await documents.Find<IdempotencyRecord>(In(tenant), Kind, id, cancellation) is not { } known)
        {
            return await Write(tenant, id, claimed, null, cancellation);
        }

        if (known.Body.ExpiresAt <= now)
        {
            return await Write(tenant, id, claimed, known.Revision, cancellation);
        }

        if (known.Body.Fingerprint != fingerprint)
        {
            return new KeyClaim(null, Refusal: new KeyReused());
        }

        if (known.Body.Answer is { } answer)
        {
            return new KeyClaim(null, answer);
        }

        return known.Body.BusySince is { } since && now - since < options.Value.PresumedDead
            ? new KeyClaim(null, Refusal: new KeyInUse())
            : await Write(tenant, id, known.Body with { BusySince = now }, known.Revision, cancellation);
    }

    /// <summary>Keeps the answer.</summary>
    internal Task Finish(TenantId tenant, Document<IdempotencyRecord> claim, ReplySnapshot answer) =>
        Write(tenant, claim.Id, claim.Body with { BusySince = null, Answer = answer }, claim.Revision, CancellationToken.None);

    /// <summary>Lets the same request try again, with the same derived ids: part of it may have been done.</summary>
    internal Task Suspend(TenantId tenant, Document<IdempotencyRecord> claim) =>
        Write(tenant, claim.Id, claim.Body with { BusySince = null }, claim.Revision, CancellationToken.None);

    /// <summary>Forgets the key: nothing was done.</summary>
    internal Task Forget(TenantId tenant, Document<IdempotencyRecord> claim) =>
        documents.Commit(In(tenant), new Batch().Remove(Kind, claim.Id, claim.Revision), CancellationToken.None);

    /// <summary>Removes what has expired, some at a time.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> Sweep(TenantId tenant, CancellationToken cancellation)
    {
        // Searches know "at least", so the time of expiry is kept negated.
        var query = new SearchQuery
        {
            AtLeast = new Dictionary<string, double> { [Overdue] = -clock.GetUtcNow().ToUnixTimeMilliseconds() },
            Page = new PageRequest(Batch.MaxOperations, null),
        };
        return await Remove(tenant, query, cancellation);
    }

    /// <summary>Forgets what a person has sent, some at a time.</summary>
    /// <returns>How many answers were removed.</returns>
    internal Task<int> Forget(TenantId tenant, string subject, CancellationToken cancellation) => Remove(tenant, new SearchQuery
    {
        AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Person] = [subject] },
        Page = new PageRequest(Batch.MaxOperations, null),
    }, cancellation);

    private async Task<int> Remove(TenantId tenant, SearchQuery query, CancellationToken cancellation)
    {
        var expired = (await documents.Search<IdempotencyRecord>(In(tenant), Kind, query, cancellation)).Page.Items;
        var batch = new Batch();
        foreach (var record in expired)
        {
            batch.Remove(Kind, record.Id);
        }

        if (expired.Count > 0)
        {
            await documents.Commit(In(tenant), batch, cancellation);
        }

        return expired.Count;
    }

    private async Task<KeyClaim> Write(TenantId tenant, string id, IdempotencyRecord record, Revision? read, CancellationToken cancellation)
    {
        var search = new SearchEntry
        {
            Facets = new Dictionary<string, IReadOnlyList<string>> { [Person] = [record.Subject] },
            Numbers = new Dictionary<string, double> { [Overdue] = -record.ExpiresAt.ToUnixTimeMilliseconds() },
        };
        var batch = read is { } revision ? new Batch().Replace(Kind, id, record, revision, search) : new Batch().Create(Kind, id, record, search);
        var made = await documents.Commit(In(tenant), batch, cancellation);
        return made.Committed
            ? new KeyClaim(new Document<IdempotencyRecord>(In(tenant).Aggregate, id, record, made.Revisions[0]))
            : new KeyClaim(null, Refusal: new KeyInUse());
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "idempotency");
}
