namespace Interlink.Storage.Azure;

/// <summary>A managed store refuses, in a way that does not pass by itself. The message says what to do about it.</summary>
public sealed class AzureStorageException : IOException
{
    public AzureStorageException()
        : this(AzureStorageFault.Failed, "The storage failed.")
    {
    }

    public AzureStorageException(string message)
        : this(AzureStorageFault.Failed, message)
    {
    }

    public AzureStorageException(string message, Exception inner)
        : this(AzureStorageFault.Failed, message, inner)
    {
    }

    public AzureStorageException(AzureStorageFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public AzureStorageFault Fault { get; }
}

/// <summary>What is wrong with a managed store.</summary>
public enum AzureStorageFault
{
    /// <summary>Without a nearer name; the message and the inner exception have it.</summary>
    Failed,

    /// <summary>The identity is not accepted: no credential, an expired or a wrong one.</summary>
    NotSignedIn,

    /// <summary>The identity is known and has not the role, or the network is not admitted.</summary>
    NotAllowed,

    /// <summary>The database, container or table is not there.</summary>
    Missing,

    /// <summary>More than the service takes; nothing was written.</summary>
    TooLarge,

    /// <summary>What is stored is not what this product writes.</summary>
    Corrupt,
}
