using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>The record of processing as files that can be handed on: JSON for programs, CSV for spreadsheets, HTML for people.</summary>
public static class ProcessingFiles
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:70rem;margin:0 auto;padding:1.5rem}"
        + "table{border-collapse:collapse}th,td{border:1px solid #595959;padding:.4rem .6rem;text-align:start;vertical-align:top}dt{font-weight:600}.wide{overflow-x:auto}";

    private static readonly JsonSerializerOptions Written = new(Json.Options) { WriteIndented = true };

    /// <summary>The record as JSON, in the words of the API.</summary>
    public static string AsJson(ProcessingRecord record) => JsonSerializer.Serialize(record, Written);

    /// <summary>The activities as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read it); cells that a spreadsheet would run are made harmless.</summary>
    public static string AsCsv(ProcessingRecord record, PrivacyWords words)
    {
        var text = new StringBuilder("\ufeff");
        Row(text, [words.Label("activity"), words.Label("why"), words.Label("categories"), words.Label("basis"), words.Label("how-long"), words.Label("erasure"), words.Label("controller")]);
        foreach (var a in record.Activities)
        {
            Row(text, [.. Cells(a, words), record.Controller.Name]);
        }

        return text.ToString();
    }

    /// <summary>The record as one page without scripts.</summary>
    public static string AsHtml(ProcessingRecord record, PrivacyWords words, DateTimeOffset at)
    {
        var page = new StringBuilder();
        var lead = string.Format(CultureInfo.InvariantCulture, words.Label("record-lead"), record.Controller.Name, at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Safe(words.Label("record-title"))}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>{Safe(words.Label("record-title"))}</h1>\n<p>{Safe(lead)}</p>\n<dl>\n");
        Pair(page, words.Label("controller"), record.Controller.Name);
        Pair(page, words.Label("address"), record.Controller.PostalAddress ?? words.Label("not-stated"));
        Pair(page, words.Label("contact"), record.Controller.Contact ?? words.Label("not-stated"));
        Pair(page, words.Label("dpo"), record.Controller.DataProtectionOfficer ?? words.Label("not-stated"));
        Pair(page, words.Label("authority"), record.Controller.SupervisoryAuthority ?? words.Label("authority-of-residence"));
        Pair(page, words.Label("subjects"), words.Label("subjects-are"));
        Pair(page, words.Label("transfers"), words.Label("transfers-are"));
        page.Append("</dl>\n");
        Table(page, words.Label("activities"),
            [words.Label("activity"), words.Label("why"), words.Label("categories"), words.Label("basis"), words.Label("how-long"), words.Label("erasure")],
            record.Activities.Select(a => Cells(a, words)));
        Table(page, words.Label("recipients"), [words.Label("recipients"), words.Label("role"), words.Label("country")],
            record.Recipients.Select(r => (IReadOnlyList<string>)[words.Recipient(r.Name), words.Recipient(r.Role), r.Country ?? words.Label("not-stated")]));
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(words.Label("measures"))}</h2>\n<ul>\n");
        foreach (var measure in record.Measures)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Safe(words.Measure(measure))}</li>\n");
        }

        return page.Append("</ul>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static IReadOnlyList<string> Cells(ProcessingActivity activity, PrivacyWords words) =>
    [
        words.Kind(activity.Name), words.Purpose(activity), string.Join(", ", activity.Categories.Select(words.Category)), words.Basis(activity.Basis),
        words.HowLong(activity), words.Erased(activity.Erased),
    ];

    private static void Table(StringBuilder page, string title, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(title)}</h2>\n<div class=\"wide\"><table>\n<caption>{Safe(title)}</caption>\n<thead><tr>");
        foreach (var head in heads)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Safe(head)}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Safe(row[0])}</th>");
            foreach (var cell in row.Skip(1))
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{Safe(cell)}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static void Pair(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(name)}</dt>\n<dd>{Safe(value)}</dd>\n");

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append(string.Join(',', cells.Select(Cell))).Append("\r\n");

    private static string Cell(string text) =>
        $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
