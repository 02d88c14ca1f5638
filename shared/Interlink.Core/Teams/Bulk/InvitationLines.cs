using Interlink.Core.Accounts;
using Interlink.Core.Kernel;

namespace Interlink.Core.Teams.Bulk;

/// <summary>Checks lists of people to invite, line by line. Pure.</summary>
public static class InvitationLines
{
    /// <summary>Most people of one list.</summary>
    public const int Most = 10_000;

    private const int ShownOfFault = 120;

    /// <summary>The words for roles in the languages of the interface.</summary>
    private static readonly Dictionary<string, TeamRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["member"] = TeamRole.Member,
        ["membro"] = TeamRole.Member,
        ["miembro"] = TeamRole.Member,
        ["dalībnieks"] = TeamRole.Member,
        ["dalībniece"] = TeamRole.Member,
        ["administrator"] = TeamRole.Administrator,
        ["admin"] = TeamRole.Administrator,
        ["amministratore"] = TeamRole.Administrator,
        ["amministratrice"] = TeamRole.Administrator,
        ["administrador"] = TeamRole.Administrator,
        ["administradora"] = TeamRole.Administrator,
        ["administrators"] = TeamRole.Administrator,
        ["administratore"] = TeamRole.Administrator,
    };

    /// <summary>Every line, with whom it invites or why nobody.</summary>
    public static IReadOnlyList<CheckedLine> Check(IEnumerable<InvitationLine> lines)
    {
        var seen = new HashSet<EmailAddress>();
        return [.. lines.Select(line => Check(line, seen))];
    }

    private static CheckedLine Check(InvitationLine line, HashSet<EmailAddress> seen)
    {
        var (text, name, role) = (line.Email?.Trim() ?? "", OneLine.Of(line.Name), TeamRole.Member);
        LineOutcome? fault = EmailAddress.TryParse(text, out var email) ? null : text.Length == 0 ? LineOutcome.NoAddress : LineOutcome.NotAnAddress;
        fault ??= string.IsNullOrWhiteSpace(line.Role) || Roles.TryGetValue(line.Role.Trim(), out role) ? null : LineOutcome.UnknownRole;
        fault ??= name.Length > TeamLimits.Name ? LineOutcome.NameTooLong : null;
        fault ??= seen.Add(email) ? null : LineOutcome.Repeated;
        var shown = fault is LineOutcome.NotAnAddress ? text[..Math.Min(text.Length, ShownOfFault)] : text.Length == 0 ? "" : email.Value;
        return new CheckedLine(line.Number, shown, fault is LineOutcome.NameTooLong || name.Length == 0 ? null : name, role, fault);
    }
}
