using System.Text.RegularExpressions;

namespace Interlink.Core.Tenants;

/// <summary>Host names in the one form in which they are stored and compared: lower case, without a port and without a dot at the end.</summary>
public static partial class HostName
{
    /// <summary>Reads a host name as a request or a person states it.</summary>
    /// <param name="text">With or without a port.</param>
    /// <returns>Null when it is not the name of a host; addresses in numbers are none.</returns>
    public static string? Read(string? text)
    {
        var name = (text ?? "").Trim().ToLowerInvariant();
        var port = name.LastIndexOf(':');
        name = (port < 0 ? name : name[..port]).TrimEnd('.');
        return name.Length is > 0 and <= 253 && Form().IsMatch(name) && name.Any(char.IsAsciiLetter) ? name : null;
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
