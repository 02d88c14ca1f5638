namespace Interlink.Core.Kernel;

/// <summary>Something outside failed in a way that passes: the only exception that is retried, and that HTTP answers with 503 in place of 500.</summary>
public sealed class TransientException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What failed, for the logs.</param>
    /// <param name="innerException">What was thrown.</param>
    public TransientException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>How long to wait before trying again; null when nothing is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Said by an adapter's own exception when what it tells of passes: a full disk once there is room, a locked file once it is let go.</summary>
public interface ITransientFault
{
    /// <summary>Whether trying again later can succeed.</summary>
    bool Passes { get; }
}
