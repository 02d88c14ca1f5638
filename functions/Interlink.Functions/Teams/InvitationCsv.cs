using System.Text;
using CsvHelper;
using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;

namespace Interlink.Functions.Teams;

/// <summary>Reads lists of people from CSV: e-mail, name, role; with a header in any language of the interface or none; separated by comma, semicolon or tab;
/// in UTF-8, UTF-16 with a mark, or Windows-1252.</summary>
public static class InvitationCsv
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly HashSet<string> EmailWords = Words("email", "e-mail", "mail", "e-mail address", "email address", "indirizzo e-mail", "indirizzo email",
        "posta elettronica", "correo", "correo electrónico", "dirección de correo electrónico", "e-pasts", "e-pasta adrese");

    private static readonly HashSet<string> NameWords = Words("name", "full name", "nome", "nome e cognome", "nombre", "nombre y apellidos", "vārds", "vārds, uzvārds", "vārds un uzvārds");

    private static readonly HashSet<string> RoleWords = Words("role", "ruolo", "rol", "papel", "loma");

    /// <summary>Reads a file.</summary>
    /// <returns>The lines that are not blank, without the header; <see cref="InvalidInput"/> when there is none, <see cref="TooManyInvitations"/>.</returns>
    public static Outcome<IReadOnlyList<InvitationLine>> Read(ReadOnlyMemory<byte> file)
    {
        // A line break ends a line whatever quote is open: one stray quote must not swallow the rest of a list.
        using var csv = CsvReader.Create(file, new CsvReaderOptions
        {
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
            Encoding = EncodingOf(file.Span),
        });
        var (lines, columns) = (new List<InvitationLine>(), (Columns?)null);
        while (csv.Read())
        {
            if (columns is null && (columns = Columns.Of(csv)) is { IsHeader: true })
            {
                continue;
            }

            var line = new InvitationLine((int)csv.LineNumber, At(csv, columns.Email), At(csv, columns.Name), At(csv, columns.Role));
            if (line is { Email: null, Name: null, Role: null })
            {
                continue;
            }

            if (lines.Count == InvitationLines.Most)
            {
                return new TooManyInvitations(InvitationLines.Most);
            }

            lines.Add(line);
        }

        return lines.Count == 0
            ? new InvalidInput("body", "empty", "There is nobody in this file.")
            : Outcome<IReadOnlyList<InvitationLine>>.Of(lines);
    }

    private static string? At(CsvReader csv, int column) => column < 0 || csv.IsEmpty(column) ? null : Unguarded(csv.GetString(column).Trim());

    // What our own exports put before a cell that a spreadsheet would take for a formula.
    private static string Unguarded(string cell) => cell.Length > 1 && cell[0] == CsvFiles.Guard && CsvFiles.IsFormula(cell[1]) ? cell[1..] : cell;

    /// <summary>Windows-1252 for what cannot be UTF-8; null for the reader's own judgment, which heeds a mark at the beginning.</summary>
    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) || System.Text.Unicode.Utf8.IsValid(bytes)
            ? null
            : CodePagesEncodingProvider.Instance.GetEncoding(1252);

    private static HashSet<string> Words(params string[] words) => new(words, StringComparer.OrdinalIgnoreCase);

    /// <param name="IsHeader">Whether the first line names them.</param>
    private sealed record Columns(bool IsHeader, int Email, int Name, int Role)
    {
        private const int MostLookedAt = 50;

        public static Columns Of(CsvReader csv)
        {
            var cells = Enumerable.Range(0, Math.Min(csv.FieldCount, MostLookedAt)).Select(i => csv.GetString(i).Trim()).ToList();
            var (email, name, role) = (cells.FindIndex(EmailWords.Contains), cells.FindIndex(NameWords.Contains), cells.FindIndex(RoleWords.Contains));
            return email >= 0 ? new Columns(true, email, name, role) : new Columns(false, 0, 1, 2);
        }
    }
}
