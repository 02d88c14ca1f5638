using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>Has whoever is signed in prove it once more, before something that cannot be undone. A host that signs people in itself asks for the password.</summary>
public interface IReauthentication
{
    /// <summary>What stands in the way; null when nothing does.</summary>
    /// <param name="password">What was typed; null when nothing was.</param>
    /// <param name="address">The network address of the caller, for counting failures.</param>
    Task<Error?> Refusal(Caller caller, string? password, string address, CancellationToken cancellation);

    /// <summary>The same before something done to another person: asks for the code of whoever signs in with codes, for the password of whoever does not.</summary>
    /// <param name="code">Of the authenticator app, or a recovery code; null when nothing was typed. It is used up.</param>
    Task<Error?> StrongRefusal(Caller caller, string? password, string? code, string address, CancellationToken cancellation);
}

/// <summary>Where the platform signs people in, the session is all there is.</summary>
public sealed class PlatformReauthentication : IReauthentication
{
    public Task<Error?> Refusal(Caller caller, string? password, string address, CancellationToken cancellation) => Task.FromResult<Error?>(null);

    public Task<Error?> StrongRefusal(Caller caller, string? password, string? code, string address, CancellationToken cancellation) => Task.FromResult<Error?>(null);
}
