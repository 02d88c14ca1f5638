using System.Text;

namespace Interlink.Functions.Edge;

/// <summary>Text made fit for a header: a header holds visible ASCII and blanks, and anything else must not end in a 500.</summary>
internal static class HeaderText
{
    /// <summary>The address with every character that a header cannot hold percent-encoded as UTF-8.</summary>
    public static string Address(string address)
    {
        if (address.All(c => c is > ' ' and < '\x7f'))
        {
            return address;
        }

        var text = new StringBuilder(address.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(address))
        {
            _ = octet is > 0x20 and < 0x7f ? text.Append((char)octet) : text.Append('%').Append(octet.ToString("X2", null));
        }

        return text.ToString();
    }

    /// <summary>The text with every character that a header cannot hold left out.</summary>
    public static string Safe(string text) =>
        text.All(c => c is >= ' ' and < '\x7f') ? text : string.Concat(text.Where(c => c is >= ' ' and < '\x7f'));
}
