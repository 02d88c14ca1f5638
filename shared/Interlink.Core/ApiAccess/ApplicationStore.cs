using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.ApiAccess;

/// <summary>The applications of each tenant, found by id, or by the id under which an OpenID Connect issuer knows them.</summary>
public sealed class ApplicationStore(IDocuments documents)
{
    private const string ClientKind = "api-client";
    private const string GoneKind = "api-application-gone";
    private const int Tries = 10;

    /// <summary>Reads an application; null when the tenant has none of that id.</summary>
    public Task<Document<ApiApplication>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        documents.Find<ApiApplication>(In(tenant), ApiApplication.Kind, id, cancellation);

    /// <summary>Reads the application that an issuer's client is; null when it is none of the tenant's.</summary>
    public async Task<Document<ApiApplication>?> FindByClient(TenantId tenant, string client, CancellationToken cancellation)
    {
        var owner = await documents.Find<ClientOwner>(In(tenant), ClientKind, KeyOf(client), cancellation);
        var found = owner is null ? null : await Find(tenant, owner.Body.Application, cancellation);
        return found?.Body.Clients.Contains(client) is true ? found : null;
    }

    /// <summary>How applications are called, also those that were removed; those that never were are left out.</summary>
    /// <param name="ids">At most 1,000.</param>
    public async Task<IReadOnlyDictionary<string, string>> Names(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var known = await documents.FindMany<ApiApplication>(In(tenant), ApiApplication.Kind, ids, cancellation);
        var gone = await documents.FindMany<Gone>(In(tenant), GoneKind, ids, cancellation);
        return known.Select(k => (k.Id, k.Body.Name)).Concat(gone.Select(g => (g.Id, g.Body.Name))).DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
    }

    /// <summary>One page of the tenant's applications, by name.</summary>
    public async Task<Page<Document<ApiApplication>>> List(TenantId tenant, string? text, PageRequest page, CancellationToken cancellation) =>
        (await documents.Search<ApiApplication>(In(tenant), ApiApplication.Kind, new SearchQuery { Text = text, Page = page }, cancellation)).Page;

    /// <summary>How many applications the tenant has.</summary>
    internal async Task<long> Count(TenantId tenant, CancellationToken cancellation) => (await List(tenant, null, new PageRequest(1, null), cancellation)).Total;

    /// <summary>Writes a new application.</summary>
    /// <returns>What was written, or <see cref="ApiClientTaken"/>.</returns>
    internal Task<Outcome<Document<ApiApplication>>> Create(TenantId tenant, ApiApplication made, DomainEvent told, CancellationToken cancellation) =>
        Write(tenant, null, made, told, cancellation);

    /// <summary>Writes an application in the place of the one that was read.</summary>
    /// <returns>What was written; <see cref="ApiClientTaken"/> or <see cref="StaleRevision"/>.</returns>
    internal Task<Outcome<Document<ApiApplication>>> Replace(
        TenantId tenant, Document<ApiApplication> read, ApiApplication changed, DomainEvent told, CancellationToken cancellation) =>
        Write(tenant, read, changed, told, cancellation);

    /// <summary>Changes an application, whatever others do to it at the same moment.</summary>
    /// <param name="decide">What it is to be, with the event that tells of it, or a refusal; runs again after each conflict.</param>
    /// <exception cref="TransientException">Others kept changing it.</exception>
    [NeverRefuses(typeof(ApiClientTaken))]
    internal async Task<Outcome<Document<ApiApplication>>> Change(
        TenantId tenant, string id, Func<ApiApplication, Outcome<(ApiApplication Changed, DomainEvent Told)>> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await Find(tenant, id, cancellation) is not { } read)
            {
                return new ApiApplicationNotFound(id);
            }

            var decided = decide(read.Body);
            if (!decided.Succeeded)
            {
                return decided.Error;
            }

            var written = await Replace(tenant, read, decided.Value.Changed, decided.Value.Told, cancellation);
            if (written.Error is not StaleRevision)
            {
                return written;
            }
        }

        throw new TransientException($"The application '{id}' keeps changing.");
    }

    /// <summary>Removes an application with its keys; its name is kept for the audit.</summary>
    /// <returns>Whether it was still there in the revision that was read.</returns>
    internal async Task<bool> Remove(TenantId tenant, Document<ApiApplication> read, DomainEvent told, CancellationToken cancellation)
    {
        var batch = new Batch().Remove(ApiApplication.Kind, read.Id, read.Revision).Put(GoneKind, read.Id, new Gone(read.Body.Name)).Emit(told);
        foreach (var client in read.Body.Clients)
        {
            batch.Remove(ClientKind, KeyOf(client));
        }

        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Where applications lie.</summary>
    internal static Partition In(TenantId tenant) => Partition.Of(tenant, "api-access");

    private async Task<Outcome<Document<ApiApplication>>> Write(
        TenantId tenant, Document<ApiApplication>? read, ApiApplication changed, DomainEvent told, CancellationToken cancellation)
    {
        var batch = read is null
            ? new Batch().Create(ApiApplication.Kind, changed.Id, changed, changed.Entry())
            : new Batch().Replace(ApiApplication.Kind, changed.Id, changed, read.Revision, changed.Entry());
        batch.Emit(told);
        var before = read?.Body.Clients ?? [];
        foreach (var gone in before.Except(changed.Clients))
        {
            batch.Remove(ClientKind, KeyOf(gone));
        }

        foreach (var added in changed.Clients.Except(before))
        {
            batch.Create(ClientKind, KeyOf(added), new ClientOwner(changed.Id));
        }

        var made = await documents.Commit(In(tenant), batch, cancellation);
        return made.Conflict switch
        {
            null => new Document<ApiApplication>(In(tenant).Aggregate, changed.Id, changed, made.Revisions[0]),
            { Kind: ClientKind, Id: var key } => new ApiClientTaken(changed.Clients.First(c => KeyOf(c) == key)),
            _ => new StaleRevision(),
        };
    }

    private static string KeyOf(string client) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client)));

    private sealed record ClientOwner(string Application);

    private sealed record Gone(string Name);
}
