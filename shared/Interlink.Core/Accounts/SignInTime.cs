using System.Globalization;

namespace Interlink.Core.Accounts;

/// <summary>When somebody signed in, where a platform in front signs people in. Of what a provider states at sign-in, Static Web Apps sends nothing along with later requests but the
/// roles that it was told then; so the time is one of them. Only the platform writes roles into a session: whoever asks for roles besides gets words that open nothing.</summary>
public static class SignInTime
{
    private const string Prefix = "signed_in_";

    // OpenID Connect Core 1.0, section 2.
    private const string Claim = "auth_time";

    /// <summary>The role that tells a time.</summary>
    public static string Role(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{at.ToUnixTimeSeconds()}");

    /// <summary>The time that a session's roles and claims tell, UTC; the earliest of several, null when none does.</summary>
    public static DateTimeOffset? Read(IEnumerable<string> roles, IEnumerable<(string Type, string Value)> claims)
    {
        var stated = roles.Where(role => role.StartsWith(Prefix, StringComparison.Ordinal)).Select(role => role[Prefix.Length..])
            .Concat(claims.Where(claim => claim.Type == Claim).Select(claim => claim.Value))
            .Select(TimeOf).OfType<DateTimeOffset>().ToList();
        return stated.Count == 0 ? null : stated.Min();
    }

    private static DateTimeOffset? TimeOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
