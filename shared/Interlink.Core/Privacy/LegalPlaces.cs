using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Interlink.Core.Privacy;

/// <summary>What stands in the places of a legal text: <c>{{tenant}}</c>, <c>{{contact}}</c>, <c>{{processing}}</c> … Filled once, when a text is published, so that
/// what people agreed to never changes.</summary>
internal sealed partial class LegalPlaces(string tenant, PrivacySettings settings, ProcessingRecord processing, DateTimeOffset date)
{
    /// <summary>Every place that there is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tenant", "controller", "address", "contact", "dpo", "authority", "recipients", "processing", "date"];

    /// <summary>The places of a text that do not exist.</summary>
    public static IReadOnlyList<string> Unknown(string source) =>
        [.. Place().Matches(source).Select(m => m.Groups[1].Value).Where(name => !Names.Contains(name, StringComparer.Ordinal)).Distinct()];

    /// <summary>The text with every place filled, in a language.</summary>
    public string Fill(string source, string language)
    {
        var words = PrivacyWords.In(language);
        return Place().Replace(source, place => place.Groups[1].Value switch
        {
            "tenant" => Plain(tenant),
            "controller" => Plain(processing.Controller.Name),
            "address" => Plain(settings.PostalAddress ?? words.Label("not-stated")),
            "contact" => Link(settings.Contact ?? words.Label("not-stated")),
            "dpo" => Link(settings.DataProtectionOfficer ?? words.Label("not-stated")),
            "authority" => Link(settings.SupervisoryAuthority ?? words.Label("authority-of-residence")),
            "recipients" => Recipients(words),
            "processing" => Table(words),
            "date" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => place.Value,
        });
    }

    private string Recipients(PrivacyWords words) => string.Join('\n', processing.Recipients.Select(r =>
        $"- {Plain(words.Recipient(r.Name))}: {Plain(words.Recipient(r.Role))}{(r.Country is null ? "" : $" ({Plain(r.Country)})")}"));

    private string Table(PrivacyWords words)
    {
        var table = new StringBuilder($"| {words.Label("what")} | {words.Label("why")} | {words.Label("basis")} | {words.Label("how-long")} |\n|---|---|---|---|");
        foreach (var activity in processing.Activities)
        {
            table.Append(CultureInfo.InvariantCulture,
                $"\n| **{words.Kind(activity.Name)}**: {string.Join(", ", activity.Categories.Select(words.Category))} | {words.Purpose(activity)} | {words.Basis(activity.Basis)} | {words.HowLong(activity)} |");
        }

        return table.ToString();
    }

    private static string Link(string text) =>
        text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) ? $"[{Plain(text)}](mailto:{text})" : Plain(text);

    // What administrators type stands as it is, whatever it would mean in markdown.
    private static string Plain(string text) => Meaningful().Replace(text.ReplaceLineEndings(" ").Trim(), @"\$0");

    [GeneratedRegex(@"\{\{([a-z-]{1,40})\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\\`*_\[\]<>#|~]")]
    private static partial Regex Meaningful();
}
