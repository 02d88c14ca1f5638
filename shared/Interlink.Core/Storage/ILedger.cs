using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>Append-only records: usage, audit, delivery attempts. Idempotent by key.</summary>
public interface ILedger
{
    /// <summary>Appends entries to one book; an entry whose key is in the book already is left as it is.</summary>
    /// <returns>How many entries were new.</returns>
    Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation);

    /// <summary>Reads entries in order of time, then key.</summary>
    /// <param name="from">The earliest time, included.</param>
    /// <param name="to">The latest time, excluded.</param>
    IAsyncEnumerable<LedgerEntry> Read(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

/// <summary>One series of entries of one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">Which series: <c>usage</c>, <c>audit</c> …</param>
public readonly record struct Book(TenantId Tenant, string Name);

/// <summary>One entry.</summary>
/// <param name="Key">Unique in the book; derived from the fact, so that a repeated step cannot write twice.</param>
/// <param name="At">When the fact happened, UTC.</param>
/// <param name="Kind">What kind of fact.</param>
/// <param name="Data">The particulars.</param>
public sealed record LedgerEntry(string Key, DateTimeOffset At, string Kind, JsonElement Data);
