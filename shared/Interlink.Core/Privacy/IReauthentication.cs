using Interlink.Core.Accounts;
using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>Has whoever is signed in prove it once more, before something that must not be done with a borrowed session. A host that signs people in itself asks for the
/// password; where a platform does, the sign-in must be recent.</summary>
public interface IReauthentication
{
    /// <summary>What stands in the way; null when nothing does.</summary>
    [Refuses(typeof(InvalidInput), typeof(TooManyAttempts), typeof(SignInAgain))]
    Task<Error?> Refusal(Caller caller, ProofAgain proof, CancellationToken cancellation);

    /// <summary>The same before something done to another person: asks for the code of whoever signs in with codes, for the password of whoever does not. The code is used up.</summary>
    [Refuses(typeof(InvalidInput), typeof(TooManyAttempts), typeof(SignInAgain))]
    Task<Error?> StrongRefusal(Caller caller, ProofAgain proof, CancellationToken cancellation);
}

/// <summary>What a request brings along as proof.</summary>
/// <param name="Password">What was typed; null when nothing was.</param>
/// <param name="Code">Of the authenticator app, or a recovery code; null when nothing was typed.</param>
/// <param name="Address">The network address of the caller, for counting failures.</param>
/// <param name="SignedInAt">When the session began, as the platform in front states it, UTC; null when it states nothing, and where there is none.</param>
public sealed record ProofAgain(string? Password, string? Code, string Address, DateTimeOffset? SignedInAt)
{
    public override string ToString() => nameof(ProofAgain);
}

/// <summary>Where the platform signs people in, the sign-in must be at most ten minutes old. Nothing known of it is no proof.</summary>
public sealed class PlatformReauthentication(TimeProvider clock) : IReauthentication
{
    /// <summary>How old a sign-in may be.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    // Clocks of providers go wrong by minutes, not by hours.
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    public Task<Error?> Refusal(Caller caller, ProofAgain proof, CancellationToken cancellation)
    {
        var age = clock.GetUtcNow() - proof.SignedInAt;
        return Task.FromResult<Error?>(age <= Recent && age >= -s_ahead ? null : new SignInAgain());
    }

    public Task<Error?> StrongRefusal(Caller caller, ProofAgain proof, CancellationToken cancellation) => Refusal(caller, proof, cancellation);
}
