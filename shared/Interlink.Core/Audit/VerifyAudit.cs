using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary>A part of a verification.</summary>
/// <param name="Verdict">What was found in this part.</param>
/// <param name="Next">Where the next part goes on; null after the last.</param>
public sealed record AuditPart(AuditVerdict Verdict, string? Next);

/// <summary>Verifies a tenant's audit as it is stored: entry by entry, against every note, and that it reaches as far as its head says.</summary>
public sealed class VerifyAudit(AuditBook book, ILedger ledger)
{
    /// <summary>Verifies a part.</summary>
    /// <param name="after">From <see cref="AuditPart.Next"/>; null from the beginning.</param>
    /// <param name="most">At most so many entries.</param>
    /// <exception cref="InvalidCursorException">The place is malformed.</exception>
    public async Task<AuditPart> Run(TenantId tenant, string? after, int most, CancellationToken cancellation)
    {
        var place = after is null ? null : Place.Parse(after);
        if (await book.Settled(tenant, cancellation) is not { } head)
        {
            return new AuditPart(new AuditVerifier().Finish(), null);
        }

        var anchors = (await book.Notes(tenant, cancellation)).Where(n => n.Sequence <= head.Sequence).Select(n => new AuditAnchor(n.Sequence, n.Hash))
            .Append(new AuditAnchor(head.Sequence, head.Hash)).Where(a => a.Sequence > (place?.Sequence ?? 0));
        var verifier = place is null ? AuditVerifier.After(0, AuditChain.Start, anchors) : AuditVerifier.After(place.Sequence, place.Hash, anchors);
        var (count, last) = (0, place);
        await foreach (var entry in ledger.Read(AuditBook.BookOf(tenant), place?.At ?? DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellation))
        {
            var sequence = long.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (place is not null && entry.At == place.At && sequence <= place.Sequence)
            {
                continue;
            }

            // What was entered since the verification began is the next one's.
            if (sequence > head.Sequence)
            {
                break;
            }

            if (count++ == most)
            {
                return new AuditPart(verifier.Finish(isEnd: false), last?.ToString());
            }

            var made = AuditFile.EntryOf(entry.Data);
            verifier.Add(made);
            last = new Place(entry.At, sequence, made?.Hash ?? AuditChain.Start);
        }

        return new AuditPart(verifier.Finish(), null);
    }

    private sealed record Place(DateTimeOffset At, long Sequence, string Hash)
    {
        public static Place Parse(string text)
        {
            var parts = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ') : [];
            return parts.Length == 3
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks < DateTimeOffset.MaxValue.UtcTicks
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                    ? new Place(new DateTimeOffset(ticks, TimeSpan.Zero), sequence, parts[2])
                    : throw new InvalidCursorException();
        }

        public override string ToString() =>
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {Sequence} {Hash}")));
    }
}
