using System.Runtime.CompilerServices;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Webhooks;

/// <summary>Which webhook endpoints name a person as their contact. What is sent to endpoints names people by their opaque subjects only.</summary>
public sealed class WebhookPersonalData(WebhookStore store, EndpointDesk endpoints, AccountStore accounts) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "webhook-contacts", "To tell somebody when an endpoint of a partner takes nothing any more.", ["email"], "public-task", "removed");

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var account = (await accounts.Find(tenant, subject, cancellation))?.Body;
        if (!EmailAddress.TryParse(account?.Email, out var address))
        {
            yield break;
        }

        foreach (var endpoint in (await store.All(tenant, cancellation)).Where(e => IsContact(e, address)))
        {
            yield return new PersonalRecord("webhook-contact", endpoint.Id, new { endpoint.Description, endpoint.Contact });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        if (person.Email is not { } address)
        {
            return 0;
        }

        var named = (await store.All(tenant, cancellation)).Where(e => IsContact(e, address)).ToList();
        foreach (var endpoint in named)
        {
            await endpoints.ForgetContact(tenant, endpoint.Id, cancellation);
        }

        return named.Count;
    }

    private static bool IsContact(WebhookEndpoint endpoint, EmailAddress address) => EmailAddress.TryParse(endpoint.Contact, out var contact) && contact.Equals(address);
}
