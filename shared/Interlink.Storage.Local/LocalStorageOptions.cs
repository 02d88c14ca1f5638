namespace Interlink.Storage.Local;

/// <summary>Where and how the local edition keeps its data.</summary>
public sealed record LocalStorageOptions
{
    /// <summary>The data folder; made when it is not there. One process at a time may have it open.</summary>
    public required string Folder { get; init; }

    /// <summary>What an acknowledged write survives.</summary>
    public Durability Durability { get; init; } = Durability.PowerLoss;

    /// <summary>How long a statement waits for a lock that some other program (a backup, a shell) holds on the database.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most connections that read at the same time.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>Most entries that the search indexes hold in memory together, about 300 bytes each; the least recently used index goes first.</summary>
    public int IndexedEntries { get; init; } = 300_000;

    /// <summary>Most bytes that the database file may grow to; null for no bound but the disk. Past it, writes fail with <see cref="StorageFault.DiskFull"/>.</summary>
    public long? MaxDatabaseBytes { get; init; }
}

/// <summary>What an acknowledged write survives.</summary>
public enum Durability
{
    /// <summary>Loss of power: the disk has it before the caller hears of it.</summary>
    PowerLoss,

    /// <summary>The end of the process, however sudden; a loss of power may take the last moments. For tests and throw-away data.</summary>
    ProcessLoss,
}
