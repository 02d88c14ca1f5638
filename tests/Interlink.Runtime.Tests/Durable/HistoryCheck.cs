using Interlink.Runtime.Durable;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>Looks for what must not be in a history: gaps, doubles, results of steps that were never asked for, time running backwards.</summary>
internal static class HistoryCheck
{
    public static List<string> Faults(Loaded loaded)
    {
        List<string> faults = [];
        HashSet<int> asked = [];
        HashSet<int> ended = [];
        long last = 0;
        var begun = 0;
        foreach (var line in loaded.History)
        {
            switch (line.Kind)
            {
                case EventKind.TurnStarted:
                    if (line.At < last) faults.Add($"time runs backwards at {line.At}");
                    last = line.At;
                    break;
                case EventKind.ExecutionStarted:
                    if (++begun > 1) faults.Add("begun twice");
                    break;
                case EventKind.TaskScheduled or EventKind.TimerCreated or EventKind.ChildScheduled or EventKind.EventSent:
                    if (line.Task != asked.Count || !asked.Add(line.Task)) faults.Add($"step {line.Task} is asked for out of order or twice");
                    break;
                case EventKind.EventRaised:
                    break;
                default:
                    if (!asked.Contains(line.Task)) faults.Add($"step {line.Task} ends without having been asked for");
                    if (!ended.Add(line.Task)) faults.Add($"step {line.Task} ends twice");
                    break;
            }
        }

        return faults;
    }
}
