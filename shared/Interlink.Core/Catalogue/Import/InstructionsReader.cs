using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads how to use an interlinker: a markdown file per language, or the address of a page elsewhere.</summary>
internal static class InstructionsReader
{
    private const string Field = "instructions_translations";

    /// <summary>Reads both; an undeclared <c>instructions.md</c> in the entry's folder is taken for English.</summary>
    public static (LocalizedText Texts, LocalizedText Addresses) Read(Fields fields, EntryFiles files, SourceTree tree, string folder)
    {
        var declared = fields.Texts(Field, text => text.Trim());
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, value) in declared.Translations)
        {
            var field = $"{Field}.{language}";
            if (IsAddress(value))
            {
                addresses[language] = value;
            }
            else if (files.Find(value, "instructions", field) is { } file && files.ReadMarkdown(file, field) is { } text)
            {
                texts[language] = text;
            }
        }

        if (declared.IsEmpty && tree.TryFind($"{folder}/instructions.md", out var undeclared)
            && files.ReadMarkdown(undeclared, Field) is { } english)
        {
            fields.Notes.Warn("instructions_undeclared",
                "The instructions in the entry's folder are not declared; they were taken for English.", Field);
            texts[Language.Fallback] = english;
        }

        return (LocalizedText.Of(texts), Addresses.Safe(LocalizedText.Of(addresses), Field, fields.Notes));
    }

    private static bool IsAddress(string value) =>
        value.Contains("://", StringComparison.Ordinal) || value.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
}
