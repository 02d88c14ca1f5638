using System.Text;
using CsvHelper;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Teams;

/// <summary>Answers tables as CSV (RFC 4180) in UTF-8 with a mark, which spreadsheets want; what they would take for a formula is guarded by an apostrophe.</summary>
internal static class CsvFiles
{
    /// <summary>What stands before a guarded cell.</summary>
    public const char Guard = '\'';

    private const string MediaType = "text/csv; charset=utf-8";
    private const int RowsAtOnce = 500;

    private static readonly CsvWriterOptions Form = new() { Injection = CsvInjection.Escape, InjectionEscape = Guard };

    /// <summary>Whether a spreadsheet could take a cell that begins so for a formula.</summary>
    public static bool IsFormula(char first) => Form.InjectionCharacters.Contains(first);

    /// <summary>A file of rows that are read while it is sent.</summary>
    public static FileDownload Of(string fileName, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows) =>
        new(new PulledStream(Pages(header, rows)), MediaType, fileName);

    private static async IAsyncEnumerable<byte[]> Pages(IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows)
    {
        yield return [.. Encoding.UTF8.Preamble, .. Page([header])];
        await foreach (var page in rows.Chunk(RowsAtOnce))
        {
            yield return Page(page);
        }
    }

    private static byte[] Page(IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var page = new MemoryStream();
        using (var csv = CsvWriter.Create(page, Form, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell);
                }

                csv.EndRecord();
            }
        }

        return page.ToArray();
    }
}
