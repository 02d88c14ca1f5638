using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>For how long exports can be fetched.</summary>
public sealed class ExportRetention(ExportStore store) : IRetained
{
    public RetentionRule Rule { get; } = new("exports", 7, 1, 30, "A copy of personal data is kept only for as long as the person needs to fetch it.");

    public async Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var old = await store.OlderThan(tenant, before, limit, cancellation);
        foreach (var export in old)
        {
            await store.Remove(tenant, export.Id, cancellation);
        }

        return old.Count;
    }
}

/// <summary>Exports as personal data: the largest heap of it, so they go first and whole.</summary>
public sealed class ExportPersonalData(ExportStore store) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "exports", "Hands people a copy of what is kept about them (GDPR, Articles 15 and 20).", ["everything"], "legal-obligation", "removed")
    { Retention = "exports" };

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var export in await store.Of(tenant, subject, cancellation))
        {
            yield return new PersonalRecord("export", export.Id, export);
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var exports = await store.Of(tenant, person.Subject, cancellation);
        foreach (var export in exports)
        {
            await store.Remove(tenant, export.Id, cancellation);
        }

        return exports.Count;
    }
}

/// <summary>Consents as personal data.</summary>
public sealed class ConsentPersonalData(ConsentStore store) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "consents", "Shows which terms and notices a person has agreed to or taken note of.", ["consent"], "legal-obligation", "removed");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var consent in (await store.Find(tenant, subject, cancellation))?.Body.Given ?? [])
        {
            yield return new PersonalRecord("consent", $"{consent.Document}-{consent.Version}".ToLowerInvariant(), consent);
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation) =>
        await store.Remove(tenant, person.Subject, cancellation) ? 1 : 0;
}
