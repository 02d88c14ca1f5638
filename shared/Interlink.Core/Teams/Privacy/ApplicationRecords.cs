using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams.Privacy;

/// <summary>Applications to teams: a person's own go with the person, those that the person decided stay under the pseudonym.</summary>
public sealed class ApplicationRecords(IDocuments documents) : IPersonalData, IRetained
{
    private const string Kind = "applications";

    public PersonalDataDescription Description { get; } = new(
        "applications", "Letting people ask to join a team, and telling them the answer with its reason.", ["name", "message", "reason"], "public-task", "removed")
    {
        Retention = Kind,
    };

    public RetentionRule Rule { get; } = new(
        Kind, DefaultDays: 365, MinimumDays: 15, MaximumDays: 1825, "A decision with its reason can be asked about and objected to.");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var own in With(tenant, TeamApplication.OfPerson, subject, cancellation))
        {
            var a = own.Body;
            yield return new PersonalRecord("application", own.Id, new { a.Team, a.Message, a.State, a.AppliedAt, a.DecidedAt, a.Reason });
        }

        await foreach (var decided in With(tenant, TeamApplication.OfDecider, subject, cancellation))
        {
            yield return new PersonalRecord("decided-application", decided.Id, new { decided.Body.Team, decided.Body.State, decided.Body.DecidedAt, decided.Body.Reason });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var own in With(tenant, TeamApplication.OfPerson, person.Subject, cancellation))
        {
            count += await Commit(tenant, new Batch().Remove(TeamApplication.Kind, own.Id), cancellation);
        }

        await foreach (var decided in With(tenant, TeamApplication.OfDecider, person.Subject, cancellation))
        {
            if (decided.Body.DecidedBy?.Name != person.Pseudonym)
            {
                var after = decided.Body with { DecidedBy = new PersonReference(person.Subject, person.Pseudonym) };
                count += await Commit(tenant, ApplicationStore.Write(new Batch(), after, decided), cancellation);
            }
        }

        return count;
    }

    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) =>
        Sweep.Remove<TeamApplication>(documents, tenant, TeamApplication.Kind, a => a.DecidedAt < before, limit, cancellation);

    private IAsyncEnumerable<Document<TeamApplication>> With(TenantId tenant, string facet, string subject, CancellationToken cancellation) =>
        Sweep.With<TeamApplication>(documents, tenant, TeamApplication.Kind, facet, subject, TeamApplication.Applied, cancellation);

    private async Task<int> Commit(TenantId tenant, Batch batch, CancellationToken cancellation) =>
        (await documents.Commit(TeamStore.In(tenant), batch, cancellation)).Committed
            ? 1
            : throw new TransientException("An application was changed at the same moment.");
}
