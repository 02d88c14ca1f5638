using System.Text.RegularExpressions;

namespace Interlink.Core.Catalogue.Markup;

/// <summary>The last pass over converted markdown: whatever came before, afterwards there is no tag, and no address but http, https and
/// mailto.</summary>
internal static partial class MarkdownSafety
{
    /// <summary>Makes the text safe. Applying it twice is the same as once.</summary>
    public static string Apply(string markdown)
    {
        var text = InlineLink().Replace(markdown, m => IsWebAddress(m.Groups["url"].Value) ? m.Value : m.Groups["text"].Value);
        text = OtherTarget().Replace(text, "$1 $2");
        text = OtherDefinition().Replace(text, "$1\\]");
        text = TagStart().Replace(text, "&lt;");
        return ScriptAddress().Replace(text, m => m.Groups["scheme"].Value + " :");
    }

    /// <summary>Whether an address may be linked to.</summary>
    public static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"
        && url.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"<(?=[a-zA-Z/!?])", RegexOptions.CultureInvariant)]
    private static partial Regex TagStart();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]\n]*)\]\((?<url>[^()\s]*(\([^()\s]*\)[^()\s]*)*)((?>[ \t]+)[^()\n]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex InlineLink();

    // A link target that the pattern above did not take apart and that does not plainly begin with an allowed scheme: no longer a link with
    // a blank before it.
    [GeneratedRegex(@"(\])(\((?!https?://|mailto:))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherTarget();

    [GeneratedRegex(@"(\[[^\[\]]*)\](?=:\s*(?!https?://|mailto:)\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherDefinition();

    [GeneratedRegex(@"(?<scheme>(j[\s\\]*a[\s\\]*v[\s\\]*a|v[\s\\]*b|l[\s\\]*i[\s\\]*v[\s\\]*e)[\s\\]*s[\s\\]*c[\s\\]*r[\s\\]*i[\s\\]*p[\s\\]*t)\\*(:|&colon;|&#0*58;|&#x0*3a;)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScriptAddress();
}
