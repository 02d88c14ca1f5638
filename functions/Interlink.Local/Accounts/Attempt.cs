using System.Security.Cryptography;
using System.Text;

namespace Interlink.Local.Accounts;

/// <summary>Something that is tried, and by what its failures are counted.</summary>
public sealed record Attempt
{
    private Attempt(params IReadOnlyList<AttemptCount> counts) => Counts = counts;

    internal IReadOnlyList<AttemptCount> Counts { get; }

    /// <summary>Anybody can try it: few failures from one network, many from all together. So a stranger keeps nobody out, and a thousand networks win few guesses.</summary>
    /// <param name="what">Names the account, whether or not it exists, and what of it.</param>
    public static Attempt ByAnybody(string what, string network) => new(
        new($"{what} from {network}", SignInThrottle.PerAccount, Afresh: true),
        new(what, SignInThrottle.PerAccountFromEverywhere, Afresh: false),
        OfNetwork(network));

    /// <summary>Only who has the person's session, password or mailbox gets anything from trying it: few failures, wherever from.</summary>
    /// <param name="what">Names the account, whether or not it exists, and what of it.</param>
    public static Attempt Inside(string what, string network) => new(new(what, SignInThrottle.PerAccount, Afresh: true), OfNetwork(network));

    /// <summary>It cannot be guessed, and names no account before it is right.</summary>
    public static Attempt Unguessable(string network) => new([OfNetwork(network)]);

    private static AttemptCount OfNetwork(string network) => new($"network {network}", SignInThrottle.PerNetwork, Afresh: false);
}

/// <summary>One of the counts that a failure adds to.</summary>
/// <param name="Most">How many failures are allowed in a <see cref="SignInThrottle.Window"/>.</param>
/// <param name="Afresh">Whether a success makes the earlier failures forgotten, too.</param>
internal sealed record AttemptCount(string What, int Most, bool Afresh)
{
    /// <summary>Under what it is kept: nobody reads from it who tried what.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(What)));
}
