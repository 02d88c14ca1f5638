using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>That a person agreed to a text, or took note of it.</summary>
/// <param name="Document">Which text.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Sha256">The hash of the very text that was shown.</param>
/// <param name="Language">The language in which it was shown.</param>
public sealed record Consent(LegalDocument Document, int Version, DateTimeOffset At, string Sha256, string Language);

/// <summary>Everything that a person has agreed to, the oldest first.</summary>
public sealed record Consents(string Subject, IReadOnlyList<Consent> Given);

/// <summary>A consent as a page sends it: the person has seen this text.</summary>
public sealed record ConsentGiven(LegalDocument Document, int Version, string Language, string Sha256);

/// <summary>Keeps who has agreed to what.</summary>
public sealed class ConsentStore(IDocuments documents)
{
    internal const string Kind = "consents";

    internal static Partition In(TenantId tenant) => Partition.Of(tenant, "consents");

    /// <summary>What a person has agreed to; null while that is nothing.</summary>
    public Task<Document<Consents>?> Find(TenantId tenant, string subject, CancellationToken cancellation) =>
        documents.Find<Consents>(In(tenant), Kind, subject, cancellation);

    internal async Task<bool> Write(TenantId tenant, Document<Consents>? read, Consents consents, IEnumerable<DomainEvent> events, CancellationToken cancellation)
    {
        var batch = new Batch();
        _ = read is null ? batch.Create(Kind, consents.Subject, consents) : batch.Replace(Kind, consents.Subject, consents, read.Revision);
        foreach (var given in events)
        {
            batch.Emit(given);
        }

        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    internal async Task<bool> Remove(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var there = await Find(tenant, subject, cancellation) is not null;
        await documents.Commit(In(tenant), new Batch().Remove(Kind, subject), cancellation);
        return there;
    }
}

/// <summary>Says what a person has yet to agree to: one point read where a tenant has published nothing, two otherwise.</summary>
public sealed class ConsentGate(LegalStore legal, ConsentStore consents, TimeProvider clock)
{
    /// <summary>The versions in force that the person has not agreed to; empty when nothing stands in the way.</summary>
    public async Task<IReadOnlyList<LegalEntry>> Missing(TenantId tenant, string subject, CancellationToken cancellation)
    {
        if ((await legal.Index(tenant, cancellation))?.Body is not { } index)
        {
            return [];
        }

        var given = (await consents.Find(tenant, subject, cancellation))?.Body.Given ?? [];
        return index.Missing(given, clock.GetUtcNow());
    }
}

/// <summary>Writes down that a person agreed.</summary>
public sealed class GiveConsent(LegalStore legal, ConsentStore store, IIds ids, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Writes the consents down. What was given before stays as it is.</summary>
    /// <returns>Everything the person has agreed to; <see cref="LegalTextChanged"/> when a text is not, or no more, the one in force.</returns>
    public async Task<Outcome<IReadOnlyList<Consent>>> Run(Caller caller, IReadOnlyList<ConsentGiven> given, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var index = (await legal.Index(caller.Tenant, cancellation))?.Body ?? LegalIndex.Empty;
        foreach (var one in given)
        {
            var version = index.Current(one.Document, now)?.Version == one.Version
                ? await legal.Find(caller.Tenant, one.Document, one.Version, cancellation)
                : null;
            if (version is null || !version.Texts.TryGetValue(one.Language, out var text) || text.Sha256 != one.Sha256)
            {
                return new LegalTextChanged();
            }
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var read = await store.Find(caller.Tenant, caller.Subject, cancellation);
            var known = read?.Body.Given ?? [];
            var added = given.Where(g => !known.Any(c => c.Document == g.Document && c.Version == g.Version))
                .Select(g => new Consent(g.Document, g.Version, now, g.Sha256, g.Language)).ToList();
            var events = added.Select(consent => new PrivacyEvents(ids, clock).Consented(caller, consent));
            IReadOnlyList<Consent> all = [.. known, .. added];
            if (added.Count == 0 || await store.Write(caller.Tenant, read, new Consents(caller.Subject, all), events, cancellation))
            {
                return Outcome<IReadOnlyList<Consent>>.Of(all);
            }
        }

        throw new TransientException("The person's consents keep changing.");
    }
}
