using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Tests.Processes;

namespace Interlink.Core.Tests.Permissions;

/// <summary>What holds for every process, every set of permissions and everybody.</summary>
public class RightsProperties
{
    private static readonly AssetRight[] EveryRight = Enum.GetValues<AssetRight>();

    private static readonly Gen<Case> AnyCase =
        from tree in SomeTree.AnyTree
        from shape in Gen.Choose(0, int.MaxValue)
        select Case.Of(tree, new Random(shape));

    [Fact]
    public void Every_decision_is_that_of_the_rules_as_written() => ForAnyCase(c => c.Items.All(item => EveryRight.All(right =>
    {
        var expected = NaiveRights.Decide(c.Permissions.Permissions, c.Tree, c.Teams, c.Administers, item, right);
        var decided = c.Rights.At(item).Of(right);
        return decided.Granted == expected.Granted && decided.Ground.ToString() == expected.Ground
            && (decided.Permission is null ? expected.Permissions.Count == 0 : expected.Permissions.Contains(decided.Permission.Id));
    })));

    [Fact]
    public void The_process_is_seen_by_those_with_any_permission_in_it() => ForAnyCase(c =>
        c.Rights.SeesProcess == NaiveRights.SeesProcess(c.Permissions.Permissions, c.Tree, c.Teams, c.Administers));

    [Fact]
    public void Nobody_who_does_not_see_the_process_has_a_right_in_it() => ForAnyCase(c =>
        c.Rights.SeesProcess || c.Items.All(item => EveryRight.All(right => !c.Rights.At(item).Of(right).Granted)));

    [Fact]
    public void The_items_that_are_accessible_are_those_that_say_so_one_by_one() => ForAnyCase(c =>
    {
        var open = (c.Tree?.Items ?? []).Where(i => c.Rights.At(i.Id).Access.Granted).Select(i => i.Id).ToList();
        return c.Rights.AccessibleItems().SequenceEqual(open) && (!c.Rights.AccessesAll || (open.Count == (c.Tree?.Items.Length ?? 0) && c.Rights.At(null).Access.Granted));
    });

    [Fact]
    public void Permissions_of_other_teams_change_nothing() => ForAnyCase(c =>
    {
        var own = new ProcessPermissions([.. c.Permissions.Permissions.Where(p => c.Teams.Contains(p.Team))]).For(c.Tree, c.Teams, c.Administers);
        return c.Items.All(item => own.At(item).Summary() == c.Rights.At(item).Summary());
    });

    [Fact]
    public void The_order_of_permissions_and_teams_does_not_matter() => ForAnyCase(c =>
    {
        var turned = new ProcessPermissions([.. c.Permissions.Permissions.Reverse()]).For(c.Tree, c.Teams.Reverse(), c.Administers);
        return c.Items.All(item => EveryRight.All(right => turned.At(item).Of(right).Permission?.Id == c.Rights.At(item).Of(right).Permission?.Id));
    });

    [Fact]
    public void A_permission_on_an_item_decides_for_everything_below_that_has_none_of_its_own() => ForAnyCase(c =>
        c.Administers || (c.Tree?.Items ?? []).Where(i => i.Parent is not null && !c.Permissions.Permissions.Any(p => p.Item == i.Id && c.Teams.Contains(p.Team)))
            .All(i => c.Rights.At(i.Id).Summary() == c.Rights.At(i.Parent).Summary()));

    private static void ForAnyCase(Func<Case, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(AnyCase.ToArbitrary(), holds));

    /// <param name="Items">Every item, the process as a whole, and one that is not there.</param>
    private sealed record Case(ProcessTree? Tree, ProcessPermissions Permissions, ImmutableArray<string> Teams, bool Administers, ImmutableArray<string?> Items)
    {
        public PersonRights Rights { get; } = Permissions.For(Tree, Teams, Administers);

        public static Case Of(ProcessTree grown, Random chance)
        {
            var tree = chance.Next(12) == 0 ? null : grown;
            ImmutableArray<string?> items = [null, "not there", .. (tree?.Items ?? []).Select(i => (string?)i.Id)];
            var teams = Enumerable.Range(0, chance.Next(1, 6)).Select(i => $"team{i}").ToArray();
            var dense = chance.Next(1, 5);
            var permissions = from item in items
                              from team in teams
                              where chance.Next(dense * 3) == 0
                              select new Permission
                              {
                                  Id = $"{team} {item}",
                                  Team = team,
                                  Item = item,
                                  Rights = new AssetRights(chance.Next(2) == 0, chance.Next(2) == 0, chance.Next(2) == 0),
                                  ChangedAt = DateTimeOffset.UnixEpoch,
                              };
            return new Case(tree, new ProcessPermissions([.. permissions]), [.. teams.Where(_ => chance.Next(2) == 0)], chance.Next(15) == 0, items);
        }
    }
}
