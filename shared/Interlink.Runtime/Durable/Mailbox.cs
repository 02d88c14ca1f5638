namespace Interlink.Runtime.Durable;

/// <summary>
/// What has arrived for one orchestration, and the orchestration itself while it is alive. At most one turn is taken at a time.
/// </summary>
internal sealed class Mailbox(string instance)
{
    private readonly Lock _gate = new();
    private List<Message> _arrived = [];
    private List<Message> _held = [];
    private bool _isReady;
    private bool _isClosed;

    public string Instance { get; } = instance;

    /// <summary>The orchestration as its last turn left it; null when it must be loaded. Only for the turn that is being taken.</summary>
    public LiveOrchestration? Live { get; set; }

    /// <summary>How many turns in a row could not be taken or kept.</summary>
    public int Troubles { get; set; }

    /// <summary>Its place among the idle ones; belongs to the cache.</summary>
    public LinkedListNode<Mailbox>? Place { get; set; }

    /// <summary>What the cache counts it as while it is idle; belongs to the cache.</summary>
    public long KeptSize { get; set; }

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
            var all = _arrived;
            if (_held.Count > 0)
            {
                _held.AddRange(all);
                all = _held;
                _held = [];
            }

            _arrived = [];
            return all;
        }
    }

    /// <summary>Puts messages back to wait: for something else to arrive, or for another try.</summary>
    public void Hold(IReadOnlyList<Message> messages)
    {
        if (messages.Count == 0) return;
        lock (_gate) _held = [.. messages, .. _held];
    }

    /// <summary>Ends a turn. Tells whether another is due.</summary>
    public bool Release()
    {
        lock (_gate)
        {
            if (_arrived.Count > 0) return true;
            _isReady = false;
            return false;
        }
    }

    /// <summary>Closes the box for good when nothing is left in it.</summary>
    public bool Close()
    {
        lock (_gate) return _isClosed = _isClosed || (!_isReady && Live is null && _held.Count == 0 && _arrived.Count == 0);
    }

    /// <summary>Lets go of the orchestration unless it is about to take a turn.</summary>
    public LiveOrchestration? Evict()
    {
        lock (_gate)
        {
            if (_isReady) return null;
            var live = Live;
            Live = null;
            return live;
        }
    }
}
