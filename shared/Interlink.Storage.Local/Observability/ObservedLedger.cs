using Interlink.Core.Storage;

namespace Interlink.Storage.Local.Observability;

/// <summary>A ledger that is told of; without a listener, the ledger itself.</summary>
internal sealed class ObservedLedger(ILedger inner, StorageTelemetry telemetry) : ILedger
{
    public Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("ledger.append", book.Tenant, () => inner.Append(book, entries, cancellation), _ => null, _ => null)
        : inner.Append(book, entries, cancellation);

    public IAsyncEnumerable<LedgerEntry> Read(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("ledger.read", book.Tenant, inner.Read(book, from, to, cancellation))
        : inner.Read(book, from, to, cancellation);
}
