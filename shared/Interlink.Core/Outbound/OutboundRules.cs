using System.Net;
using Interlink.Core.Kernel;

namespace Interlink.Core.Outbound;

/// <summary>What calls to addresses that others have named must keep to.</summary>
public sealed record OutboundRules
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxUrlLength = 2_000;

    /// <summary>https on port 443 and nothing else.</summary>
    public static OutboundRules Strict { get; } = new();

    private const int MaxHostLength = 253;

    /// <summary>The ports that may be called.</summary>
    public IReadOnlyCollection<int> Ports { get; init; } = [443];

    /// <summary>Hosts by name, as they stand in addresses, that may be called whatever they resolve to, on every port and without TLS: for development on one machine.</summary>
    public IReadOnlyCollection<string> LocalHosts { get; init; } = [];

    /// <summary>Whether the host is one of <see cref="LocalHosts"/>.</summary>
    public bool IsLocal(string host) => LocalHosts.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an address and says what is wrong with it. That it is well formed does not say that it may be called: see <see cref="Addresses"/>.</summary>
    /// <param name="field">The field to name in a refusal.</param>
    public Outcome<Uri> Check(string text, string field)
    {
        if (text.Length > MaxUrlLength || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http") || HostOf(url) is not { Length: > 0 and <= MaxHostLength } host)
        {
            return new InvalidInput(field, "not_a_url", $"This must be an address that begins with https:// and has at most {MaxUrlLength} characters.");
        }

        if (url.UserInfo.Length > 0 || NamesSomebody(text))
        {
            return new InvalidInput(field, "credentials", "An address must not carry a name or a password; send them in a header.");
        }

        if (url.Fragment.Length > 0)
        {
            return new InvalidInput(field, "fragment", "Leave out what follows the #: it is never sent.");
        }

        if (IsLocal(host))
        {
            return url;
        }

        return url.Scheme != "https" ? new InvalidInput(field, "not_https", "The address must begin with https://.")
            : !Ports.Contains(url.Port) ? new InvalidInput(field, "port", $"Only these ports can be called: {string.Join(", ", Ports)}.")
            : LiteralOf(url) is { } literal && OutboundAddress.WhyBlocked(literal) is { } why ? new InvalidInput(field, "blocked_address", Sentence(why))
            : url;
    }

    /// <summary>Which of the addresses that a host has resolved to may be called: all of them, or none when any is blocked.</summary>
    /// <param name="host">The host as it stands in the address.</param>
    /// <returns>The addresses to connect to, or why none may be.</returns>
    public OutboundAddresses Addresses(string host, IReadOnlyList<IPAddress> resolved)
    {
        if (resolved.Count == 0)
        {
            return new OutboundAddresses([], "unresolved");
        }

        var why = IsLocal(host) ? null : resolved.Select(OutboundAddress.WhyBlocked).FirstOrDefault(w => w is not null);
        return why is null ? new OutboundAddresses(resolved, null) : new OutboundAddresses([], why);
    }

    /// <summary>The address that stands in a URL in place of a name; null for a name.</summary>
    public static IPAddress? LiteralOf(Uri url) =>
        url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var literal) ? literal : null;

    // Names that cannot be written in ASCII are none.
    private static string? HostOf(Uri url)
    {
        try
        {
            return url.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    // Also https://@host, of which nothing is left once it is read.
    private static bool NamesSomebody(string text)
    {
        var begin = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.AsSpan(begin).IndexOfAny("/\\?#");
        return text.AsSpan(begin, end < 0 ? text.Length - begin : end).Contains('@');
    }

    private static string Sentence(string why) => $"This address ({why.Replace('_', ' ')}) is not public and is never called.";
}

/// <summary>Where to connect to.</summary>
/// <param name="Allowed">The checked addresses; empty when the call is refused.</param>
/// <param name="WhyBlocked">Why it is refused; null when it is not.</param>
public sealed record OutboundAddresses(IReadOnlyList<IPAddress> Allowed, string? WhyBlocked);
