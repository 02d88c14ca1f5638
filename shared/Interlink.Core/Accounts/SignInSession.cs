using System.Net;
using System.Net.Sockets;

namespace Interlink.Core.Accounts;

/// <summary>A session of a signed-in person, where the host signs people in itself. It lasts while this is kept and used.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Method">One of <see cref="SignInMethod"/>.</param>
/// <param name="CreatedAt">When the person signed in, UTC.</param>
/// <param name="LastSeenAt">When it was last used, UTC; up to <see cref="SessionStore.Coarseness"/> late.</param>
/// <param name="Device">Browser and system in words, such as <c>Firefox, Linux</c>; null when they cannot be told.</param>
/// <param name="Network">The network address it began from, shortened so that it names no single connection; null when it is not known.</param>
public sealed record SignInSession(
    string Subject, string Method, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Device, string? Network)
{
    /// <summary>Cuts a network address down to what still tells home from abroad: three of four numbers of IPv4, the first 48 bits of IPv6.</summary>
    public static string? Shorten(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(plain.AddressFamily is AddressFamily.InterNetwork ? 3 : 6).Clear();
        return $"{new IPAddress(bytes)}/{(plain.AddressFamily is AddressFamily.InterNetwork ? 24 : 48)}";
    }

    /// <summary>Browser and system of a <c>User-Agent</c>, as far as it tells; null when it tells neither.</summary>
    public static string? DeviceOf(string? userAgent)
    {
        var text = userAgent ?? "";
        var words = new[] { FirstIn(text, Browsers), FirstIn(text, Systems) }.OfType<string>().ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    // In this order: those that come later are also named by browsers that pretend to be them.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    private static string? FirstIn(string text, (string Mark, string Name)[] marks) =>
        marks.Where(mark => text.Contains(mark.Mark, StringComparison.Ordinal)).Select(mark => mark.Name).FirstOrDefault();
}

/// <summary>By what somebody signed in.</summary>
public static class SignInMethod
{
    /// <summary>Address and password.</summary>
    public const string Password = "password";

    /// <summary>Address, password and a code of an authenticator app.</summary>
    public const string Code = "code";

    /// <summary>Address, password and a recovery code.</summary>
    public const string RecoveryCode = "recovery-code";

    /// <summary>A passkey.</summary>
    public const string Passkey = "passkey";

    /// <summary>The one-time link of an invitation.</summary>
    public const string Welcome = "welcome";
}
