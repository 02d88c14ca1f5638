using System.Diagnostics.Metrics;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Blobs;
using Interlink.Storage.Local.Documents;
using Interlink.Storage.Local.Ledger;
using Interlink.Storage.Local.Observability;
using Interlink.Storage.Local.Purging;
using Interlink.Storage.Local.Searching;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local;

/// <summary>
/// One open data folder: <c>interlink.db</c> (SQLite) and <c>blobs/</c>. Copy the folder while it is closed to back it up.
/// Disposing writes what is queued, brings everything into the main file and gives the folder free.
/// </summary>
public sealed class LocalStorage : IAsyncDisposable, IDisposable
{
    /// <summary>How many purges there are.</summary>
    internal const int Stores = 4;

    private readonly Database _database;
    private readonly Writer _writer;
    private int _disposed;

    private LocalStorage(LocalStorageOptions options, Database database, PayloadFiles files, SearchIndexes indexes, TimeProvider clock, StorageTelemetry? telemetry)
    {
        _database = database;
        _writer = new Writer(database.Writer, indexes, clock, telemetry);
        Indexes = indexes;
        LocalBlobs = new LocalBlobs(database.Readers, _writer, files);
        var documents = new LocalDocuments(database.Readers, _writer, new Searcher(indexes), Bell);
        var ledger = new LocalLedger(database.Readers, _writer);
        Documents = telemetry is null ? documents : new ObservedDocuments(documents, telemetry);
        Blobs = telemetry is null ? LocalBlobs : new ObservedBlobs(LocalBlobs, telemetry);
        Ledger = telemetry is null ? ledger : new ObservedLedger(ledger, telemetry);
        Outbox = new LocalOutbox(database.Readers, _writer, clock);
        Traces = new LocalTraces(database.Writer.Path, options.BusyTimeout, _writer);
        Purges =
        [
            new OutboxPurge(database.Readers, _writer), new DocumentsPurge(database.Readers, _writer), new BlobsPurge(LocalBlobs),
            new LedgerPurge(database.Readers, _writer),
        ];
    }

    /// <summary>The documents.</summary>
    public IDocuments Documents { get; }

    /// <summary>The blobs.</summary>
    public IBlobs Blobs { get; }

    /// <summary>The ledger.</summary>
    public ILedger Ledger { get; }

    /// <summary>The events stored with the documents.</summary>
    public IOutbox Outbox { get; }

    /// <summary>Rings when events were stored.</summary>
    public OutboxBell Bell { get; } = new();

    /// <summary>What finds and removes everything of a tenant, one for each of the above.</summary>
    public IReadOnlyList<ITenantPurge> Purges { get; }

    /// <summary>What overwrites the traces of what was removed.</summary>
    public ITraces Traces { get; }

    internal SearchIndexes Indexes { get; }

    private LocalBlobs LocalBlobs { get; }

    /// <summary>Opens a data folder, making it, migrating it, or mending what a crash left.</summary>
    /// <exception cref="StorageException">The folder cannot be used; <see cref="StorageException.Fault"/> says why.</exception>
    /// <param name="options">Which folder, and how.</param>
    /// <param name="clock">The time.</param>
    /// <param name="meters">Where figures are kept; without it, nothing is told of.</param>
    public static async Task<LocalStorage> Open(LocalStorageOptions options, TimeProvider clock, IMeterFactory? meters = null)
    {
        var files = new PayloadFiles(Path.Combine(options.Folder, "blobs"), options.Durability == Durability.PowerLoss);
        var database = Database.Open(options);
        var storage = new LocalStorage(options, database, files, new SearchIndexes(options.IndexedEntries), clock, meters is null ? null : new StorageTelemetry(meters, clock));
        try
        {
            files.Prepare();
            if (!database.WasClean)
            {
                await storage.LocalBlobs.SweepAll();
            }

            return storage;
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _writer.Dispose();
            _database.Dispose();
        }
    }

    public ValueTask DisposeAsync() => new(Task.Run(Dispose));
}
