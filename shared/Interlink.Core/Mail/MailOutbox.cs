using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary>Mails that wait to be sent. Putting one here is quick and certain; sending it is somebody else's work, and its failure nobody's refusal.</summary>
public sealed class MailOutbox(IDocuments documents, WaitingTenants waiting, TimeProvider clock)
{
    /// <summary>The kind of the documents of mails.</summary>
    public const string Kind = MailStore.Kind;

    private const int OperationsEach = 2;
    private const int MaxKey = 120;

    /// <summary>Where the mails of a tenant are.</summary>
    public static Partition In(TenantId tenant) => MailStore.In(tenant);

    /// <summary>Puts a mail in the outbox, once.</summary>
    /// <param name="key">What only repetitions of this very mail share: at most 120 letters, digits and hyphens; derive it from the fact that it tells of. It names the
    /// mail from now on, so nothing secret or personal may be in it.</param>
    /// <returns>False when there was one of that key already; it is left as it is.</returns>
    /// <exception cref="ArgumentException">The key has other characters or is too long.</exception>
    public async Task<bool> Enqueue(TenantId tenant, string key, MailDraft draft, CancellationToken cancellation)
    {
        await waiting.Notice(tenant, cancellation);
        return await Commit(tenant, [new(key, draft)], cancellation);
    }

    /// <summary>Puts many mails in the outbox, each once.</summary>
    /// <exception cref="ArgumentException">A key has other characters than letters, digits and hyphens, or is too long.</exception>
    public async Task EnqueueAll(TenantId tenant, IEnumerable<KeyValuePair<string, MailDraft>> drafts, CancellationToken cancellation)
    {
        await waiting.Notice(tenant, cancellation);
        foreach (var round in drafts.Chunk(Batch.MaxOperations / OperationsEach))
        {
            if (!await Commit(tenant, round, cancellation))
            {
                foreach (var draft in round)
                {
                    await Commit(tenant, [draft], cancellation);
                }
            }
        }
    }

    private async Task<bool> Commit(TenantId tenant, IEnumerable<KeyValuePair<string, MailDraft>> drafts, CancellationToken cancellation)
    {
        var batch = new Batch();
        foreach (var (key, draft) in drafts)
        {
            MailStore.Create(batch, Checked(key), MailRecord.Of(draft, clock.GetUtcNow()));
        }

        return (await documents.Commit(MailStore.In(tenant), batch, cancellation)).Committed;
    }

    private static string Checked(string key) =>
        key is { Length: > 0 and <= MaxKey } && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? key
            : throw new ArgumentException($"'{key}' cannot name a mail.", nameof(key));
}
