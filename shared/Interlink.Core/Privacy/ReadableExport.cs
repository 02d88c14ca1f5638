using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Interlink.Core.Privacy;

/// <summary>The part of an export that people read: one page without scripts or anything from elsewhere, with headings, a table of contents and lists that
/// screen readers find their way in.</summary>
internal sealed class ReadableExport(PrivacyWords words, string tenant, string person, DateTimeOffset at)
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:50rem;margin:0 auto;padding:1.5rem}"
        + "h1,h2,h3{line-height:1.25}article{border-top:1px solid #595959;padding:.5rem 0}dl{margin:0 0 0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem 1rem;overflow-wrap:anywhere}a{color:#00504f}";

    private readonly StringBuilder _page = new();

    /// <summary>Writes the page.</summary>
    public string Write(IReadOnlyList<ExportPart> parts, IEnumerable<PersonalDataDescription> descriptions)
    {
        var known = descriptions.ToDictionary(d => d.Name, StringComparer.Ordinal);
        var title = string.Format(CultureInfo.InvariantCulture, words.Label("export-title"), person);
        _page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        _page.Append(CultureInfo.InvariantCulture, $"<title>{Safe(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>{Safe(title)}</h1>\n");
        var lead = string.Format(CultureInfo.InvariantCulture, words.Label("export-lead"), tenant, at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        _page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(lead)}</p>\n<nav aria-label=\"{Safe(words.Label("contents"))}\">\n<h2>{Safe(words.Label("contents"))}</h2>\n<ul>\n");
        foreach (var part in parts)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{part.Name}\">{Safe(words.Kind(part.Name))}</a> ({part.Records.Count})</li>\n");
        }

        _page.Append("</ul>\n</nav>\n");
        foreach (var part in parts)
        {
            Section(part, known.GetValueOrDefault(part.Name));
        }

        return _page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Section(ExportPart part, PersonalDataDescription? description)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{part.Name}\">\n<h2 id=\"{part.Name}\">{Safe(words.Kind(part.Name))}</h2>\n");
        if (description is not null)
        {
            var activity = new ProcessingActivity(description.Name, description.Purpose, description.Categories, description.Basis, description.Erased, null, null);
            _page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(words.Purpose(activity))} ({Safe(words.Basis(description.Basis))})</p>\n");
        }

        if (part.Records.Count == 0)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(words.Label("nothing-kept"))}</p>\n");
        }

        foreach (var record in part.Records)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<article>\n<h3>{Safe(words.Kind(record.Kind))}</h3>\n");
            Value(record.Data);
            Files(record);
            _page.Append("</article>\n");
        }

        _page.Append("</section>\n");
    }

    private void Files(ExportedRecord record)
    {
        if (record.Files.Count > 0)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(words.Label("files"))}</p>\n<ul>\n");
            foreach (var file in record.Files)
            {
                var address = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
                _page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{address}\">{Safe(file.Name)}</a></li>\n");
            }

            _page.Append("</ul>\n");
        }
    }

    private void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _page.Append("<dl>\n");
                foreach (var field in value.EnumerateObject())
                {
                    _page.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(words.Field(field.Name))}</dt>\n<dd>");
                    Value(field.Value);
                    _page.Append("</dd>\n");
                }

                _page.Append("</dl>\n");
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                _page.Append("<ul>\n");
                foreach (var item in value.EnumerateArray())
                {
                    _page.Append("<li>");
                    Value(item);
                    _page.Append("</li>\n");
                }

                _page.Append("</ul>\n");
                break;
            case JsonValueKind.True or JsonValueKind.False:
                _page.Append(Safe(words.Label(value.GetBoolean() ? "yes" : "no")));
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                _page.Append(Safe(value.ToString()));
                break;
            default:
                _page.Append(Safe(words.Label("none")));
                break;
        }
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
