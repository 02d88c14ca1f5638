namespace Interlink.Core.Events;

/// <summary>Says of a record that it is the data of an event type. One form for ever: what changes incompatibly gets another type.</summary>
/// <param name="type">The type as it travels: <c>process.created</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EventTypeAttribute(string type) : Attribute
{
    /// <summary>The type.</summary>
    public string Type { get; } = type;

    /// <summary>Which form of the data; grows when something is added.</summary>
    public int Version { get; init; } = 1;
}
