using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Local.SignIn;

/// <summary>Sessions that ended before their cookie expired, so that a copied cookie is worth nothing after signing out.</summary>
public sealed class EndedSessions(IDocuments documents, TimeProvider clock)
{
    private const string Kind = "account-ended-session";

    /// <summary>Ends a session; also forgets up to 50 whose cookies have expired anyway.</summary>
    public async Task End(TenantId tenant, string session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var batch = new Batch().Put(Kind, session, new Ended(now + SignInServices.Lifetime));
        var ended = await documents.List<Ended>(AccountStore.In(tenant), Kind, new ListOptions(Limit: 50), cancellation);
        foreach (var old in ended.Items.Where(e => e.Body.ForgetAt <= now && e.Id != session))
        {
            batch.Remove(Kind, old.Id);
        }

        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
    }

    /// <summary>Whether a session was ended.</summary>
    public async Task<bool> Contains(TenantId tenant, string session, CancellationToken cancellation) =>
        await documents.Find<Ended>(AccountStore.In(tenant), Kind, session, cancellation) is not null;

    private sealed record Ended(DateTimeOffset ForgetAt);
}
