namespace Interlink.Core.Storage;

/// <summary>What a store still holds of things that were removed: older pages in its journal, words in its full-text index.</summary>
public interface ITraces
{
    /// <summary>Overwrites it: what was removed before this was called is in no file of the store afterwards. May run at any time, and again. Takes longer the more
    /// there is to search, and holds others up for moments only.</summary>
    /// <exception cref="Kernel.TransientException">Others kept the store so busy that something was left; try again.</exception>
    Task Remove(CancellationToken cancellation);
}
