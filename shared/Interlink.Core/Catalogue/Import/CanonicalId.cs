using System.Globalization;
using System.Text;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Brings ids to the one spelling under which entries are stored.</summary>
internal static class CanonicalId
{
    private const int MaxLength = 120;

    /// <summary>Lower-case letters, digits and single <c>_</c>; accents are dropped. Empty when nothing of the text is left.</summary>
    public static string Of(string text)
    {
        var id = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                id.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && id.Length > 0 && id[^1] != '_')
            {
                id.Append('_');
            }
        }

        var canonical = id.ToString().Trim('_');
        return canonical.Length <= MaxLength ? canonical : canonical[..MaxLength].TrimEnd('_');
    }

    /// <summary>The id of an entry: the declared one in canonical spelling, else one derived from its folder; both deviations are
    /// noted.</summary>
    public static string ForEntry(Fields fields, string folderName)
    {
        var declared = fields.Word("id");
        var id = declared is null ? "" : Of(declared);
        if (id.Length == 0)
        {
            id = Of(folderName);
            fields.Notes.Warn("id_derived", $"The entry declares no id; '{id}' was derived from its folder.", "id");
            if (id.Length == 0)
            {
                fields.Notes.Reject("id_missing",
                    $"The entry declares no id and none can be derived from its folder '{Shown.Of(folderName)}'.");
            }
        }
        else if (id != declared)
        {
            fields.Notes.Warn("id_respelt", $"The id '{Shown.Of(declared!)}' is stored as '{id}'.", "id");
        }

        return id;
    }
}
