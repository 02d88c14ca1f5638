namespace Interlink.Local.SignIn;

/// <summary>Where to go after signing in or out: only ever a path of this host.</summary>
internal static class LocalPath
{
    /// <summary>The path, made safe for a header; the fallback when it leads anywhere else or is no path.</summary>
    public static string Of(string? text, string fallback = "/")
    {
        var local = text is { Length: > 0 and <= 2000 }
            && text[0] == '/'
            && (text.Length == 1 || text[1] != '/')
            && !text.Any(c => c == '\\' || char.IsControl(c));
        return local ? Ascii(text!) : fallback;
    }

    private static string Ascii(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.IsAscii && r.Value > ' ' ? r.ToString() : Uri.EscapeDataString(r.ToString())));
}
