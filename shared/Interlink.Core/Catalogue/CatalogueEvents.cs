using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue;

/// <summary><c>catalogue.imported</c>: an import came to its end.</summary>
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
