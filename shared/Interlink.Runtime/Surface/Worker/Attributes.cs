using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Names a method as a function. The name is unique in an app and, for durable functions, a wire contract.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Who may call an HTTP function by host key. The embedded host has no keys and serves only <see cref="Anonymous"/>.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}

/// <summary>Starts the function with an HTTP request.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Who may call.</summary>
    public AuthorizationLevel AuthLevel { get; }

    /// <summary>The methods served; every one when absent.</summary>
    public string[]? Methods { get; }

    /// <summary>The route template below the prefix; the function's name when absent.</summary>
    public string? Route { get; set; }
}

/// <summary>Starts the function on a schedule: six NCRONTAB fields, or <c>%setting%</c> naming a setting that holds them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Whether to run once when the host starts as well.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Whether the last run is kept, so that a run missed while the host was down is made up for.</summary>
    public bool UseMonitor { get; set; } = true;
}

/// <summary>Starts an orchestrator; stands on its <see cref="Microsoft.DurableTask.TaskOrchestrationContext"/> parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    public OrchestrationTriggerAttribute()
    {
    }

    /// <summary>The orchestrator's name when it is not the function's.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>Starts an activity; stands on its input parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    public ActivityTriggerAttribute()
    {
    }

    /// <summary>The activity's name when it is not the function's.</summary>
    public string? Activity { get; set; }
}

/// <summary>Supplies a <see cref="Microsoft.DurableTask.Client.DurableTaskClient"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    public DurableClientAttribute()
    {
    }

    public string? TaskHub { get; set; }

    public string? ConnectionName { get; set; }
}
