namespace Interlink.Storage.Azure.Searching;

/// <summary>One copy of each text, for those who keep the same texts many times.</summary>
internal sealed class TextPool
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>The copy that is kept of a text.</summary>
    public string Shared(string text)
    {
        if (_texts.TryGetValue(text, out var kept))
        {
            return kept;
        }

        _texts.Add(text);
        return text;
    }

    /// <summary>The copies that are kept of some texts.</summary>
    public string[] Shared(IEnumerable<string> texts) => [.. texts.Select(Shared)];
}
