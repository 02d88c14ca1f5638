using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Platform;

/// <summary>Has a person who runs the platform by a session prove once more who it is, before what must not be done with a borrowed one: giving somebody access to a tenant,
/// or taking a tenant away from its people. Tokens are short-lived and made for the purpose: they prove nothing more.</summary>
public sealed class PlatformProof(IReauthentication reauthentication)
{
    /// <summary>Does something once the proof is there.</summary>
    /// <param name="password">The person's own, for those who sign in without a code; null when nothing was typed.</param>
    /// <param name="code">Of the person's authenticator app, or a recovery code; null when nothing was typed.</param>
    /// <returns>What came of it, or what stood in the way.</returns>
    public async Task<Outcome<T>> Before<T>(HttpRequest request, string? password, string? code, Func<Task<Outcome<T>>> act, CancellationToken cancellation) =>
        request.PlatformSessionOrNull() is { } session
            && await reauthentication.StrongRefusal(session.Person ?? session.Operator, request.Proof(password, code), cancellation) is { } refusal
            ? refusal
            : await act();
}
