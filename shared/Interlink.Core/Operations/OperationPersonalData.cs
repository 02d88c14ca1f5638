using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.Operations;

/// <summary>Operations as personal data: who started, repeated or canceled them.</summary>
public sealed class OperationPersonalData(IDocuments documents, OperationStore store) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "operations", "Shows who started long work, so that it can be followed and mended.", ["name", "actions"], "legitimate-interest", "pseudonymised")
    {
        Retention = OperationRetention.Kind,
    };

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var found in Of(tenant, subject, cancellation))
        {
            var record = found.Body;
            yield return new PersonalRecord("operation", found.Id, new
            {
                kind = record.Id.Kind,
                record.Summary,
                record.CreatedAt,
                startedByYou = record.StartedBy == subject,
                status = record.Ending?.Status,
                endedAt = record.Ending?.At,
                canceledByYou = record.Cancellation?.By.Subject == subject ? record.Cancellation.Reason ?? "" : null,
            });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var changed = 0;
        await foreach (var found in Of(tenant, person.Subject, cancellation))
        {
            changed += await store.Change(tenant, found, record => Without(record, person), cancellation) ? 1 : 0;
        }

        return changed;
    }

    private static OperationRecord Without(OperationRecord record, ErasedPerson person)
    {
        var named = (record.StartedBy == person.Subject && record.StartedByName is { } name && name != person.Pseudonym)
            || OperationStore.PeopleOf(record).Any(p => p.IsStill(person));
        return !named ? record : record with
        {
            StartedByName = record.StartedBy == person.Subject ? person.Pseudonym : record.StartedByName,
            Retried = record.Retried is { } retried ? retried with { By = retried.By.Without(person) } : null,
            Cancellation = Without(record.Cancellation, person),
            Earlier = [.. record.Earlier.Select(e => e with { Canceled = Without(e.Canceled, person) })],
        };
    }

    // The reason is in the person's own words, and may say anything.
    private static OperationCancellation? Without(OperationCancellation? cancellation, ErasedPerson person) =>
        cancellation?.By.Subject == person.Subject ? cancellation with { By = cancellation.By.Without(person), Reason = null } : cancellation;

    private IAsyncEnumerable<Document<OperationRecord>> Of(TenantId tenant, string subject, CancellationToken cancellation) =>
        PersonalSearch.Of<OperationRecord>(documents, OperationStore.In(tenant), OperationStore.Kind, OperationStore.Person, subject, cancellation);
}

/// <summary>For how long the records of operations are kept.</summary>
public sealed class OperationRetention(OperationStore store) : IRetained
{
    /// <summary>The kind.</summary>
    public const string Kind = "operations";

    public RetentionRule Rule { get; } = new(Kind, 365, 30, 3650, "What was done, and why it failed, can be looked up for a year.");

    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) => store.Forget(tenant, before, limit, cancellation);
}
