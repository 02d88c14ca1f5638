using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Processes;

/// <summary>What processes and assets read of the tenant's catalogue: published entries, by id.</summary>
public sealed class CatalogueReader(IDocuments documents)
{
    /// <summary>A published schema; null when there is none.</summary>
    public async Task<CoproductionSchema?> FindSchema(Caller caller, string id, CancellationToken cancellation) =>
        await Find<CoproductionSchema>(caller, CoproductionSchema.Kind, id, cancellation) is { State: PublicationState.Published } schema
            ? schema
            : null;

    /// <summary>A published interlinker; null when there is none.</summary>
    public async Task<Interlinker?> FindInterlinker(Caller caller, string id, CancellationToken cancellation) =>
        await Find<Interlinker>(caller, Interlinker.Kind, id, cancellation) is { State: PublicationState.Published } interlinker
            ? interlinker
            : null;

    /// <summary>The problem profiles of the ids, in their order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<ProblemProfile>> FindProfiles(
        Caller caller, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var found = await documents.FindMany<ProblemProfile>(PartitionOf(caller), ProblemProfile.Kind, ids, cancellation);
        return [.. found.Select(d => d.Body)];
    }

    private static Partition PartitionOf(Caller caller) => CatalogueStore.PartitionOf(caller.Tenant);

    private async Task<T?> Find<T>(Caller caller, string kind, string id, CancellationToken cancellation) where T : class =>
        id.Length is 0 or > 200 ? null : (await documents.Find<T>(PartitionOf(caller), kind, id, cancellation))?.Body;
}
