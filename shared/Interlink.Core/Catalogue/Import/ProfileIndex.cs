namespace Interlink.Core.Catalogue.Import;

/// <summary>The problem profiles that entries may refer to: those of the source and those that the catalogue has already.</summary>
internal sealed class ProfileIndex
{
    private readonly Dictionary<string, string> _canonical = new(StringComparer.OrdinalIgnoreCase);

    public ProfileIndex(IEnumerable<string> stored)
    {
        foreach (var id in stored)
        {
            _canonical.TryAdd(id, id);
        }
    }

    /// <summary>The spelling under which the profile is stored, if it is.</summary>
    public string? Stored(string id) => _canonical.GetValueOrDefault(id);

    /// <summary>Makes a profile of the source known.</summary>
    public void Add(string id) => _canonical.TryAdd(id, id);

    /// <summary>Reads a list of references: canonical, each once; an unknown one rejects the entry.</summary>
    /// <param name="owner">What refers to them, for the message.</param>
    public List<string> Resolve(Fields fields, string name, string owner)
    {
        var path = fields.PathOf(name);
        var profiles = new List<string>();
        foreach (var id in Repeated(fields, name))
        {
            var canonical = Stored(id);
            if (canonical is null)
            {
                fields.Notes.Reject("unknown_problem_profile",
                    $"{owner} refers to the problem profile '{Shown.Of(id)}', which does not exist.");
                continue;
            }

            if (canonical != id)
            {
                fields.Notes.Warn("problem_profile_respelt", $"The problem profile '{Shown.Of(id)}' is stored as '{canonical}'.", path);
            }

            if (profiles.Contains(canonical))
            {
                fields.Notes.Warn("problem_profile_repeated", $"The problem profile '{canonical}' is listed more than once.", path);
            }
            else
            {
                profiles.Add(canonical);
            }
        }

        return profiles;
    }

    // Fields.Words drops repetitions silently; here they are worth a word.
    private static List<string> Repeated(Fields fields, string name) =>
        fields.Raw(name) is { ValueKind: System.Text.Json.JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(v => fields.Text(v, name)?.Trim()).OfType<string>()]
            : fields.Words(name);
}
