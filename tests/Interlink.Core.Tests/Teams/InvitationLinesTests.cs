using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;

namespace Interlink.Core.Tests.Teams;

public class InvitationLinesTests
{
    [Fact]
    public void Each_line_invites_somebody_or_says_why_not()
    {
        var lines = InvitationLines.Check(
        [
            new(1, " Anna@Example.ORG ", " Anna\tBērziņa ", "Dalībnieks"),
            new(2, "bruno@example.org", null, "AMMINISTRATORE"),
            new(3, "anna@example.org", "Another Anna", null),
            new(4, null, "Nobody", null),
            new(5, "=1+1", null, null),
            new(6, "carla@example.org", null, "boss"),
            new(7, "dora@example.org", new string('d', TeamLimits.Name + 1), null),
        ]);
        Assert.Equal(
            [null, null, LineOutcome.Repeated, LineOutcome.NoAddress, LineOutcome.NotAnAddress, LineOutcome.UnknownRole, LineOutcome.NameTooLong],
            lines.Select(l => l.Fault));
        Assert.Equal(("anna@example.org", "Anna Bērziņa", TeamRole.Member), (lines[0].Email, lines[0].Name, lines[0].Role));
        Assert.Equal(TeamRole.Administrator, lines[1].Role);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], lines.Select(l => l.Number));
    }

    [Fact]
    public void A_line_at_fault_does_not_take_its_address_from_a_later_one()
    {
        var lines = InvitationLines.Check([new(1, "carla@example.org", null, "boss"), new(2, "carla@example.org", null, null)]);
        Assert.Equal([LineOutcome.UnknownRole, null], lines.Select(l => l.Fault));
    }

    [Fact]
    public void What_is_shown_of_a_bad_address_is_bounded() =>
        Assert.Equal(120, InvitationLines.Check([new(1, new string('x', 5000), null, null)])[0].Email.Length);
}
