using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.People;

/// <summary>Forgets somebody who was invited and has not taken up the account: nothing that leads to the person is left in any part of the product, and the address can be
/// invited anew. Nobody can have contributed anything with such an account; so there is no time of grace, no certificate, and no mail to somebody who did not answer.</summary>
public sealed class ForgetWaiting(
    AccountStore accounts, WelcomeLinks links, IDocuments documents, TenantProfiles tenants, IEnumerable<IPersonalData> personal, IIds ids)
{
    private const string Kind = "account-leaving";
    private const int CodeLength = 6;

    /// <summary>Shuts the account for good, and takes its person out of every part. What breaks off in between the next daily run ends: <see cref="FinishAll"/>.</summary>
    /// <param name="waiting">The account as it was read; it has not been taken up.</param>
    /// <param name="told">The event that says why.</param>
    /// <returns>Nothing, or <see cref="StaleRevision"/> when the account was taken up or changed at the same moment.</returns>
    internal async Task<Outcome<Unit>> Run(TenantId tenant, Document<Account> waiting, DomainEvent told, CancellationToken cancellation)
    {
        var spoken = (await tenants.Get(tenant, cancellation)).Languages;
        var pseudonym = PrivacyWords.In(spoken[0]).FormerParticipant(PrivacyWords.Code(CodeLength));
        var leaving = new Leaving(waiting.Id, pseudonym, waiting.Body.Name, waiting.Body.Email);
        var batch = AccountPersonalData.Forget(new Batch().Create(Kind, waiting.Id, leaving).Emit(told), waiting.Id);
        await links.Withdraw(batch, tenant, waiting.Id, cancellation);
        var shut = await accounts.Save(tenant, waiting, AccountPersonalData.Tombstone(waiting.Body, pseudonym, ids.New()), batch, cancellation);
        if (shut.Succeeded)
        {
            await Finish(tenant, leaving, cancellation);
        }

        return shut.Map(_ => Unit.Value);
    }

    /// <summary>Ends what broke off, or what somebody else's work stood in the way of.</summary>
    /// <param name="limit">Most people.</param>
    /// <returns>How many people are forgotten by this.</returns>
    internal async Task<int> FinishAll(TenantId tenant, int limit, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var left in (await documents.List<Leaving>(AccountStore.In(tenant), Kind, new ListOptions(Limit: limit), cancellation)).Items)
        {
            count += await Finish(tenant, left.Body, cancellation) ? 1 : 0;
        }

        return count;
    }

    private async Task<bool> Finish(TenantId tenant, Leaving leaving, CancellationToken cancellation)
    {
        var person = new ErasedPerson(leaving.Subject, leaving.Pseudonym, leaving.Name, EmailAddress.TryParse(leaving.Email, out var email) ? email : null);
        try
        {
            foreach (var part in personal)
            {
                await part.Erase(tenant, person, cancellation);
            }
        }
        catch (TransientException)
        {
            return false; // Something was being changed at the same moment. The account is shut; the daily run takes out the rest.
        }

        await documents.Commit(AccountStore.In(tenant), new Batch().Remove(Kind, leaving.Subject), cancellation);
        return true;
    }

    /// <summary>What must be remembered of somebody until every part is done.</summary>
    private sealed record Leaving(string Subject, string Pseudonym, string Name, string? Email);
}
