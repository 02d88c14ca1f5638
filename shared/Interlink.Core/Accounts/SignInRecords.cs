using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Accounts;

/// <summary>For how long sessions that are over are remembered, with the device and the shortened network address they came from. The audit keeps that somebody signed in, without either.</summary>
public sealed class SignInRecords(SessionStore sessions) : IRetained
{
    /// <inheritdoc/>
    public RetentionRule Rule { get; } = new(
        "sign-in-records", 30, 1, 90, "To find out from where an account was used that was in wrong hands.");

    /// <inheritdoc/>
    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) => sessions.Forget(tenant, before, limit, cancellation);
}
