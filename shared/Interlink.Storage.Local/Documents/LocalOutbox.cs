using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Documents;

/// <summary>The events that commits have stored, in the order of the commits. Whoever dispatches them remembers how far it came.</summary>
public sealed class LocalOutbox
{
    private readonly Readers _readers;

    internal LocalOutbox(Readers readers) => _readers = readers;

    /// <summary>Reads events of all tenants.</summary>
    /// <param name="after">The sequence of the last event seen before; 0 from the start.</param>
    /// <param name="limit">At most this many.</param>
    public async Task<IReadOnlyList<OutboxEvent>> Read(long after, int limit, CancellationToken cancellation) =>
        await _readers.Read(
            connection =>
            {
                using var row = connection.Query(
                        "SELECT sequence, tenant, aggregate, id, type, at, actor, subject, data FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?")
                    .Bind(after).Bind(limit);
                var events = new List<OutboxEvent>();
                while (row.Step())
                {
                    events.Add(Of(row));
                }

                return events;
            },
            cancellation);

    private static OutboxEvent Of(Statement row) => new(
        row.Int64(0),
        TenantId.Parse(row.Text(1)),
        row.Text(2),
        row.Text(3),
        row.Text(4),
        new DateTimeOffset(row.Int64(5), TimeSpan.Zero),
        row.Text(6),
        row.Text(7),
        JsonSerializer.Deserialize<JsonElement>(row.Utf8(8), Json.Options));
}

/// <summary>A stored event.</summary>
/// <param name="Sequence">Grows from commit to commit; never given twice. Numbers may be missing.</param>
/// <param name="Aggregate">Where the change was made that it tells of.</param>
/// <param name="Data">The particulars, as JSON.</param>
public sealed record OutboxEvent(
    long Sequence, TenantId Tenant, string Aggregate, string Id, string Type, DateTimeOffset At, string Actor, string Subject, JsonElement Data);
