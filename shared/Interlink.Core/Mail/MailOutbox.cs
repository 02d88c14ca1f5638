using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary>Mails that wait to be sent. Putting one here is quick and certain; sending it is somebody else's work, and its failure nobody's refusal.</summary>
public sealed class MailOutbox(IDocuments documents, TimeProvider clock)
{
    /// <summary>The kind of the documents of waiting mails.</summary>
    public const string Kind = "mail";

    /// <summary>Where the mails of a tenant wait.</summary>
    public static Partition In(TenantId tenant) => Partition.Of(tenant, "mail");

    /// <summary>Puts a mail in the outbox, once.</summary>
    /// <param name="key">What only repetitions of this very mail share: letters, digits, hyphens; derive it from the fact that it tells of.</param>
    /// <returns>False when there was one of that key already; it is left as it is.</returns>
    public async Task<bool> Enqueue(TenantId tenant, string key, MailDraft draft, CancellationToken cancellation) =>
        (await documents.Commit(In(tenant), new Batch().Create(Kind, key, new WaitingMail(draft, clock.GetUtcNow())), cancellation)).Committed;

    /// <summary>Puts many mails in the outbox, each once.</summary>
    public async Task EnqueueAll(TenantId tenant, IEnumerable<KeyValuePair<string, MailDraft>> drafts, CancellationToken cancellation)
    {
        foreach (var round in drafts.Chunk(Batch.MaxOperations))
        {
            var batch = new Batch();
            foreach (var (key, draft) in round)
            {
                batch.Create(Kind, key, new WaitingMail(draft, clock.GetUtcNow()));
            }

            if (!(await documents.Commit(In(tenant), batch, cancellation)).Committed)
            {
                foreach (var (key, draft) in round)
                {
                    await Enqueue(tenant, key, draft, cancellation);
                }
            }
        }
    }
}

/// <summary>A mail in the outbox.</summary>
/// <param name="Draft">What to send.</param>
/// <param name="EnqueuedAt">Since when it waits, UTC.</param>
public sealed record WaitingMail(MailDraft Draft, DateTimeOffset EnqueuedAt);
