namespace Interlink.Runtime.Tests.Surface;

/// <summary>The official packages' types as the files under ApiSurface list them, by name.</summary>
internal static class OfficialSurface
{
    /// <summary>Header and member lines of every type; a type that two packages declare alike is one.</summary>
    public static IReadOnlyDictionary<string, (string Header, HashSet<string> Members)> Read()
    {
        var types = new Dictionary<string, (string Header, HashSet<string> Members)>();
        HashSet<string>? members = null;
        foreach (var line in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ApiSurface"), "*.txt").SelectMany(File.ReadLines))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                members?.Add(line[2..]);
            }
            else if (NameOf(line) is { } name)
            {
                members = types.TryGetValue(name, out var known) ? known.Members : [];
                types[name] = (line, members);
            }
        }

        return types;
    }

    /// <summary>The type that a header line opens; null for other lines.</summary>
    public static string? NameOf(string header)
    {
        var words = header.Split(" : ")[0].Split(' ');
        var kind = Array.FindIndex(words, word => word is "class" or "interface" or "struct" or "enum" or "delegate");
        return header.StartsWith('#') || kind < 0 || kind > 1 || kind != words.Length - 2 ? null : words[^1];
    }
}
