using System.Globalization;

namespace Interlink.Storage.Local.Sqlite;

/// <summary>The open data folder: its lock, its database file, one connection that writes and several that read.</summary>
internal sealed class Database : IDisposable
{
    private readonly FileStream _lock;

    private Database(FileStream folderLock, Connection writer, Readers readers, bool wasClean)
    {
        _lock = folderLock;
        Writer = writer;
        Readers = readers;
        WasClean = wasClean;
    }

    /// <summary>The connection of the one writer.</summary>
    public Connection Writer { get; }

    /// <summary>The connections that read.</summary>
    public Readers Readers { get; }

    /// <summary>Whether the process that had the folder before closed it in order.</summary>
    public bool WasClean { get; }

    /// <summary>Opens the folder, making or migrating what is in it.</summary>
    /// <exception cref="StorageException">It cannot be used; the fault says why.</exception>
    public static Database Open(LocalStorageOptions options)
    {
        var folderLock = Lock(options.Folder);
        Connection? writer = null;
        try
        {
            var path = Path.Combine(options.Folder, "interlink.db");
            writer = Connection.Open(path, readOnly: false, options.BusyTimeout);
            Prepare(writer, options);
            Schema.Migrate(writer, Schema.Latest);
            var wasClean = writer.Number("SELECT value FROM state WHERE name = 'clean'") == 1;
            writer.Script("UPDATE state SET value = 0 WHERE name = 'clean'");
            return new Database(folderLock, writer, new Readers(path, options), wasClean);
        }
        catch
        {
            writer?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Closes in order: everything in the main file, so that the folder can be copied.</summary>
    public void Dispose()
    {
        Readers.Dispose();
        try
        {
            Writer.Script("UPDATE state SET value = 1 WHERE name = 'clean'; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
        }
        catch (StorageException full) when (full.Passes)
        {
            // No reason not to stop: nothing that was written is missing, and the next start finds the folder as it would after a crash.
        }
        finally
        {
            Writer.Dispose();
            _lock.Dispose();
        }
    }

    private static void Prepare(Connection connection, LocalStorageOptions options)
    {
        var synchronous = options.Durability == Durability.PowerLoss ? "FULL" : "NORMAL";
        connection.Script($"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {synchronous};
            PRAGMA foreign_keys = ON;
            PRAGMA secure_delete = ON;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -16384;
            PRAGMA temp_store = MEMORY;
            """);
        if (options.MaxDatabaseBytes is { } bytes)
        {
            var pages = Math.Max(1, bytes / connection.Number("PRAGMA page_size"));
            connection.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(refused, folder);
        }

        var path = Path.Combine(folder, "interlink.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path) && taken is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new StorageException(StorageFault.InUse, $"Another process has '{folder}' open.", taken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(refused, folder);
        }
    }
}
