using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams.Bulk;

namespace Interlink.Core.Teams.Privacy;

/// <summary>Invitations to teams: those that a person got go with the person, those that the person sent stay under the pseudonym.</summary>
public sealed class InvitationRecords(IDocuments documents, BulkInvitations lists) : IPersonalData, IRetained
{
    public PersonalDataDescription Description { get; } = new(
        "invitations", "Asking people to join a team, before and after they have an account.", ["name", "email", "message"], "public-task", "removed")
    {
        Retention = Kind,
    };

    public RetentionRule Rule { get; } = new(
        Kind, DefaultDays: 90, MinimumDays: 15, MaximumDays: 730, "An answered or expired invitation tells who asked whom, and keeps people from being asked again and again.");

    private const string Kind = "invitations";

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var got in With(tenant, TeamInvitation.OfPerson, subject, cancellation))
        {
            yield return new PersonalRecord("invitation", got.Id, got.Body);
        }

        await foreach (var sent in With(tenant, TeamInvitation.OfInviter, subject, cancellation))
        {
            // The addressee is another person's data.
            yield return new PersonalRecord("sent-invitation", sent.Id, new { sent.Body.Team, sent.Body.Role, sent.Body.Message, sent.Body.SentAt });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var got in With(tenant, TeamInvitation.OfPerson, person.Subject, cancellation))
        {
            count += await Commit(tenant, new Batch().Remove(TeamInvitation.Kind, got.Id), cancellation);
        }

        await foreach (var sent in With(tenant, TeamInvitation.OfInviter, person.Subject, cancellation))
        {
            if (sent.Body.InvitedBy.Name != person.Pseudonym)
            {
                var after = sent.Body with { InvitedBy = new PersonReference(person.Subject, person.Pseudonym), Message = null };
                count += await Commit(tenant, InvitationStore.Write(new Batch(), after, sent), cancellation);
            }
        }

        return count + await lists.Forget(tenant, person, cancellation);
    }

    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) =>
        Sweep.Remove<TeamInvitation>(documents, tenant, TeamInvitation.Kind, i => (i.AnsweredAt ?? i.ExpiresAt) < before, limit, cancellation);

    private IAsyncEnumerable<Document<TeamInvitation>> With(TenantId tenant, string facet, string subject, CancellationToken cancellation) =>
        Sweep.With<TeamInvitation>(documents, tenant, TeamInvitation.Kind, facet, subject, TeamInvitation.Sent, cancellation);

    private async Task<int> Commit(TenantId tenant, Batch batch, CancellationToken cancellation) =>
        (await documents.Commit(TeamStore.In(tenant), batch, cancellation)).Committed
            ? 1
            : throw new TransientException("An invitation was changed at the same moment.");
}
