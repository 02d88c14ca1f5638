namespace Interlink.Core.Storage;

/// <summary>Rings when a commit in this process has stored events: so that whoever hands them on need not wait for the clock. A hint and no more: what was stored is found by
/// the place in the outbox, whether it rang or not.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Rings.</summary>
    public void Ring()
    {
        if (_rung.CurrentCount > 0)
        {
            return;
        }

        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            return; // Somebody else rang at the same moment.
        }
    }

    /// <summary>Waits until it rings, or rang since the last wait.</summary>
    public Task Wait(CancellationToken cancellation) => _rung.WaitAsync(cancellation);

    public void Dispose() => _rung.Dispose();
}
