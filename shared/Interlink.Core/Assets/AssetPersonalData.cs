using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>Resources as personal data: who brought them. They stay, under the pseudonym; what is in the files belongs to the process.</summary>
public sealed class AssetPersonalData(IDocuments documents) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "assets", "Shows who contributed a resource to a process.", ["name", "contributions", "files"], "public-task", "pseudonymised");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var found in Brought(tenant, subject, cancellation))
        {
            var (asset, process) = (found.Body, ProcessOf(found));
            var own = asset.Versions.Where(v => v.CreatedBy.Subject == subject).ToList();
            yield return new PersonalRecord("asset", asset.Id, new
            {
                process,
                asset.Name,
                asset.Kind,
                asset.Uri,
                createdByYou = asset.CreatedBy.Subject == subject,
                asset.CreatedAt,
                versions = own.Select(v => new { v.Number, v.Name, v.ContentType, v.Length, v.CreatedAt }),
            })
            {
                Files = [.. own.Select(v => new PersonalFile(v.Name, AssetStore.AddressOf(tenant, process, asset.Id, v.Blob)))],
            };
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var changed = 0;
        await foreach (var found in Brought(tenant, person.Subject, cancellation))
        {
            var partition = ProcessStore.PartitionOf(tenant, ProcessOf(found));
            changed += await PersonalSearch.Change(documents, partition, AssetStore.Kind, found, asset => Without(asset, person), asset => asset.Entry(), cancellation) ? 1 : 0;
        }

        return changed;
    }

    private static Asset Without(Asset asset, ErasedPerson person)
    {
        var named = asset.CreatedBy.IsStill(person) || asset.Versions.Any(v => v.CreatedBy.IsStill(person));
        return !named ? asset : asset with
        {
            CreatedBy = asset.CreatedBy.Without(person),
            Versions = [.. asset.Versions.Select(v => v with { CreatedBy = v.CreatedBy.Without(person) })],
        };
    }

    // The partition of a process is named by it.
    private static string ProcessOf(Document<Asset> found) => found.Aggregate[(found.Aggregate.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private IAsyncEnumerable<Document<Asset>> Brought(TenantId tenant, string subject, CancellationToken cancellation) =>
        PersonalSearch.Of<Asset>(documents, tenant, AssetStore.Kind, AssetStore.PersonFacet, subject, cancellation);
}
