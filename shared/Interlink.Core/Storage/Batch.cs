using System.Diagnostics;
using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>Changes to one partition that are made together or not at all. At most <see cref="MaxOperations"/> operations, events included.</summary>
public sealed class Batch
{
    /// <summary>Most operations and events a batch may hold: Cosmos DB's bound is 100, and its adapter adds a record of the commit itself.</summary>
    public const int MaxOperations = 99;

    private readonly List<BatchOperation> _operations = [];
    private readonly List<DomainEvent> _events = [];

    /// <summary>The changes, in order.</summary>
    public IReadOnlyList<BatchOperation> Operations => _operations;

    /// <summary>The events stored with the changes (the outbox).</summary>
    public IReadOnlyList<DomainEvent> Events => _events;

    /// <summary>Writes a new document; fails with <see cref="ConflictReason.Exists"/> when there is one.</summary>
    /// <param name="search">How the document is found by <see cref="IDocuments.Search"/>; null when it is not to be found.</param>
    public Batch Create<T>(string kind, string id, T body, SearchEntry? search = null) where T : notnull =>
        Add(new PutOperation(kind, id, body, typeof(T), search, Expectation.Absent));

    /// <summary>Replaces a document that was read in the given revision; fails with <see cref="ConflictReason.Changed"/> or <see cref="ConflictReason.Missing"/>.</summary>
    public Batch Replace<T>(string kind, string id, T body, Revision revision, SearchEntry? search = null) where T : notnull =>
        Add(new PutOperation(kind, id, body, typeof(T), search, Expectation.At(revision)));

    /// <summary>Writes a document whatever was there.</summary>
    public Batch Put<T>(string kind, string id, T body, SearchEntry? search = null) where T : notnull =>
        Add(new PutOperation(kind, id, body, typeof(T), search, Expectation.Anything));

    /// <summary>Removes a document that was read in the given revision.</summary>
    public Batch Remove(string kind, string id, Revision revision) => Add(new RemoveOperation(kind, id, Expectation.At(revision)));

    /// <summary>Removes a document if it is there.</summary>
    public Batch Remove(string kind, string id) => Add(new RemoveOperation(kind, id, Expectation.Anything));

    /// <summary>Stores an event with the changes. One that does not say of which request it is gets the trace that runs now.</summary>
    public Batch Emit(DomainEvent domainEvent)
    {
        Bound();
        _events.Add(domainEvent.Correlation is null ? domainEvent with { Correlation = CurrentTrace() } : domainEvent);
        return this;
    }

    private static string? CurrentTrace() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } trace ? trace.TraceId.ToHexString() : null;

    private Batch Add(BatchOperation operation)
    {
        Bound();
        _operations.Add(operation);
        return this;
    }

    private void Bound()
    {
        if (_operations.Count + _events.Count >= MaxOperations)
        {
            throw new InvalidOperationException($"A batch holds at most {MaxOperations} operations.");
        }
    }
}

/// <summary>One change of a batch.</summary>
public abstract record BatchOperation(string Kind, string Id, Expectation Expectation);

/// <summary>Writes a document.</summary>
public sealed record PutOperation(string Kind, string Id, object Body, Type BodyType, SearchEntry? Search, Expectation Expectation)
    : BatchOperation(Kind, Id, Expectation);

/// <summary>Removes a document.</summary>
public sealed record RemoveOperation(string Kind, string Id, Expectation Expectation) : BatchOperation(Kind, Id, Expectation);

/// <summary>What must hold for an operation to be applied.</summary>
/// <param name="MustBeAbsent">There must be no such document.</param>
/// <param name="Revision">There must be one, in this revision.</param>
public readonly record struct Expectation(bool MustBeAbsent, Revision? Revision)
{
    /// <summary>Nothing is expected.</summary>
    public static readonly Expectation Anything;

    /// <summary>No such document.</summary>
    public static readonly Expectation Absent = new(true, null);

    /// <summary>A document in this revision.</summary>
    public static Expectation At(Revision revision) => new(false, revision);
}

/// <summary>A fact that others may want to know, stored with the change that made it true.</summary>
/// <param name="Id">Unique id of the event; the same when the step that emits it runs twice.</param>
/// <param name="Type">Noun and past participle, such as <c>process.created</c>; listed in <c>docs/events.md</c>.</param>
/// <param name="At">When it became true, UTC.</param>
/// <param name="Actor">Subject of the caller who caused it.</param>
/// <param name="Subject">Id of the object it is about.</param>
/// <param name="Data">A record with the particulars; no personal data.</param>
public sealed record DomainEvent(string Id, string Type, DateTimeOffset At, string Actor, string Subject, object Data)
{
    /// <summary>What changed, for the audit; empty for what is new or gone as a whole.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>The W3C trace id of the request that led to it, 32 hexadecimal digits; an operation's steps have that of the request that started it.
    /// Null until the event is put in a batch, and for what nobody asked for.</summary>
    public string? Correlation { get; init; }

    /// <summary>Whether only the audit is told, as of a refusal: nobody else hears of it.</summary>
    public bool AuditOnly { get; init; }
}

/// <summary>One field before and after a change, in short. A value that is personal data or a secret is left out: that it changed is all that is said.</summary>
/// <param name="Field">Path of the field as the API names it.</param>
/// <param name="Before">The value before, at most 200 characters; null when there was none or it is not to be told.</param>
/// <param name="After">The value after, likewise.</param>
public sealed record FieldChange(string Field, string? Before = null, string? After = null);
