using System.Security.Cryptography;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Purging;

/// <summary>Removes rows of one table, tenant by tenant. What is removed is overwritten in the file, as everything that is removed there.</summary>
internal abstract class LocalPurge(Readers readers, Writer writer) : ITenantPurge
{
    public abstract string Store { get; }

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation) =>
        await readers.Read(connection => List(connection, tenant.Value, limit), cancellation);

    public Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation) => writer.Write(
        session =>
        {
            foreach (var thing in things)
            {
                Remove(session, tenant.Value, thing);
            }

            return (things.Count, true);
        },
        cancellation);

    /// <summary>Parts of a key, joined by slashes; only the last may have any itself.</summary>
    protected static string KeyOf(params ReadOnlySpan<string> parts) => string.Join('/', parts!);

    protected static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    protected abstract void Bind(Statement query, string tenant, int limit);

    protected abstract string Query { get; }

    protected abstract StoredThing Of(Statement row);

    protected abstract void Remove(WriteSession session, string tenant, StoredThing thing);

    private List<StoredThing> List(Connection connection, string tenant, int limit)
    {
        using var row = connection.Query(Query);
        Bind(row, tenant, limit);
        var found = new List<StoredThing>();
        while (row.Step())
        {
            found.Add(Of(row));
        }

        return found;
    }
}
