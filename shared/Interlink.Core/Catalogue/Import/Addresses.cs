using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads addresses of pages elsewhere.</summary>
internal static class Addresses
{
    /// <summary>Whether the text is an http or https address.</summary>
    public static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
        && text.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>The addresses that people may be sent to; others are noted and left out.</summary>
    public static LocalizedText Safe(LocalizedText addresses, string field, EntryNotes notes)
    {
        var safe = new List<KeyValuePair<string, string>>();
        foreach (var (language, address) in addresses.Translations)
        {
            var completed = address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + address : address;
            if (completed.Length <= 2_083 && IsWeb(completed))
            {
                safe.Add(KeyValuePair.Create(language, completed));
            }
            else
            {
                notes.Warn("unsafe_address", $"'{Shown.Of(address)}' is not an http or https address and was left out.",
                    $"{field}.{language}");
            }
        }

        return LocalizedText.Of(safe);
    }
}
