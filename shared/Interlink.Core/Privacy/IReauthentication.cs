using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>Has whoever is signed in prove it once more, before something that cannot be undone. A host that signs people in itself asks for the password.</summary>
public interface IReauthentication
{
    /// <summary>What stands in the way; null when nothing does.</summary>
    /// <param name="password">What was typed; null when nothing was.</param>
    /// <param name="address">The network address of the caller, for counting failures.</param>
    Task<Error?> Refusal(Caller caller, string? password, string address, CancellationToken cancellation);
}

/// <summary>Where the platform signs people in, the session is all there is.</summary>
public sealed class PlatformReauthentication : IReauthentication
{
    public Task<Error?> Refusal(Caller caller, string? password, string address, CancellationToken cancellation) => Task.FromResult<Error?>(null);
}
