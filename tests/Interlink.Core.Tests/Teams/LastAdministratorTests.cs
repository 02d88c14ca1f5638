using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Organizations;
using Interlink.Core.Teams;

namespace Interlink.Core.Tests.Teams;

/// <summary>Whatever is done to a team in whatever order, somebody administers it, and each step does what a naive list of roles says.</summary>
public class LastAdministratorTests
{
    private static readonly string[] People = ["ada", "bo", "cy", "di"];

    private enum Act
    {
        Promote,
        Demote,
        Remove,
    }

    [Fact]
    public void A_team_never_loses_its_last_administrator_and_does_as_a_naive_model_does() => Prop.ForAll(
        Gen.ArrayOf(from act in Gen.Elements(Enum.GetValues<Act>()) from person in Gen.Elements(People) select (act, person)).ToArbitrary(),
        steps =>
        {
            var (team, model) = (Some("ada"), new Dictionary<string, TeamRole> { ["ada"] = TeamRole.Administrator });
            foreach (var (act, person) in steps)
            {
                var after = act switch
                {
                    Act.Promote => TeamRoster.SetRole(team, person, TeamRole.Administrator),
                    Act.Demote => TeamRoster.SetRole(team, person, TeamRole.Member),
                    _ => TeamRoster.Remove(team, person),
                };
                if (after.Succeeded != Naive(model, act, person))
                {
                    return false;
                }

                team = after.Succeeded ? after.Value : team;
                if (team.Administrators.Count == 0 || !team.Administrators.ToHashSet().SetEquals(model.Where(m => m.Value is TeamRole.Administrator).Select(m => m.Key)))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void More_administrators_than_a_document_should_hold_are_refused()
    {
        var full = Some([.. Enumerable.Range(0, Administrators.Most).Select(i => $"person-{i}")]);
        Assert.IsType<TooManyAdministrators>(TeamRoster.SetRole(full, "one-more", TeamRole.Administrator).Error);
        Assert.Same(full, TeamRoster.SetRole(full, "person-7", TeamRole.Administrator).Value);
        Assert.Equal(Administrators.Most - 1, TeamRoster.Remove(full, "person-7").Value.Administrators.Count);
    }

    // The rule in the plainest words: do it to a copy, and take it back when nobody administers the copy.
    private static bool Naive(Dictionary<string, TeamRole> model, Act act, string person)
    {
        var copy = new Dictionary<string, TeamRole>(model);
        switch (act)
        {
            case Act.Promote:
                copy[person] = TeamRole.Administrator;
                break;
            case Act.Demote:
                copy[person] = TeamRole.Member;
                break;
            default:
                copy.Remove(person);
                break;
        }

        if (!copy.ContainsValue(TeamRole.Administrator))
        {
            return false;
        }

        model.Clear();
        foreach (var (key, role) in copy)
        {
            model[key] = role;
        }

        return true;
    }

    internal static Team Some(params string[] administrators) => new()
    {
        Id = "t",
        Organization = "o",
        Name = "Parks",
        Type = TeamType.Citizen,
        TakesApplications = true,
        Administrators = administrators,
        CreatedAt = default,
        UpdatedAt = default,
    };
}
