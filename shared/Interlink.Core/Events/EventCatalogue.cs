using System.Reflection;

namespace Interlink.Core.Events;

/// <summary>The event types that there are, read off the records that carry their data.</summary>
public static class EventCatalogue
{
    /// <summary>Every type, in order of name.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        .. typeof(EventCatalogue).Assembly.GetTypes()
            .Select(type => (Data: type, Stated: type.GetCustomAttribute<EventTypeAttribute>()))
            .Where(found => found.Stated is not null)
            .Select(found => new EventDescription(found.Stated!.Type, found.Stated.Version, found.Data))
            .OrderBy(description => description.Type, StringComparer.Ordinal),
    ];

    /// <summary>Finds a type.</summary>
    public static EventDescription? Find(string type) => All.FirstOrDefault(description => description.Type == type);

    /// <summary>Whether events of the type tell of the sending of events: they are sent only where they are asked for by name, never about the endpoint that they go to.</summary>
    public static bool IsOperational(string type) =>
        type.StartsWith("endpoint.", StringComparison.Ordinal) || type.StartsWith("message.", StringComparison.Ordinal);
}

/// <summary>An event type.</summary>
/// <param name="Type">As it travels.</param>
/// <param name="Version">Which form of the data.</param>
/// <param name="Data">The record of the data.</param>
public sealed record EventDescription(string Type, int Version, Type Data);
