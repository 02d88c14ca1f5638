using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Purging;

/// <summary>Merges the full-text index, which only marks rows as removed, until nothing of those is left; then brings the write-ahead log into the main file, where
/// <c>secure_delete</c> has overwritten what was removed, and empties the log.</summary>
internal sealed class LocalTraces(string path, TimeSpan patience, Writer writer) : ITraces
{
    // FTS5: a negative number of pages goes on until all segments are one and no removed row is in it; each step is a transaction, so that others write in between.
    private const string Merge = "INSERT INTO search_words (search_words, rank) VALUES ('merge', -200)";

    public async Task Remove(CancellationToken cancellation)
    {
        while (await writer.Write(session => (Step(session.Connection), true), cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        await Task.Run(EmptyLog, cancellation);
    }

    // FTS5 counts the command itself as one change; more than that is work that was done.
    private static bool Step(Connection connection)
    {
        var before = connection.Number("SELECT total_changes()");
        connection.Run(Merge);
        return connection.Number("SELECT total_changes()") - before > 1;
    }

    // On a connection of its own: the writer is always inside a transaction, and there the log cannot be emptied.
    private void EmptyLog()
    {
        using var connection = Connection.Open(path, readOnly: false, patience);
        if (connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            throw new TransientException("The journal of the database could not be emptied: it was in use all the time.");
        }
    }
}
