using System.Globalization;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Documents;

/// <summary>The outbox as rows of SQLite, all in the order of the commits. A place is the sequence of the last event seen.</summary>
internal sealed class LocalOutbox(Readers readers, Writer writer, TimeProvider clock) : IOutbox
{
    private const int Round = 1_000;

    public async Task<OutboxPage> Read(string? after, int limit, CancellationToken cancellation)
    {
        var from = SequenceOf(after);
        return await readers.Read(connection => Take(connection, from, limit), cancellation);
    }

    public async Task Forget(string upTo, CancellationToken cancellation)
    {
        var last = SequenceOf(upTo);
        var before = (clock.GetUtcNow() - IOutbox.Retention).UtcTicks;
        while (await writer.Write(session => (Remove(session.Connection, last, before), true), cancellation) == Round)
        {
            // The next round; between two, others write.
        }
    }

    private static OutboxPage Take(Connection connection, long from, int limit)
    {
        using var row = connection.Query(
                "SELECT sequence, tenant, aggregate, id, type, at, actor, subject, data, changes, correlation, audit_only FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?")
            .Bind(from).Bind(limit);
        var events = new List<OutboxEvent>();
        while (row.Step())
        {
            from = row.Int64(0);
            events.Add(Of(row));
        }

        return new OutboxPage(events, from.ToString(CultureInfo.InvariantCulture));
    }

    private static int Remove(Connection connection, long last, long before)
    {
        using var row = connection.Query("""
            DELETE FROM outbox WHERE sequence IN (SELECT sequence FROM outbox WHERE sequence <= ? AND at < ? ORDER BY sequence LIMIT ?) RETURNING 1
            """).Bind(last).Bind(before).Bind(Round);
        var removed = 0;
        while (row.Step())
        {
            removed++;
        }

        return removed;
    }

    private static long SequenceOf(string? place) =>
        place is null ? 0
        : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
        : throw new InvalidCursorException("This is not how far the outbox was read.");

    private static OutboxEvent Of(Statement row) => new(
        TenantId.Parse(row.Text(1)),
        row.Text(2),
        row.Text(3),
        row.Text(4),
        new DateTimeOffset(row.Int64(5), TimeSpan.Zero),
        row.Text(6),
        row.Text(7),
        JsonSerializer.Deserialize<JsonElement>(row.Utf8(8), Json.Options))
    {
        Changes = JsonSerializer.Deserialize<List<FieldChange>>(row.Utf8(9), Json.Options)!,
        Correlation = row.Text(10) is { Length: > 0 } trace ? trace : null,
        AuditOnly = row.Int64(11) == 1,
    };
}
