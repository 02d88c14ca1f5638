using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Teams;

namespace Interlink.Core.Tests.Teams;

/// <summary>Who may what with organizations and teams: every combination, against the sentences of the rules.</summary>
public class RightsTests
{
    public static TheoryData<bool, bool, bool, bool, TeamCreation> Everybody()
    {
        var all = new TheoryData<bool, bool, bool, bool, TeamCreation>();
        foreach (var bits in Enumerable.Range(0, 16))
        {
            foreach (var creation in Enum.GetValues<TeamCreation>())
            {
                all.Add((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0, creation);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public void Rights_in_an_organization_follow_from_who_somebody_is(
        bool isPublic, bool runsTenant, bool runsOrganization, bool isInside, TeamCreation creation)
    {
        var organization = Some(isPublic, creation, runsOrganization ? ["me"] : ["other"]);
        var rights = OrganizationRights.Of(organization, Caller(runsTenant), isInside);
        var manages = runsTenant || runsOrganization;
        Assert.Equal(manages, rights.Manage);
        Assert.Equal(manages || isInside, rights.SeeMembers);
        Assert.Equal(manages || isInside || isPublic, rights.See);
        Assert.Equal(
            manages || (isInside && creation is not TeamCreation.Administrators) || (isPublic && creation is TeamCreation.Anyone), rights.CreateTeam);
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, true, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, true, false, false)]
    public void A_team_is_managed_by_its_administrators_while_they_are_members(bool isMember, bool isNamed, bool takesApplications, bool manages)
    {
        var team = LastAdministratorTests.Some(isNamed ? "me" : "other") with { TakesApplications = takesApplications };
        var rights = TeamRights.Of(team, new OrganizationRights(true, isMember, false, false), Caller(false), isMember);
        Assert.Equal((manages, isMember, !isMember && takesApplications), (rights.Manage, rights.Leave, rights.Apply));
        Assert.True(TeamRights.Of(team, new OrganizationRights(true, true, true, true), Caller(false), false).Manage);
    }

    [Fact]
    public void After_a_rejection_a_person_waits_and_after_anything_else_not()
    {
        var now = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var application = new TeamApplication { Id = "a", Team = "t", Applicant = new("me", "Me"), AppliedAt = now, DecidedAt = now };
        Assert.IsType<ApplicationWaits>(application.WhyNotAgain(now));
        Assert.IsType<AppliedTooSoon>((application with { State = ApplicationState.Rejected }).WhyNotAgain(now + TeamApplication.Pause - TimeSpan.FromTicks(1)));
        Assert.Null((application with { State = ApplicationState.Rejected }).WhyNotAgain(now + TeamApplication.Pause));
        Assert.Null((application with { State = ApplicationState.Withdrawn }).WhyNotAgain(now));
        Assert.Null((application with { State = ApplicationState.Accepted }).WhyNotAgain(now));
    }

    private static Caller Caller(bool runsTenant) =>
        new(TenantId.Parse("varam"), "me", "Me", new HashSet<string> { runsTenant ? Scope.Administrator : Scope.Member });

    private static Organization Some(bool isPublic, TeamCreation creation, IReadOnlyList<string> administrators) => new()
    {
        Id = "o",
        Name = LocalizedText.Of("en", "Riga"),
        IsPublic = isPublic,
        DefaultTeamType = TeamType.Citizen,
        TeamCreation = creation,
        Administrators = administrators,
        CreatedAt = default,
        UpdatedAt = default,
    };
}
