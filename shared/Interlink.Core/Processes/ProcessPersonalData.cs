using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.Processes;

/// <summary>Processes as personal data: who administers them. One that would be left without anybody goes to an administrator of the tenant.</summary>
public sealed class ProcessPersonalData(IDocuments documents, TenantAdministrators administrators, IIds ids, TimeProvider clock) : IPersonalData
{
    private const int Tries = 10;

    public PersonalDataDescription Description { get; } = new(
        "processes", "Shows who is responsible for a co-production process.", ["name", "role"], "public-task", "removed");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var process in Administered(tenant, subject, cancellation))
        {
            var (id, body) = (process.Id, process.Body);
            yield return new PersonalRecord("process-administrator", id, new { process = id, body.Name, body.Language, body.CreatedAt });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var process in await Administered(tenant, person.Subject, cancellation).ToListAsync(cancellation))
        {
            changed += await TakeOut(tenant, process.Id, person, cancellation) ? 1 : 0;
        }

        return changed;
    }

    private async Task<bool> TakeOut(TenantId tenant, string id, ErasedPerson person, CancellationToken cancellation)
    {
        var partition = ProcessStore.PartitionOf(tenant, id);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var read = await documents.Find<Process>(partition, Process.Kind, id, cancellation);
            if (read?.Body.Administrators.Any(a => a.Subject == person.Subject) is not true)
            {
                return false;
            }

            IReadOnlyList<PersonReference> left = [.. read.Body.Administrators.Where(a => a.Subject != person.Subject)];
            var heir = left.Count > 0 ? null : await Heir(tenant, person, cancellation);
            var changed = read.Body with { Administrators = heir is null ? left : [heir], Edition = read.Body.Edition + 1 };
            var batch = new Batch().Replace(Process.Kind, id, changed, read.Revision, changed.Entry());
            batch.Emit(new ProcessEvents(ids, clock).AdministratorErased(id, person.Subject, heir?.Subject));
            if ((await documents.Commit(partition, batch, cancellation)).Committed)
            {
                return true;
            }
        }

        throw new TransientException($"The process '{id}' keeps changing.");
    }

    // Nobody is left only where a tenant has no administrator; then the pseudonym holds the place.
    private async Task<PersonReference> Heir(TenantId tenant, ErasedPerson person, CancellationToken cancellation) =>
        (await administrators.All(tenant, cancellation)).FirstOrDefault(a => a.Subject != person.Subject) is { } heir
            ? new PersonReference(heir.Subject, heir.Name)
            : new PersonReference("nobody", person.Pseudonym);

    private IAsyncEnumerable<Document<Process>> Administered(TenantId tenant, string subject, CancellationToken cancellation) =>
        PersonalSearch.Of<Process>(documents, tenant, Process.Kind, ProcessFacets.Reader, ProcessFacets.Person(subject), cancellation);
}
