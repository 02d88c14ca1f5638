using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>Checks the fields of one input and gathers everything at fault, so that people mend it in one go.</summary>
internal sealed class Fields
{
    private readonly List<FieldError> _faults = [];

    /// <summary>The refusal; null when nothing is at fault.</summary>
    public InvalidInput? Refusal => _faults is [] ? null : new InvalidInput(_faults);

    /// <summary>A text of one line that must be there, with something in it to be seen; written down as <see cref="OneLine"/> says.</summary>
    public string Line(string field, string? value, int most)
    {
        var line = OneLine.Of(value);
        if (line.Length == 0)
        {
            Fault(field, "required", $"{field} is missing.");
        }

        return Bounded(field, line, most);
    }

    /// <summary>A longer text that may be missing: trimmed; null when blank.</summary>
    public string? Text(string field, string? value, int most) =>
        string.IsNullOrWhiteSpace(value) ? null : Bounded(field, value.Trim(), most);

    /// <summary>A language code that must be there.</summary>
    public string LanguageCode(string field, string? value)
    {
        if (!Language.IsCode(value))
        {
            Fault(field, "not_a_language", $"{field} must be a language code of two lower-case letters, such as en.");
        }

        return value ?? "";
    }

    /// <summary>A text by language: each code a code, each text trimmed and bounded.</summary>
    public LocalizedText Translated(string field, LocalizedText? value, int most)
    {
        var text = value ?? LocalizedText.Empty;
        foreach (var (language, translation) in text.Translations)
        {
            LanguageCode($"{field}.{language}", language);
            Bounded($"{field}.{language}", translation, most);
        }

        return text;
    }

    /// <summary>A name by language, of which there must be one: as <see cref="Line"/>.</summary>
    public LocalizedText Names(string field, LocalizedText? value, int most)
    {
        var names = value?.Map(OneLine.Of) ?? LocalizedText.Empty;
        if (names.IsEmpty)
        {
            Fault(field, "required", $"{field} is missing.");
        }

        return Translated(field, names, most);
    }

    /// <summary>An address of a page elsewhere: absolute, http or https, without a name and password in it.</summary>
    public string WebAddress(string field, string? value, int most)
    {
        var text = Bounded(field, (value ?? "").Trim(), most);
        var blank = text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
        if (blank || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            Fault(field, "not_a_web_address", $"{field} must be a full address that begins with https:// or http://.");
        }
        else if (uri.UserInfo.Length > 0)
        {
            Fault(field, "credentials_in_address", $"{field} must not hold a user name or password.");
        }

        return text;
    }

    private string Bounded(string field, string value, int most)
    {
        if (value.Length > most)
        {
            Fault(field, "too_long", $"{field} is longer than {most} characters.");
        }

        return value;
    }

    private void Fault(string field, string code, string message) => _faults.Add(new FieldError(field, code, message));
}
