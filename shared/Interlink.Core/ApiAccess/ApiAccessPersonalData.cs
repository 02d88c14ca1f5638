using System.Runtime.CompilerServices;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.ApiAccess;

/// <summary>Applications as personal data: who registered them, and whose address stands there to be asked. Keys belong to the tenant and go on without that person.</summary>
public sealed class ApiAccessPersonalData(IDocuments documents, AccountStore accounts) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "api-applications", "Shows whom to ask about a program that uses the API.", ["email"], "legitimate-interest", "removed");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var own = await Of(tenant, ApiApplication.OfRegistrar, subject, cancellation).ToListAsync(cancellation);
        var named = (await accounts.Find(tenant, subject, cancellation))?.Body.Email is { } email && EmailAddress.TryParse(email, out var address)
            ? await Of(tenant, ApiApplication.OfContact, address.Key, cancellation).ToListAsync(cancellation)
            : [];
        foreach (var (id, body) in own.Concat(named).DistinctBy(d => d.Id).Select(d => (d.Id, d.Body)))
        {
            yield return new PersonalRecord("api-application", id, new
            {
                application = id,
                body.Name,
                RegisteredAt = body.RegisteredBy == subject ? (DateTimeOffset?)body.RegisteredAt : null,
                Contact = named.Any(n => n.Id == id) ? body.Contact : null,
            });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var changed = 0;
        if (person.Email is { } email)
        {
            foreach (var read in await Of(tenant, ApiApplication.OfContact, email.Key, cancellation).ToListAsync(cancellation))
            {
                changed += await PersonalSearch.Change(
                    documents, ApplicationStore.In(tenant), ApiApplication.Kind, read,
                    a => a.Contact == email.Value ? a with { Contact = null } : a, a => a.Entry(), cancellation) ? 1 : 0;
            }
        }

        return changed;
    }

    private IAsyncEnumerable<Document<ApiApplication>> Of(TenantId tenant, string facet, string value, CancellationToken cancellation) =>
        PersonalSearch.Of<ApiApplication>(documents, ApplicationStore.In(tenant), ApiApplication.Kind, facet, value, cancellation);
}
