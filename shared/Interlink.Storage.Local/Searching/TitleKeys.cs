using System.Globalization;
using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Searching;

/// <summary>Sort keys of titles for readers of one language: by that language's alphabet, accents told apart, case not.</summary>
internal sealed class TitleKeys
{
    /// <summary>Characters of a title that count; longer titles that agree so far are tied, and then sorted by id.</summary>
    public const int SignificantLength = 200;

    private readonly string _language;
    private readonly CompareInfo _compare;

    private TitleKeys(string language, CompareInfo compare) => (_language, _compare) = (language, compare);

    /// <summary>The keys for a language; for a text that is no language, those of no language in particular.</summary>
    public static TitleKeys Of(string language) => new(language, CompareInfoOf(language));

    /// <summary>The key of the title that the reader sees; of no title at all, the key that comes first.</summary>
    public byte[] KeyOf(LocalizedText title)
    {
        var text = title.In(_language)?.Text ?? "";
        if (text.Length > SignificantLength)
        {
            text = text[..(char.IsHighSurrogate(text[SignificantLength - 1]) ? SignificantLength - 1 : SignificantLength)];
        }

        return _compare.GetSortKey(text, CompareOptions.IgnoreCase).KeyData;
    }

    private static CompareInfo CompareInfoOf(string language)
    {
        try
        {
            return Language.IsCode(language) ? CultureInfo.GetCultureInfo(language).CompareInfo : CultureInfo.InvariantCulture.CompareInfo;
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture.CompareInfo;
        }
    }
}
