using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.People;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Privacy;

/// <summary>Whether an erasure goes on, and through which parts.</summary>
/// <param name="Parts">The parts to erase, in order; empty when there is nothing to do.</param>
/// <param name="Refusal">Why it does not go on; null when it does, or was taken back.</param>
public sealed record ErasurePlan(IReadOnlyList<string> Parts, Error? Refusal = null);

/// <summary>Erases, step by step; every step may run twice and finds what the first time left.</summary>
public sealed class CarryOutErasure(
    IEnumerable<IPersonalData> personal, ErasureStore store, AccountStore accounts, TenantAdministrators administrators, CloseAccount close, TenantProfiles tenants, MailOutbox mails,
    IEnumerable<ITraces> traces, IIds ids, TimeProvider clock)
{
    /// <summary>The part that keeps people from signing in; it goes first, so that nothing new is made while the rest goes.</summary>
    private const string First = "accounts";

    /// <summary>Begins an erasure that is due: from here on it cannot be taken back.</summary>
    public async Task<ErasurePlan> Begin(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (await store.Find(tenant, id, cancellation) is not { } read || read.Body.Ended)
        {
            return new ErasurePlan([]);
        }

        if (read.Body.State is not ErasureState.Erasing)
        {
            if (await administrators.IsOnlyOne(tenant, read.Body.Subject, cancellation))
            {
                return await Refuse(tenant, read, cancellation);
            }

            await Name(tenant, read, cancellation);
        }

        // From here on nobody counts on the person, however long the parts take. Another administrator may have gone since the look above.
        return (await close.Run(tenant, read.Body.Subject, cancellation)).Succeeded
            ? Plan()
            : await Refuse(tenant, (await store.Find(tenant, id, cancellation))!, cancellation);
    }

    /// <summary>Erases one part.</summary>
    /// <returns>How many records were removed or changed.</returns>
    public async Task<int> Erase(TenantId tenant, string id, string part, CancellationToken cancellation)
    {
        var erasure = (await store.Find(tenant, id, cancellation))?.Body;
        if (erasure is not { State: ErasureState.Erasing, Person: { } person })
        {
            return 0;
        }

        var erased = new ErasedPerson(erasure.Subject, erasure.Pseudonym!, person.Name, EmailAddress.TryParse(person.Email, out var address) ? address : null);
        return await personal.Single(p => p.Description.Name == part).Erase(tenant, erased, cancellation);
    }

    /// <summary>Writes the certificate, says the last word to the person, and forgets who it was, also in journals and indexes of the storage.</summary>
    /// <param name="records">How many records each part removed or changed.</param>
    /// <param name="link">Where the certificate is read; its token is added. Null where nobody knows: then the mail has no link.</param>
    public async Task Complete(TenantId tenant, string id, IReadOnlyDictionary<string, int> records, Uri? link, CancellationToken cancellation)
    {
        await End(tenant, id, records, link, cancellation);
        foreach (var left in traces)
        {
            await left.Remove(cancellation);
        }
    }

    private async Task End(TenantId tenant, string id, IReadOnlyDictionary<string, int> records, Uri? link, CancellationToken cancellation)
    {
        if (await store.Find(tenant, id, cancellation) is not { Body: { State: ErasureState.Erasing, Person: { } person, CertificateToken: { } token } erasure } read)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var parts = personal.Select(p => p.Description).OrderBy(d => d.Name, StringComparer.Ordinal)
            .Select(d => new ErasedPart(d.Name, d.Erased, records.GetValueOrDefault(d.Name)));
        var name = (await tenants.Get(tenant, cancellation)).Name;
        var certificate = new ErasureCertificate(
            name, erasure.Id, erasure.RequestedAt, now, erasure.RequestedBy != erasure.Subject, erasure.Pseudonym!, [.. parts]).Sealed();
        certificate = await store.Keep(tenant, token, certificate, cancellation);
        if (EmailAddress.TryParse(person.Email, out var address))
        {
            var values = new Dictionary<string, string> { ["name"] = person.Name };
            if (link is not null)
            {
                values["certificate"] = new Uri(link, Uri.EscapeDataString(token)).ToString();
            }

            await mails.Enqueue(tenant, $"erased-{id}", new MailDraft(MailTemplates.AccountErased, address, values) { Language = person.Language }, cancellation);
        }

        var completed = erasure with { State = ErasureState.Completed, EndedAt = certificate.CompletedAt, CertificateToken = null, Person = null };
        var told = new PrivacyEvents(ids, clock).Erased(tenant, completed, certificate);
        if (!(await store.Replace(tenant, read, completed, told, null, cancellation)).Committed)
        {
            throw new TransientException($"The erasure '{id}' was changed at the same moment.");
        }
    }

    private async Task<ErasurePlan> Refuse(TenantId tenant, Document<Erasure> read, CancellationToken cancellation)
    {
        var refused = read.Body with { State = ErasureState.Refused, EndedAt = clock.GetUtcNow(), CertificateToken = null, Person = null, Pseudonym = null };
        return (await store.Replace(tenant, read, refused, null, null, cancellation)).Committed
            ? new ErasurePlan([], new OnlyAdministrator())
            : throw new TransientException($"The erasure '{read.Id}' was changed at the same moment.");
    }

    // The code is chance and belongs to nobody else in the tenant: it cannot be worked out from the person, nor the person from it.
    private async Task Name(TenantId tenant, Document<Erasure> read, CancellationToken cancellation)
    {
        var account = (await accounts.Find(tenant, read.Body.Subject, cancellation))?.Body;
        var spoken = (await tenants.Get(tenant, cancellation)).Languages;
        var person = new ErasureOf(account?.Name ?? "", account?.Email, account?.Language ?? spoken[0]);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var code = PrivacyWords.Code(attempt < 20 ? 4 : 6);
            var begun = read.Body with { State = ErasureState.Erasing, Person = person, Pseudonym = PrivacyWords.In(spoken[0]).FormerParticipant(code) };
            var result = await store.Replace(tenant, read, begun, new PrivacyEvents(ids, clock).ErasureBegun(tenant, begun), code, cancellation);
            if (result.Committed)
            {
                return;
            }

            if (result.Conflict!.Reason is not ConflictReason.Exists)
            {
                throw new TransientException($"The erasure '{read.Id}' was changed at the same moment.");
            }
        }

        throw new TransientException("No pseudonym could be found.");
    }

    private ErasurePlan Plan() => new([.. personal.Select(p => p.Description.Name).OrderBy(n => n != First).ThenBy(n => n, StringComparer.Ordinal)]);
}
