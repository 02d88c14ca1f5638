using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Tests.Processes;

namespace Interlink.Core.Tests.Permissions;

/// <summary>The rules by example, as docs/permissions.md tells them.</summary>
public class PersonRightsTests
{
    private static readonly ProcessTree Tree = SomeTree.Tree;
    private static readonly string Engage = Tree.The("engage").Id, People = Tree.The("people").Id, List = Tree.The("list").Id, Draft = Tree.The("draft").Id;

    [Fact]
    public void Whoever_has_no_permission_does_not_see_the_process() =>
        Assert.False(Of(["citizens"], Permission("officers", null, "acd")).SeesProcess);

    [Fact]
    public void A_permission_on_the_process_reaches_every_item()
    {
        var rights = Of(["citizens"], Permission("citizens", null, "a"));
        Assert.True(rights.SeesProcess);
        Assert.True(rights.AccessesAll);
        Assert.Equal(new AssetRights(true, false, false), rights.At(Draft).Summary());
    }

    [Fact]
    public void The_deepest_level_wins_even_when_it_says_no()
    {
        var rights = Of(["citizens"], Permission("citizens", null, "acd"), Permission("citizens", People, ""));
        Assert.True(rights.At(Draft).Delete.Granted);
        Assert.True(rights.At(Engage).Create.Granted);
        Assert.Equal(new AssetRights(false, false, false), rights.At(List).Summary());
        Assert.Equal(People, rights.At(List).Access.Permission!.Item);
    }

    [Fact]
    public void On_one_level_yes_wins_right_by_right()
    {
        var rights = Of(["citizens", "officers"], Permission("citizens", People, "a"), Permission("officers", People, "c"));
        Assert.Equal(new AssetRights(true, true, false), rights.At(List).Summary());
        Assert.Equal(("citizens", "officers", "citizens"), (Team(AssetRight.Access), Team(AssetRight.Create), Team(AssetRight.Delete)));

        string? Team(AssetRight right) => rights.At(List).Of(right).Permission?.Team;
    }

    [Fact]
    public void A_permission_on_one_item_shows_the_process_and_opens_nothing_else()
    {
        var rights = Of(["citizens"], Permission("citizens", List, "a"));
        Assert.True(rights.SeesProcess);
        Assert.False(rights.AccessesAll);
        Assert.Equal([List], rights.AccessibleItems());
        Assert.Equal(VerdictGround.NoPermission, rights.At(Draft).Access.Ground);
    }

    [Fact]
    public void A_permission_that_says_no_three_times_still_shows_the_process() =>
        Assert.True(Of(["citizens"], Permission("citizens", List, "")).SeesProcess);

    [Fact]
    public void A_permission_on_an_item_that_is_gone_counts_for_nothing() =>
        Assert.False(Of(["citizens"], Permission("citizens", "gone", "acd")).SeesProcess);

    [Fact]
    public void Administrators_have_every_right_whatever_their_teams_are_told()
    {
        var rights = new ProcessPermissions([Permission("citizens", null, "")]).For(Tree, ["citizens"], administers: true);
        Assert.Equal(new AssetRights(true, true, true), rights.At(List).Summary());
        Assert.Equal(VerdictGround.ProcessAdministrator, rights.At(null).Create.Ground);
    }

    private static PersonRights Of(string[] teams, params Permission[] permissions) => new ProcessPermissions([.. permissions]).For(Tree, teams, false);

    private static Permission Permission(string team, string? item, string rights) => new()
    {
        Id = $"{team} {item}",
        Team = team,
        Item = item,
        Rights = new AssetRights(rights.Contains('a'), rights.Contains('c'), rights.Contains('d')),
        ChangedAt = DateTimeOffset.UnixEpoch,
    };
}
