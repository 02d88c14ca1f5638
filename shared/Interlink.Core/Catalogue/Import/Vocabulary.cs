namespace Interlink.Core.Catalogue.Import;

/// <summary>The closed lists of words of the catalogue format, and how words are read that are nearly one of them.</summary>
internal static class Vocabulary
{
    public static readonly IReadOnlyDictionary<string, Difficulty> Difficulties = Enum.GetValues<Difficulty>().ToDictionary(Canonical);

    public static readonly IReadOnlyDictionary<string, Licence> Licences = Enum.GetValues<Licence>().ToDictionary(Canonical);

    public static readonly IReadOnlyList<string> Forms =
    [
        "software", "visual_template", "document_template", "canvas", "best_practices", "guidelines", "checklist", "survey_template",
        "legal_agreement_template", "other",
    ];

    public static readonly IReadOnlyList<string> Formats = ["pdf", "editable_source_document", "open_document", "structured_format",
        "software"];

    public static readonly IReadOnlyList<string> Targets =
    [
        "all", "all;pas", "all;pas;public_servants", "all;pas;politicians", "all;businesses", "all;businesses;smes",
        "all;businesses;freelancers",
        "all;businesses;large_companies", "all;businesses;private_non_profit", "all;citizens", "all;citizens;potential_end_users",
        "all;citizens;expert_citizens", "all;research_organizations", "all;research_organizations;universities",
        "all;research_organizations;other_research_entities",
    ];

    public static readonly IReadOnlyList<string> Types =
    [
        "enabling_services", "enabling_services;implementing_software_and_artifacts", "enabling_services;operation_services",
        "enhancing_services",
        "enhancing_services;onboarding_services", "enhancing_services;followup_services", "enhancing_services;external_experts",
    ];

    public static readonly IReadOnlyList<string> AdministrativeScopes = ["eu", "national", "local"];

    public static readonly IReadOnlyList<string> SoftwareInterlinkers = ["googledrive", "surveyeditor", "ceditor",
        "externalresourcemanager"];

    public static readonly IReadOnlyList<string> SupportedBy = ["saas", "on_premise", "installed_app"];

    public static readonly IReadOnlyList<string> AuthMethods = ["header", "cookie"];

    public static readonly IReadOnlyList<string> Capabilities =
        ["instantiate", "view", "clone", "edit", "delete", "preview", "download", "open_in_modal", "shortcut"];

    /// <summary>Reads one word of a closed list: as written, respelt with a warning, or left out with a warning.</summary>
    public static string? One(Fields fields, string name, IReadOnlyCollection<string> known) =>
        fields.Word(name) is { } word ? Read(fields, name, word, known) : null;

    /// <summary>Reads several words of a closed list.</summary>
    public static List<string> Many(Fields fields, string name, IReadOnlyCollection<string> known) =>
        [.. fields.Words(name).Select(w => Read(fields, name, w, known)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Reads one word of a closed list that has a type of its own.</summary>
    public static T? Value<T>(Fields fields, string name, IReadOnlyDictionary<string, T> known) where T : struct, Enum =>
        One(fields, name, [.. known.Keys]) is { } word ? known[word] : null;

    private static string? Read(Fields fields, string name, string word, IReadOnlyCollection<string> known)
    {
        if (known.Contains(word))
        {
            return word;
        }

        var form = word.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_').Replace(':', ';');
        var match = known.Contains(form) ? form : Nearest(form, known);
        if (match is null)
        {
            fields.Notes.Warn("unknown_value", $"'{Shown.Of(word)}' is not one of the values of '{fields.PathOf(name)}' and was left out.",
                fields.PathOf(name));
        }
        else
        {
            fields.Notes.Warn("misspelt_value", $"'{Shown.Of(word)}' in '{fields.PathOf(name)}' was read as '{match}'.",
                fields.PathOf(name));
        }

        return match;
    }

    // One slip in a short word, two in a long one; never a guess between two.
    private static string? Nearest(string word, IReadOnlyCollection<string> known)
    {
        if (word.Length is < 4 or > 80)
        {
            return null;
        }

        var slips = word.Length < 8 ? 1 : 2;
        var near = known.Select(k => (Word: k, Distance: Distance(word, k))).Where(k => k.Distance <= slips).OrderBy(k => k.Distance)
            .Take(2).ToList();
        return near.Count == 1 || (near.Count == 2 && near[0].Distance < near[1].Distance) ? near[0].Word : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }

    private static string Canonical<T>(T value) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
