using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>The words of the glossary for which a tenant may have its own, as pages show them in headings and navigation.</summary>
public static class Terminology
{
    /// <summary>Most characters of a word.</summary>
    public const int MaxLength = 40;

    /// <summary>Most languages of a term.</summary>
    public const int MaxLanguages = 24;

    /// <summary>The terms, singular and plural each on its own.</summary>
    public static IReadOnlyList<string> Terms { get; } =
    [
        "process", "processes", "phase", "phases", "objective", "objectives", "task", "tasks", "resource", "resources",
        "team", "teams", "organization", "organizations", "catalogue",
    ];

    /// <summary>Takes a tenant's own words; blank ones do not count.</summary>
    /// <param name="faults">Takes what is wrong, by the path of the word.</param>
    public static IReadOnlyDictionary<string, LocalizedText> Of(IReadOnlyDictionary<string, LocalizedText>? stated, ICollection<FieldError> faults)
    {
        var words = new SortedDictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var (term, text) in stated ?? new Dictionary<string, LocalizedText>())
        {
            if (!Terms.Contains(term))
            {
                faults.Add(new FieldError($"terminology.{term}", "unknown_term", $"Only these terms can have a word of one's own: {string.Join(", ", Terms)}."));
                continue;
            }

            var own = text.Map(OneLine.Of);
            Check(term, own, faults);
            if (!own.IsEmpty)
            {
                words[term] = own;
            }
        }

        return words;
    }

    private static void Check(string term, LocalizedText own, ICollection<FieldError> faults)
    {
        if (own.Translations.Count > MaxLanguages)
        {
            faults.Add(new FieldError($"terminology.{term}", "too_many", $"A term has words in at most {MaxLanguages} languages."));
        }

        foreach (var (language, word) in own.Translations)
        {
            var fault = !Language.IsCode(language) ? ("not_a_language", "The language must be a code of two lower-case letters, such as en.")
                : word.Length > MaxLength ? ("too_long", $"A word has at most {MaxLength} characters.")
                : word.Any(c => "<>{}".Contains(c)) ? ("malformed", "A word has none of the characters < > { }.")
                : default((string Code, string Message)?);
            if (fault is { } found)
            {
                faults.Add(new FieldError($"terminology.{term}.{language}", found.Code, found.Message));
            }
        }
    }
}
