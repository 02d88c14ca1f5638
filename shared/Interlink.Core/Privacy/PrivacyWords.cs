using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>The words of records, exports and notices in one language (<c>Texts/words.*.json</c>). What a slice says of itself and nobody has translated yet is
/// shown as the slice says it, in English.</summary>
public sealed partial class PrivacyWords
{
    private static readonly ConcurrentDictionary<string, PrivacyWords> Known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _words;

    private PrivacyWords(string language)
    {
        Language = language;
        using var stream = typeof(PrivacyWords).Assembly.GetManifestResourceStream($"privacy-texts/words.{language}.json")
            ?? throw new InvalidOperationException($"The words of '{language}' are missing from the program.");
        _words = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyDictionary<string, string>>>(stream, Json.Options)!;
    }

    /// <summary>The language.</summary>
    public string Language { get; }

    /// <summary>The words in a language of the interface; English for any other.</summary>
    public static PrivacyWords In(string language) =>
        Known.GetOrAdd(Kernel.Language.Interface.Contains(language) ? language : Kernel.Language.Fallback, static l => new PrivacyWords(l));

    /// <summary>A word of the pages themselves.</summary>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public string Label(string name) => _words["labels"][name];

    /// <summary>How a kind of personal data, a kind of record in an export or a kind of retention is called.</summary>
    public string Kind(string name) => Of("kinds", name);

    /// <summary>What a kind of personal data is for.</summary>
    public string Purpose(ProcessingActivity activity) => _words["purposes"].GetValueOrDefault(activity.Name, activity.Purpose);

    /// <summary>Why something is kept for a time.</summary>
    public string Reason(RetentionRule rule) => _words["reasons"].GetValueOrDefault(rule.Kind, rule.Reason);

    /// <summary>How a category of data is called.</summary>
    public string Category(string name) => Of("categories", name);

    /// <summary>How a legal basis is called, with its article.</summary>
    public string Basis(string name) => Of("bases", name);

    /// <summary>What happens at erasure.</summary>
    public string Erased(string name) => Of("erased", name);

    /// <summary>A protective measure.</summary>
    public string Measure(string name) => Of("measures", name);

    /// <summary>A recipient that the product names itself, or its role.</summary>
    public string Recipient(string name) => _words["recipients"].GetValueOrDefault(name, name);

    /// <summary>How a field of an export is called.</summary>
    public string Field(string name) => _words["fields"].GetValueOrDefault(name) ?? Readable(name);

    /// <summary>For how long something is kept, in words.</summary>
    public string HowLong(ProcessingActivity activity) =>
        activity.Days is { } days ? Days(days)
        : activity.Erased == "pseudonymised" ? Label("while-account-then-pseudonym")
        : activity.Erased == "kept" ? Label("kept-by-law")
        : Label("while-account");

    /// <summary>A number of days.</summary>
    public string Days(int days) => string.Format(CultureInfo.InvariantCulture, Label(days == 1 ? "day" : "days"), days);

    /// <summary>What is shown in place of the name of somebody who was erased.</summary>
    /// <param name="code">What tells one from another.</param>
    public string FormerParticipant(string code) => string.Format(CultureInfo.InvariantCulture, Label("former-participant"), code);

    /// <summary>A code by chance; nothing leads from it to the person, nor back. Letters and digits that are taken for another are not among it.</summary>
    internal static string Code(int length) => RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", length);

    internal bool Has(string table, string name) => _words[table].ContainsKey(name);

    private string Of(string table, string name) => _words[table].GetValueOrDefault(name) ?? Readable(name);

    // "createdAt" → "Created at", "team-member" → "Team member".
    private static string Readable(string name)
    {
        var text = Humps().Replace(name, " $0").Replace('-', ' ').Replace('_', ' ').Trim().ToLowerInvariant();
        return text.Length == 0 ? name : char.ToUpperInvariant(text[0]) + text[1..];
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Humps();
}
