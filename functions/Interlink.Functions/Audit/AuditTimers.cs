using Interlink.Core.Audit;
using Interlink.Core.Tenants;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Audit;

/// <summary>What the audit does by itself.</summary>
public sealed partial class AuditTimers(RefusalLog refusals, AuditBook book, TenantDirectory tenants, ILogger<AuditTimers> log)
{
    /// <summary>Tells the audit of refusals that were only counted.</summary>
    [Function("TellCountedRefusals")]
    public Task TellCountedRefusals([TimerTrigger("*/20 * * * * *")] TimerInfo timer, CancellationToken cancellation) => refusals.Flush(cancellation);

    /// <summary>Notes once a day how far each audit goes, and tells it in the log, which lies elsewhere.</summary>
    [Function("NoteAudit")]
    public async Task NoteAudit([TimerTrigger("0 7 0 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            if (await book.Note(tenant.Id, cancellation) is { } note)
            {
                Noted(log, tenant.Id.Value, note.Sequence, note.Hash);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The audit of {Tenant} stands at entry {Sequence} with the hash {Hash}.")]
    private static partial void Noted(ILogger log, string tenant, long sequence, string hash);
}
