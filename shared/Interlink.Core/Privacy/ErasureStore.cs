using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>Keeps erasures and their certificates.</summary>
public sealed class ErasureStore(IDocuments documents)
{
    private const string Kind = "erasure";
    private const string OpenKind = "erasure-open";
    private const string PseudonymKind = "pseudonym";
    private const string CertificateKind = "erasure-certificate";
    private const string State = "state";
    private const string Requested = "requested";

    /// <summary>Reads an erasure.</summary>
    public async Task<Document<Erasure>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        Ulids.IsId(id) ? await documents.Find<Erasure>(In(tenant), Kind, id, cancellation) : null;

    /// <summary>The erasure of a person that has not ended; null when there is none.</summary>
    public async Task<Document<Erasure>?> Open(TenantId tenant, string subject, CancellationToken cancellation) =>
        await documents.Find<OpenErasure>(In(tenant), OpenKind, subject, cancellation) is { } open ? await Find(tenant, open.Body.Erasure, cancellation) : null;

    /// <summary>Lists erasures, the youngest first.</summary>
    public async Task<Page<Erasure>> List(TenantId tenant, IReadOnlyList<ErasureState> states, PageRequest page, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = states.Count == 0 ? new Dictionary<string, IReadOnlyList<string>>() : new() { [State] = [.. states.Select(s => s.ToString())] },
            Order = SearchOrder.Number,
            OrderNumber = Requested,
            Page = page,
        };
        return (await documents.Search<Erasure>(In(tenant), Kind, query, cancellation)).Page.Map(d => d.Body);
    }

    /// <summary>Reads the certificate behind a link.</summary>
    /// <param name="token">The token of the link; it begins with the tenant.</param>
    /// <returns>The certificate; null when there is none, or none yet.</returns>
    public async Task<ErasureCertificate?> Certificate(string token, CancellationToken cancellation) =>
        token.Length <= 200 && TenantId.TryParse(token.Split('.')[0], out var tenant)
            ? (await documents.Find<ErasureCertificate>(In(tenant), CertificateKind, Hash(token), cancellation))?.Body
            : null;

    internal async Task<bool> Begin(TenantId tenant, Erasure erasure, DomainEvent requested, CancellationToken cancellation)
    {
        var batch = new Batch().Create(Kind, erasure.Id, erasure, SearchOf(erasure)).Create(OpenKind, erasure.Subject, new OpenErasure(erasure.Id)).Emit(requested);
        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Writes a changed erasure; one that has ended makes room for another of the same person.</summary>
    /// <param name="code">A pseudonym's code that nobody else in the tenant may have; null for none.</param>
    internal async Task<CommitResult> Replace(
        TenantId tenant, Document<Erasure> read, Erasure erasure, DomainEvent? told, string? code, CancellationToken cancellation)
    {
        var batch = new Batch().Replace(Kind, erasure.Id, erasure, read.Revision, SearchOf(erasure));
        if (erasure.Ended)
        {
            batch.Remove(OpenKind, erasure.Subject);
        }

        if (code is not null)
        {
            batch.Create(PseudonymKind, code, new OpenErasure(erasure.Id));
        }

        if (told is not null)
        {
            batch.Emit(told);
        }

        return await documents.Commit(In(tenant), batch, cancellation);
    }

    /// <summary>Keeps a certificate, once; a repetition gets the first.</summary>
    internal async Task<ErasureCertificate> Keep(TenantId tenant, string token, ErasureCertificate certificate, CancellationToken cancellation)
    {
        var made = await documents.Commit(In(tenant), new Batch().Create(CertificateKind, Hash(token), certificate), cancellation);
        return made.Committed ? certificate : (await Certificate(token, cancellation))!;
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "erasures");

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static SearchEntry SearchOf(Erasure erasure) => new()
    {
        Facets = new Dictionary<string, IReadOnlyList<string>> { [State] = [erasure.State.ToString()] },
        Numbers = new Dictionary<string, double> { [Requested] = erasure.RequestedAt.ToUnixTimeMilliseconds() },
    };

    private sealed record OpenErasure(string Erasure);
}
