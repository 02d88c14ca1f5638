using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Blobs;
using Interlink.Storage.Local.Searching;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Purging;

/// <summary>Documents, by aggregate, kind and id; their search entries go with them.</summary>
internal sealed class DocumentsPurge(Readers readers, Writer writer) : LocalPurge(readers, writer)
{
    public override string Store => "documents";

    protected override string Query => "SELECT aggregate, kind, id, body FROM documents WHERE tenant = ? ORDER BY aggregate, kind, id LIMIT ?";

    protected override void Bind(Statement query, string tenant, int limit) => query.Bind(tenant).Bind(limit);

    protected override StoredThing Of(Statement row) => new(row.Text(1), KeyOf(row.Text(0), row.Text(1), row.Text(2)), HashOf(row.Utf8(3)));

    protected override void Remove(WriteSession session, string tenant, StoredThing thing)
    {
        var parts = thing.Key.Split('/', 3);
        if (Number(session.Connection, tenant, parts) is { } number)
        {
            new EntryWrites(session, tenant, parts[1], parts[0], parts[2]).Remove(number);
            session.Connection.Query("DELETE FROM documents WHERE number = ?").Bind(number).Run();
        }
    }

    private static long? Number(Connection connection, string tenant, string[] parts)
    {
        using var row = connection.Query("SELECT number FROM documents WHERE tenant = ? AND aggregate = ? AND kind = ? AND id = ?")
            .Bind(tenant).Bind(parts[0]).Bind(parts[1]).Bind(parts[2]);
        return row.Step() ? row.Int64(0) : null;
    }
}

/// <summary>Events that commits have stored, by id.</summary>
internal sealed class OutboxPurge(Readers readers, Writer writer) : LocalPurge(readers, writer)
{
    public override string Store => "outbox";

    protected override string Query => "SELECT type, id, data FROM outbox WHERE tenant = ? ORDER BY id LIMIT ?";

    protected override void Bind(Statement query, string tenant, int limit) => query.Bind(tenant).Bind(limit);

    protected override StoredThing Of(Statement row) => new(row.Text(0), row.Text(1), HashOf(row.Utf8(2)));

    protected override void Remove(WriteSession session, string tenant, StoredThing thing) =>
        session.Connection.Query("DELETE FROM outbox WHERE tenant = ? AND id = ?").Bind(tenant).Bind(thing.Key).Run();
}

/// <summary>Ledger entries, by book and key.</summary>
internal sealed class LedgerPurge(Readers readers, Writer writer) : LocalPurge(readers, writer)
{
    public override string Store => "ledger";

    protected override string Query => "SELECT book, key, data FROM ledger WHERE tenant = ? ORDER BY book, key LIMIT ?";

    protected override void Bind(Statement query, string tenant, int limit) => query.Bind(tenant).Bind(limit);

    protected override StoredThing Of(Statement row) => new(row.Text(0), KeyOf(row.Text(0), row.Text(1)), HashOf(row.Utf8(2)));

    protected override void Remove(WriteSession session, string tenant, StoredThing thing)
    {
        var parts = thing.Key.Split('/', 2);
        session.Connection.Query("DELETE FROM ledger WHERE tenant = ? AND book = ? AND key = ?").Bind(tenant).Bind(parts[0]).Bind(parts[1]).Run();
    }
}

/// <summary>Blobs, by path. Their contents go with the last blob that has them.</summary>
internal sealed class BlobsPurge(LocalBlobs blobs) : ITenantPurge
{
    public string Store => "blobs";

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation)
    {
        var found = new List<StoredThing>();
        await foreach (var blob in blobs.List(tenant, "", cancellation))
        {
            found.Add(new StoredThing(blob.Address.Path.Split('/')[0], blob.Address.Path, blob.Sha256));
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            await blobs.Delete(BlobAddress.Of(tenant, thing.Key.Split('/')), cancellation);
        }
    }
}
