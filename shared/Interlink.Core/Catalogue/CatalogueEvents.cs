using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue;

/// <summary><c>catalogue.imported</c>: an import came to its end.</summary>
/// <param name="Import">Id of the import.</param>
/// <param name="Created">How many entries are new.</param>
/// <param name="Updated">How many entries were changed.</param>
/// <param name="Unchanged">How many entries were as they are.</param>
/// <param name="Rejected">How many entries could not be taken.</param>
public sealed record CatalogueImported(string Import, int Created, int Updated, int Unchanged, int Rejected);

/// <summary>Makes events of the catalogue.</summary>
internal static class CatalogueEvents
{
    /// <summary>The same event however often the last step of an import runs.</summary>
    public static DomainEvent Imported(TenantId tenant, string actor, ImportSummary import, DateTimeOffset at)
    {
        var counts = import.Counts.Sum();
        return new DomainEvent(
            Ulids.Derive(tenant.Value, import.OperationId, "catalogue.imported"),
            "catalogue.imported",
            at,
            actor,
            import.OperationId,
            new CatalogueImported(import.OperationId, counts.Created, counts.Updated, counts.Unchanged, counts.Rejected));
    }
}
