using System.Runtime.CompilerServices;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Audit;

/// <summary>The audit as a file of lines, each a JSON object: one with <c>format</c>, the entries, the notes, and one with <c>end</c>, without which the file is not
/// whole. <c>docs/audit.md</c> describes it for whoever writes a verifier.</summary>
public static class AuditFile
{
    /// <summary>Name and version of the format.</summary>
    public const string Format = "interlink-audit/1";

    /// <summary>Writes the lines.</summary>
    /// <param name="from">As for <see cref="AuditLog.Read"/>.</param>
    /// <param name="to">Likewise.</param>
    public static async IAsyncEnumerable<string> Lines(
        AuditLog log, AuditBook book, TenantId tenant, DateTimeOffset? from, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Line(new { format = Format, tenant, from, to });
        foreach (var note in (await book.Notes(tenant, cancellation)).Where(n => (from is null || n.At >= from) && (to is null || n.At < to)))
        {
            yield return Line(new { note });
        }

        var end = new AuditAnchor(0, AuditChain.Start);
        await foreach (var entry in log.Read(tenant, from, to, cancellation))
        {
            end = new AuditAnchor(entry.Sequence, entry.Hash);
            yield return Line(entry);
        }

        yield return Line(new { end });
    }

    /// <summary>Verifies lines.</summary>
    /// <param name="anchors">Places that were noted elsewhere; the file's own notes count too.</param>
    public static async Task<AuditVerdict> Verify(IAsyncEnumerable<string> lines, IEnumerable<AuditAnchor> anchors, CancellationToken cancellation)
    {
        var (verifier, end) = (new AuditVerifier(anchors), (AuditAnchor?)null);
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            var json = Read<JsonElement?>(line);
            if (json is { ValueKind: JsonValueKind.Object } && json.Value.TryGetProperty("format", out var format) && format.ValueEquals(Format))
            {
                continue;
            }

            if (json is { ValueKind: JsonValueKind.Object } && json.Value.TryGetProperty("note", out var note) && Read<AuditAnchor>(note.GetRawText()) is { } noted)
            {
                verifier.Expect(noted);
            }
            else if (json is { ValueKind: JsonValueKind.Object } && json.Value.TryGetProperty("end", out var last))
            {
                end = Read<AuditAnchor>(last.GetRawText());
            }
            else
            {
                verifier.Add(Read<SealedEntry>(line));
            }
        }

        return verifier.Finish(end);
    }

    /// <summary>The entry in what the ledger keeps; null when it is none.</summary>
    public static SealedEntry? EntryOf(JsonElement stored) => Read<SealedEntry>(stored.GetRawText());

    private static T? Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json.Options);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, Json.Options);
}
