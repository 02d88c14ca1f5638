using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Teams;

/// <summary>How a file would be read.</summary>
/// <param name="Lines">Lines with something in them, the header left out.</param>
/// <param name="Ready">Lines that would invite somebody, unless that person is in the team or invited already.</param>
/// <param name="First">The first lines as they were understood.</param>
/// <param name="Faults">The first lines at fault.</param>
public sealed record InvitationPreview(int Lines, int Ready, IReadOnlyList<CheckedLine> First, IReadOnlyList<CheckedLine> Faults)
{
    private const int Shown = 5, ShownFaults = 100;

    internal static InvitationPreview Of(IReadOnlyList<CheckedLine> lines) => new(
        lines.Count, lines.Count(l => l.Fault is null), [.. lines.Where(l => l.Fault is null).Take(Shown)], [.. lines.Where(l => l.Fault is not null).Take(ShownFaults)]);
}

/// <summary>What became of a list.</summary>
/// <param name="Counts">The lines, counted.</param>
/// <param name="Problems">The first lines that invited nobody.</param>
public sealed record InvitationReportView(InvitationCounts Counts, IReadOnlyList<ReportedLine> Problems)
{
    private const int Shown = 200;
    private static readonly string[] Header = ["line", "e-mail", "outcome"];

    internal static InvitationReportView Of(InvitationReport report) =>
        new(report.Counts(), [.. report.Lines.Where(l => l.Outcome is not LineOutcome.Invited).Take(Shown)]);

    internal static FileDownload File(InvitationReport report) => CsvFiles.Of("invitations.csv", Header, report.Lines.ToAsyncEnumerable().Select(Row));

    private static IReadOnlyList<string?> Row(ReportedLine line) =>
        [line.Number.ToString(CultureInfo.InvariantCulture), line.Email, System.Text.Json.JsonSerializer.SerializeToElement(line.Outcome, Json.Options).GetString()];
}
