using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Interlink.Core.Catalogue.Markup;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Finds, reads and remembers the files that one entry refers to.</summary>
/// <param name="folder">The entry's own folder in the source.</param>
internal sealed class EntryFiles(SourceTree tree, string folder, ImportLimits limits, EntryNotes notes)
{
    private readonly Dictionary<string, DraftFile> _taken = new(StringComparer.Ordinal);

    /// <summary>The files taken so far, each once, in order of path.</summary>
    public IReadOnlyList<DraftFile> Taken => [.. _taken.Values.OrderBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>Finds the file that a path of the metadata means; noted and null when there is none.</summary>
    /// <param name="kind">Begins the codes of warnings: <c>template</c>, <c>logo</c>, <c>instructions</c>.</param>
    public SourceFile? Find(string path, string kind, string field)
    {
        if (Resolve(path) is not { } target)
        {
            notes.Warn($"{kind}_unsafe_path", $"'{Shown.Of(path)}' does not lie in the source and was left out.", field);
            return null;
        }

        var own = target.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase);
        if (!own && tree.TryFind($"{folder}/{target[(target.LastIndexOf('/') + 1)..]}", out var sameName))
        {
            notes.Warn($"{kind}_elsewhere",
                $"'{Shown.Of(path)}' lies in another entry's folder; the file of the same name in this entry's folder was taken.", field);
            return sameName;
        }

        if (!tree.TryFind(target, out var file))
        {
            notes.Warn($"{kind}_missing", $"There is no file '{Shown.Of(path)}' in the source.", field);
            return null;
        }

        if (!own)
        {
            notes.Warn($"{kind}_elsewhere", $"'{Shown.Of(path)}' lies in another entry's folder.", field);
        }

        return file;
    }

    /// <summary>Takes a file into the catalogue; noted and null when it is empty or cannot be unpacked.</summary>
    public CatalogueFile? Take(SourceFile file, string kind, string field)
    {
        if (!_taken.TryGetValue(file.Path, out var taken))
        {
            if (ReadBytes(file, limits.MaxFileBytes, kind, field) is not { } bytes)
            {
                return null;
            }

            taken = new DraftFile(file.Path, MediaTypes.Of(bytes, file.Name), bytes.LongLength,
                Convert.ToHexStringLower(SHA256.HashData(bytes)));
            _taken.Add(file.Path, taken);
        }

        return new CatalogueFile(SafeName(file.Name), taken.ContentType, taken.Length, taken.Sha256);
    }

    /// <summary>Forgets a file that turned out not to be wanted.</summary>
    public void Drop(SourceFile file) => _taken.Remove(file.Path);

    /// <summary>Reads a text file as markdown; noted and null when it is none.</summary>
    public string? ReadMarkdown(SourceFile file, string field)
    {
        if (ReadBytes(file, limits.MaxTextBytes, "instructions", field) is not { } bytes)
        {
            return null;
        }

        var text = bytes.AsSpan();
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        if (!Utf8.IsValid(text) || text.Contains((byte)0))
        {
            notes.Warn("instructions_not_text", $"'{Shown.Of(file.Path)}' is not UTF-8 text and was left out.", field);
            return null;
        }

        return MarkdownText.FromMarkdown(Encoding.UTF8.GetString(text));
    }

    private byte[]? ReadBytes(SourceFile file, long limit, string kind, string field)
    {
        if (file.Length == 0)
        {
            notes.Warn($"{kind}_empty", $"'{Shown.Of(file.Path)}' is empty and was left out.", field);
            return null;
        }

        try
        {
            return tree.Read(file, limit);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            notes.Warn($"{kind}_unreadable",
                $"'{Shown.Of(file.Path)}' cannot be unpacked, or is larger than {limit} bytes, and was left out.", field);
            return null;
        }
    }

    // Paths begin at the root of the source ("./interlinkers/…"); a bare name means the entry's own folder.
    private string? Resolve(string path)
    {
        var text = path.Trim().Replace('\\', '/').Normalize(NormalizationForm.FormC);
        if (text.StartsWith('/') || text.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var segments = new List<string>();
        foreach (var segment in text.Split('/').Where(s => s is not ("" or ".")))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                segments.Add(segment);
            }
        }

        var target = string.Join('/', segments);
        return tree.TryFind(target, out _) || !tree.TryFind($"{folder}/{target}", out _) ? target : $"{folder}/{target}";
    }

    private static string SafeName(string name)
    {
        var safe = string.Concat(name.Normalize(NormalizationForm.FormC)
            .Select(c => char.IsControl(c) || "\"*/:<>?\\|".Contains(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '_' : c))
                .Trim(' ', '.');
        return safe.Length switch
        {
            0 => "file",
            <= 120 => safe,
            _ => string.Concat(safe.AsSpan(0, 100), Path.GetExtension(safe) is { Length: < 20 } extension ? extension : ""),
        };
    }
}
