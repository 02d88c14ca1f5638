namespace Interlink.Core.Kernel;

/// <summary>One line of a table for people (RFC 4180), without its end.</summary>
public static class CsvLine
{
    /// <summary>Writes the cells.</summary>
    public static string Of(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    // What a spreadsheet would take for a formula is told from it by an apostrophe.
    private static string Cell(string? text) => text switch
    {
        null => "",
        ['=' or '+' or '-' or '@' or '\t' or '\r', ..] => Quoted($"'{text}"),
        _ when text.AsSpan().ContainsAny("\",\r\n") => Quoted(text),
        _ => text,
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
