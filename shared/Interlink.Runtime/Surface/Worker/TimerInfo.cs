namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about the run it is in.</summary>
public class TimerInfo
{
    public TimerInfo()
    {
    }

    /// <summary>The runs before and after this one; absent when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that was missed.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>When a timer ran last and runs next.</summary>
public class ScheduleStatus
{
    public ScheduleStatus()
    {
    }

    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
