using Interlink.Core.Kernel;

namespace Interlink.Storage.Local;

/// <summary>The data folder cannot be used as asked. The message says what to do about it.</summary>
public sealed class StorageException : IOException, ITransientFault
{
    public StorageException()
        : this(StorageFault.Failed, "The storage failed.")
    {
    }

    public StorageException(string message)
        : this(StorageFault.Failed, message)
    {
    }

    public StorageException(string message, Exception inner)
        : this(StorageFault.Failed, message, inner)
    {
    }

    public StorageException(StorageFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public StorageFault Fault { get; }

    /// <summary>A full disk and a locked file pass; nothing was written.</summary>
    public bool Passes => Fault is StorageFault.DiskFull or StorageFault.InUse;

    /// <summary>Says in the terms of this storage what the file system said.</summary>
    internal static StorageException From(Exception exception, string path) => exception switch
    {
        StorageException known => known,
        IOException { HResult: 28 or unchecked((int)0x80070070) } => new(StorageFault.DiskFull, $"The disk with '{path}' is full. Make room; nothing was half written.", exception),
        UnauthorizedAccessException => new(StorageFault.NotWritable, $"'{path}' cannot be written by this account.", exception),
        _ => new(StorageFault.NotWritable, $"'{path}' cannot be written: {exception.Message}", exception),
    };
}

/// <summary>What is wrong with the data folder.</summary>
public enum StorageFault
{
    /// <summary>An input or output error without a nearer name; the inner exception or the message has it.</summary>
    Failed,

    /// <summary>No room left, on the disk or within <see cref="LocalStorageOptions.MaxDatabaseBytes"/>. What was asked for was not written.</summary>
    DiskFull,

    /// <summary>The folder or a file in it cannot be made or written by this account.</summary>
    NotWritable,

    /// <summary>A file is not what it should be; restore a copy.</summary>
    Corrupt,

    /// <summary>Another process has the folder open, or holds the database for longer than the busy timeout.</summary>
    InUse,

    /// <summary>A later version of the product wrote the data; this one would damage it.</summary>
    NewerVersion,
}
