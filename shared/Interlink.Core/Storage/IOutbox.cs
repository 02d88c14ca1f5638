using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>The events that commits have stored, of all tenants: those of one partition in the order of its commits, each at least once.
/// Whoever hands them on remembers how far it came.</summary>
public interface IOutbox
{
    /// <summary>How long an event waits to be read.</summary>
    static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Reads events.</summary>
    /// <param name="after">From the answer before; null from the start.</param>
    /// <param name="limit">About so many; those of one commit may come together.</param>
    /// <exception cref="InvalidCursorException">The place is not from an answer of this outbox.</exception>
    Task<OutboxPage> Read(string? after, int limit, CancellationToken cancellation);

    /// <summary>Says that events up to a place were handed on: those older than <see cref="Retention"/> need not be kept.</summary>
    /// <exception cref="InvalidCursorException">The place is not from an answer of this outbox.</exception>
    Task Forget(string upTo, CancellationToken cancellation);
}

/// <summary>Some events, and from where to go on.</summary>
/// <param name="Next">What the next <see cref="IOutbox.Read"/> goes on from; also when there was nothing.</param>
/// <param name="Passed">How many other changes the store read on the way, which would be read again from the old place; 0 where it keeps events apart.</param>
public sealed record OutboxPage(IReadOnlyList<OutboxEvent> Events, string Next, int Passed = 0);

/// <summary>A stored event.</summary>
/// <param name="Aggregate">Where the change was made that it tells of.</param>
/// <param name="Id">Unique in the tenant.</param>
/// <param name="Data">The particulars, as JSON.</param>
public sealed record OutboxEvent(
    TenantId Tenant, string Aggregate, string Id, string Type, DateTimeOffset At, string Actor, string Subject, JsonElement Data)
{
    /// <summary>As <see cref="DomainEvent.Changes"/>.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>As <see cref="DomainEvent.Correlation"/>.</summary>
    public string? Correlation { get; init; }

    /// <summary>As <see cref="DomainEvent.AuditOnly"/>.</summary>
    public bool AuditOnly { get; init; }
}
