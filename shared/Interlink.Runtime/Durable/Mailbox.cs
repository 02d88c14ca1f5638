namespace Interlink.Runtime.Durable;

/// <summary>What has arrived for one orchestration. At most one turn is taken at a time.</summary>
internal sealed class Mailbox(string instance)
{
    private readonly Lock _gate = new();
    private List<Message> _arrived = [];
    private List<Message> _held = [];
    private bool _isReady;
    private bool _isClosed;

    public string Instance { get; } = instance;

    /// <summary>Adds a message. Tells whether a turn is to be queued; null when the box is closed and another must be used.</summary>
    public bool? Post(Message message)
    {
        lock (_gate)
        {
            if (_isClosed) return null;
            _arrived.Add(message);
            var wakes = !_isReady;
            _isReady = true;
            return wakes;
        }
    }

    /// <summary>All messages for the next turn, those held back earlier first.</summary>
    public IReadOnlyList<Message> Take()
    {
        lock (_gate)
        {
            List<Message> all = [.. _held, .. _arrived];
            _held = [];
            _arrived = [];
            return all;
        }
    }

    /// <summary>Puts messages back to wait: for something else to arrive, or for another try.</summary>
    public void Hold(IReadOnlyList<Message> messages)
    {
        lock (_gate) _held = [.. messages, .. _held];
    }

    /// <summary>Ends a turn. Tells whether another is due; when nothing is left at all the box closes.</summary>
    public bool Release()
    {
        lock (_gate)
        {
            if (_arrived.Count > 0) return true;
            _isReady = false;
            _isClosed = _held.Count == 0;
            return false;
        }
    }

    /// <summary>Whether the box is closed for good.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate) return _isClosed;
        }
    }
}
