using System.Runtime.CompilerServices;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Mail;

/// <summary>Which mails were sent to a person, or wait for that.</summary>
public sealed class MailPersonalData(MailStore store, AccountStore accounts) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "mails", "To send messages that people need or have asked for, and to know whether they left.", ["email", "name", "language"], "contract", "removed")
    {
        Retention = "mails",
    };

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var account = (await accounts.Find(tenant, subject, cancellation))?.Body;
        EmailAddress? address = EmailAddress.TryParse(account?.Email, out var own) ? own : null;
        foreach (var mail in await store.To(tenant, subject, address, cancellation))
        {
            // What has not been sent may hold links that only the reader's mailbox may get.
            yield return new PersonalRecord(
                "mail", mail.Id, new { mail.Body.Template, mail.Body.Recipient, mail.Body.Language, mail.Body.State, mail.Body.EnqueuedAt, mail.Body.EndedAt });
        }
    }

    /// <summary>Forgets the mails, those that wait too; only the last one, which tells of the erasure itself, is still sent. Those that carry the person's name and words to
    /// others and have not been sent go out under the pseudonym, without the words. That an address does not want to be
    /// invited stays, as a hash: else it would be invited again.</summary>
    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var mails = (await store.To(tenant, person.Subject, person.Email, cancellation)).Where(mail => mail.Body.Template != MailTemplates.AccountErased).ToList();
        foreach (var round in mails.Chunk(MailStore.MaxTogether))
        {
            await store.Remove(tenant, round, cancellation);
        }

        return mails.Count + await Pseudonymise(tenant, person, cancellation);
    }

    private async Task<int> Pseudonymise(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var written = await store.By(tenant, person.Subject, cancellation);
        if (written.Any(mail => mail.Body.State is MailState.Sending))
        {
            throw new TransientException("A mail that carries the person's name is being sent.");
        }

        foreach (var round in written.Chunk(MailStore.MaxTogether))
        {
            if ((await store.ReplaceAll(tenant, round, mail => mail.WithoutAuthor(person.Pseudonym), cancellation)).Count < round.Length)
            {
                throw new TransientException("A mail that carries the person's name was changed at the same moment.");
            }
        }

        return written.Count;
    }
}
