using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>Closes an account for good, before its person is erased: nobody signs in with it any more, nobody lets it in again, and it counts among the tenant's administrators no longer.</summary>
public sealed class CloseAccount(AccountStore accounts, TenantAdministrators administrators, AccountEvents events, IIds ids)
{
    private const int Attempts = 20;

    /// <summary>Closes one; one that is closed, or gone, stays as it is.</summary>
    /// <returns>Nothing, or <see cref="LastAdministrator"/>.</returns>
    /// <exception cref="TransientException">The account keeps changing.</exception>
    public async Task<Outcome<Unit>> Run(TenantId tenant, string subject, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await accounts.Find(tenant, subject, cancellation) is not { Body.State: AccountState.Active or AccountState.Suspended } read)
            {
                return Unit.Value;
            }

            var closed = read.Body with { State = AccountState.Erasing, Stamp = ids.New() };
            var batch = new Batch().Emit(events.Closed(subject));
            var kept = await administrators.Keep(tenant, read.Body, closed, batch, cancellation);
            var saved = kept.Succeeded ? await accounts.Edit(tenant, read, closed, batch, cancellation) : kept.Error;
            if (saved.Error is not StaleRevision)
            {
                return saved.Map(_ => Unit.Value);
            }
        }

        throw new TransientException("The account keeps changing.");
    }
}
