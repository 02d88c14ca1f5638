namespace Interlink.Core.Processes;

/// <summary>How far each item of a tree and the whole of it is, derived from the tasks that take part.</summary>
public sealed class TreeProgress
{
    private readonly Dictionary<string, ItemProgress> _items = [];

    internal TreeProgress(ProcessTree tree)
    {
        var tallies = tree.Items.ToDictionary(i => i.Id, _ => new Tally());
        var whole = new Tally();
        foreach (var item in tree.Items.Reverse())
        {
            var tally = tallies[item.Id];
            if (item.Type is TreeItemType.Task)
            {
                tally.AddTask(item.Status);
            }

            _items[item.Id] = tree.TakesPart(item) ? tally.Result() : ItemProgress.None;
            if (item.Enabled)
            {
                (item.Parent is null ? whole : tallies[item.Parent]).AddChild(tally);
            }
        }

        Whole = whole.Result();
    }

    /// <summary>How far the process is.</summary>
    public ItemProgress Whole { get; }

    /// <summary>How far an item of the tree is.</summary>
    public ItemProgress Of(TreeItem item) => _items[item.Id];

    private sealed class Tally
    {
        private readonly int[] _children = new int[3];
        private readonly int[] _tasks = new int[3];

        public void AddTask(ItemStatus status)
        {
            _children[(int)status]++;
            _tasks[(int)status]++;
        }

        public void AddChild(Tally child)
        {
            _children[(int)child.Status()]++;
            for (var status = 0; status < _tasks.Length; status++)
            {
                _tasks[status] += child._tasks[status];
            }
        }

        public ItemProgress Result() => new(Status(), Percent(), _tasks.Sum(), _tasks[(int)ItemStatus.Finished]);

        private ItemStatus Status()
        {
            var all = _children.Sum();
            return all == _children[(int)ItemStatus.Awaiting] ? ItemStatus.Awaiting
                : all == _children[(int)ItemStatus.Finished] ? ItemStatus.Finished
                : ItemStatus.InProgress;
        }

        /// <summary>The mean of finished 1 and in progress ½. Rounded, but only nothing at all is 0 and only everything is 100.</summary>
        private int Percent()
        {
            var (halves, most) = (_tasks[(int)ItemStatus.InProgress] + (2 * _tasks[(int)ItemStatus.Finished]), 2 * _tasks.Sum());
            var rounded = most == 0 ? 0 : (int)Math.Round(100m * halves / most, MidpointRounding.AwayFromZero);
            return halves == 0 ? 0 : halves == most ? 100 : Math.Clamp(rounded, 1, 99);
        }
    }
}

/// <summary>How far something is.</summary>
/// <param name="Status">All parts finished, all awaiting, or else in progress; awaiting where there are no parts.</param>
/// <param name="Percent">The mean over the tasks, finished 1 and in progress ½, as a whole number from 0 to 100.</param>
/// <param name="Tasks">How many tasks take part.</param>
/// <param name="Finished">How many of them are finished.</param>
public sealed record ItemProgress(ItemStatus Status, int Percent, int Tasks, int Finished)
{
    /// <summary>Where there is nothing to do.</summary>
    public static readonly ItemProgress None = new(ItemStatus.Awaiting, 0, 0, 0);

    /// <summary>Whether a task is still to be finished; an item without tasks holds nobody up.</summary>
    public bool Unfinished() => Finished < Tasks;
}
