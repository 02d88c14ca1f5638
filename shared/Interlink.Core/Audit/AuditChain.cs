using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary>How entries are chained: each carries the hash of the one before, so that none can be changed, taken out, put in or moved without all
/// that follow saying so.</summary>
public static class AuditChain
{
    /// <summary>What stands in the place of the hash before the first entry.</summary>
    public static readonly string Start = new('0', 64);

    /// <summary>The hash of an entry: SHA-256 over the hash before it, as 64 lower-case hexadecimal digits in ASCII, and the entry's canonical JSON in UTF-8.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="FormatException">The entry has a number that no entry of ours has.</exception>
    public static string Hash(string previous, JsonElement entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(previous));
        hash.AppendData(CanonicalJson.Of(entry));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Chains events to what is there already.</summary>
    /// <param name="sequence">The number of the last entry; 0 when there is none.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="recordedAt">The time that the new entries get.</param>
    public static IReadOnlyList<SealedEntry> Continue(long sequence, string hash, DateTimeOffset recordedAt, IEnumerable<OutboxEvent> events)
    {
        var chained = new List<SealedEntry>();
        foreach (var told in events)
        {
            var entry = JsonSerializer.SerializeToElement(AuditEntry.Of(told, ++sequence, recordedAt), Json.Options);
            var next = new SealedEntry(entry, hash, Hash(hash, entry));
            chained.Add(next);
            hash = next.Hash;
        }

        return chained;
    }
}
