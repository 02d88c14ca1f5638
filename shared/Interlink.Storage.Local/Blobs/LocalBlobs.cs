using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Blobs;

/// <summary>
/// Blobs as rows that name their content by hash. A row is committed only when its content is on disk, so that after a crash there may
/// be content without a row, which the next start sweeps away, and never the other way round.
/// </summary>
internal sealed class LocalBlobs(Readers readers, Writer writer, PayloadFiles files) : IBlobs
{
    private const int Round = 500;
    private const int Attempts = 10;
    private const string Columns = "path, length, content_type, sha256, written_at";

    private readonly ContentLocks _locks = new();

    public async Task<Outcome<BlobInfo>> Put(BlobAddress address, Stream content, string contentType, long maxBytes, CancellationToken cancellation)
    {
        var tenant = address.Tenant.Value;
        if (await files.Receive(content, maxBytes, cancellation) is not { } received)
        {
            return new BlobTooLarge(maxBytes);
        }

        (BlobInfo Info, string? Before) written;
        try
        {
            // From here to the commit nobody may sweep this content away.
            using var held = await _locks.Hold(tenant, received.Sha256, cancellation);
            files.Keep(tenant, received);
            written = await writer.Write(s => (Write(s, address, received.Length, contentType, received.Sha256), true), cancellation);
        }
        catch
        {
            File.Delete(received.Path);
            await Sweep(tenant, received.Sha256);
            throw;
        }

        await SweepReplaced(tenant, written.Before, received.Sha256);
        return written.Info;
    }

    public async Task<BlobContent?> Open(BlobAddress address, CancellationToken cancellation)
    {
        for (var attempt = 0; await readers.Read(c => Find(c, address), cancellation) is { } info; attempt++)
        {
            if (files.Open(address.Tenant.Value, info.Sha256) is { } stream)
            {
                return stream.Length == info.Length
                    ? new BlobContent(info, stream)
                    : throw new StorageException(StorageFault.Corrupt, $"The content of blob '{address}' has been cut or changed.");
            }

            // Replaced between the two reads: the row says something else now. Else the content is lost.
            if (attempt == Attempts)
            {
                throw new StorageException(StorageFault.Corrupt, $"The content of blob '{address}' is missing from the data folder.");
            }
        }

        return null;
    }

    public async Task<BlobInfo?> Copy(BlobAddress source, BlobAddress target, CancellationToken cancellation)
    {
        if (source.Tenant != target.Tenant)
        {
            throw new ArgumentException("A blob is copied within its tenant.", nameof(target));
        }

        // The row is read and written in one transaction: content with a row is not swept.
        var (copied, before) = await writer.Write(
            session => Find(session.Connection, source) is { } info
                ? ((ValueTuple<BlobInfo?, string?>)Write(session, target, info.Length, info.ContentType, info.Sha256), true)
                : ((null, null), false),
            cancellation);
        if (copied is not null)
        {
            await SweepReplaced(target.Tenant.Value, before, copied.Sha256);
        }

        return copied;
    }

    public async Task<bool> Delete(BlobAddress address, CancellationToken cancellation)
    {
        var before = await writer.Write(
            session =>
            {
                using var row = session.Connection.Query("DELETE FROM blobs WHERE tenant = ? AND path = ? RETURNING sha256")
                    .Bind(address.Tenant.Value).Bind(address.Path);
                return (row.Step() ? row.Text(0) : null, true);
            },
            cancellation);
        await SweepReplaced(address.Tenant.Value, before, null);
        return before is not null;
    }

    public async IAsyncEnumerable<BlobInfo> List(TenantId tenant, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var round = await readers.Read(c => Range(c, tenant, prefix, after), cancellation);
            foreach (var info in round)
            {
                yield return info;
            }

            if (round.Count < Round)
            {
                yield break;
            }

            after = round[^1].Address.Path;
        }
    }

    /// <summary>Removes every content that no blob has: what a crash left. Only while nobody else uses the folder.</summary>
    public async Task SweepAll()
    {
        foreach (var (tenant, sha256) in files.All().ToList())
        {
            await Sweep(tenant, sha256);
        }
    }

    private async Task SweepReplaced(string tenant, string? before, string? now)
    {
        if (before is not null && before != now)
        {
            await Sweep(tenant, before);
        }
    }

    /// <summary>Removes content that no blob has. Runs to its end once begun: the change that made it garbage is made.</summary>
    private async Task Sweep(string tenant, string sha256)
    {
        using var held = await _locks.Hold(tenant, sha256, CancellationToken.None);
        var garbage = await writer.Write(
            session =>
            {
                using var row = session.Connection.Query("SELECT 1 FROM blobs WHERE tenant = ? AND sha256 = ? LIMIT 1").Bind(tenant).Bind(sha256);
                return (!row.Step(), true);
            },
            CancellationToken.None);
        if (garbage)
        {
            // Durable by now: no row has it, so no copy can begin from it; and a put of the same content waits for the lock.
            files.Delete(tenant, sha256);
        }
    }

    private static (BlobInfo Info, string? Before) Write(WriteSession session, BlobAddress address, long length, string contentType, string sha256)
    {
        var tenant = address.Tenant.Value;
        var before = Find(session.Connection, address)?.Sha256;
        session.Connection.Query("""
            INSERT INTO blobs (tenant, path, sha256, length, content_type, written_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, path) DO UPDATE
            SET sha256 = excluded.sha256, length = excluded.length, content_type = excluded.content_type, written_at = excluded.written_at
            """)
            .Bind(tenant).Bind(address.Path).Bind(sha256).Bind(length).Bind(contentType).Bind(session.Now.UtcTicks).Run();
        return (new BlobInfo(address, length, contentType, sha256, session.Now.ToUniversalTime()), before);
    }

    private static BlobInfo? Find(Connection connection, BlobAddress address)
    {
        using var row = connection.Query($"SELECT {Columns} FROM blobs WHERE tenant = ? AND path = ?").Bind(address.Tenant.Value).Bind(address.Path);
        return row.Step() ? Of(address.Tenant, row) : null;
    }

    private static List<BlobInfo> Range(Connection connection, TenantId tenant, string prefix, string after)
    {
        using var row = connection.Query($"SELECT {Columns} FROM blobs WHERE tenant = ? AND path >= ? AND path < ? AND path > ? ORDER BY path LIMIT ?")
            .Bind(tenant.Value).Bind(prefix).Bind(TextRange.End(prefix)).Bind(after).Bind(Round);
        var found = new List<BlobInfo>();
        while (row.Step())
        {
            found.Add(Of(tenant, row));
        }

        return found;
    }

    private static BlobInfo Of(TenantId tenant, Statement row) => new(
        BlobAddress.Of(tenant, row.Text(0).Split('/')), row.Int64(1), row.Text(2), row.Text(3), new DateTimeOffset(row.Int64(4), TimeSpan.Zero));
}
