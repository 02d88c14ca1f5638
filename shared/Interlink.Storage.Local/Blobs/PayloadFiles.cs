using System.Buffers;
using System.Security.Cryptography;

namespace Interlink.Storage.Local.Blobs;

/// <summary>
/// The contents of blobs as files named by their hash, one folder per tenant. A file is complete from the moment it has its name, and
/// never changes; which blob has which content is said by the database alone.
/// </summary>
internal sealed class PayloadFiles
{
    private const int BufferSize = 81_920;

    private readonly string _folder;
    private readonly string _incoming;
    private readonly bool _durable;
    private long _incomingCount;

    public PayloadFiles(string folder, bool durable)
    {
        _folder = folder;
        _incoming = Path.Combine(folder, ".incoming");
        _durable = durable;
    }

    /// <summary>Makes the folders, and removes what an earlier process was still receiving when it ended.</summary>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(_incoming);
            foreach (var left in Directory.EnumerateFiles(_incoming))
            {
                File.Delete(left);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(refused, _folder);
        }
    }

    /// <summary>Receives content into a nameless file.</summary>
    /// <returns>Null when it is longer than <paramref name="maxBytes"/>; nothing is kept then.</returns>
    public async Task<Received?> Receive(Stream content, long maxBytes, CancellationToken cancellation)
    {
        var path = Path.Combine(_incoming, Interlocked.Increment(ref _incomingCount).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var kept = false;
        try
        {
            var received = await Receive(path, content, maxBytes, cancellation);
            kept = received is not null;
            return received;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException { HResult: 28 or unchecked((int)0x80070070) })
        {
            throw StorageException.From(refused, _folder);
        }
        finally
        {
            if (!kept)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Gives received content its name, unless the same content is there already.</summary>
    public void Keep(string tenant, Received received)
    {
        var target = PathOf(tenant, received.Sha256);
        if (new FileInfo(target) is { Exists: true } there && there.Length == received.Length)
        {
            File.Delete(received.Path);
            return;
        }

        try
        {
            Move(received.Path, target);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(refused, target);
        }
    }

    /// <summary>Opens content; whoever has it open keeps it, whatever becomes of the name.</summary>
    /// <returns>Null when there is none.</returns>
    public FileStream? Open(string tenant, string sha256)
    {
        try
        {
            return new FileStream(
                PathOf(tenant, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 4096, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes content, if it is there.</summary>
    public void Delete(string tenant, string sha256)
    {
        var path = PathOf(tenant, sha256);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>All contents there are.</summary>
    public IEnumerable<(string Tenant, string Sha256)> All() =>
        from tenant in Directory.EnumerateDirectories(_folder)
        where tenant != _incoming
        from file in Directory.EnumerateFiles(tenant, "*", SearchOption.AllDirectories)
        select (Path.GetFileName(tenant), Path.GetFileName(file));

    private async Task<Received?> Receive(string path, Stream content, long maxBytes, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            while (await content.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                length += read;
                if (length > maxBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Flush(flushToDisk: _durable);
            return new Received(path, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Move(string source, string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        File.Move(source, target, overwrite: true);
        if (_durable)
        {
            DurableFolder.Flush(folder);
            if (isNew)
            {
                DurableFolder.Flush(Path.GetDirectoryName(folder)!);
                DurableFolder.Flush(_folder);
            }
        }
    }

    private string PathOf(string tenant, string sha256) => Path.Combine(_folder, tenant, sha256[..2], sha256);
}

/// <summary>Content that has been received whole and has no name yet.</summary>
internal sealed record Received(string Path, long Length, string Sha256);
