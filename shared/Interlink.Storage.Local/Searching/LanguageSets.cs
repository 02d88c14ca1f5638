using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Searching;

/// <summary>The few sets of languages that documents have, numbered.</summary>
internal sealed class LanguageSets
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string[]> _sets = [];

    /// <summary>The number of a set, given as its codes in order with blanks between.</summary>
    public int Number(string languages)
    {
        if (!_numbers.TryGetValue(languages, out var number))
        {
            _numbers.Add(languages, number = _sets.Count);
            _sets.Add(languages.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return number;
    }

    /// <summary>For each set, the position of the language that is searched for a reader: the reader's, else English; negative for any, where there is neither.</summary>
    public int[] SearchedPositions(string language) =>
        [.. _sets.Select(set => Array.IndexOf(set, language) is var own and >= 0 ? own : Array.IndexOf(set, Language.Fallback))];
}
