using System.Diagnostics;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;

namespace Interlink.Benchmarks;

/// <summary>Decisions about rights in memory: a process with 200 items and 50 teams, with as many permissions as a process may have.</summary>
internal static class PermissionBenchmarks
{
    private const int Teams = 50;
    private const int Decisions = 200_000;
    private const int People = 1_000;

    public static Task Run(string[] args)
    {
        var tree = ProcessTree.From(Schema(), "en", new Ulids(TimeProvider.System)).Value;
        var chance = new Random(17);
        var permissions = Granted(tree, chance);
        List<Figure> figures = [new("Items, teams, permissions", Text($"{tree.Items.Length}, {Teams}, {permissions.Permissions.Length}"))];
        foreach (var memberships in new[] { 3, Teams })
        {
            var teams = Enumerable.Range(0, Teams).OrderBy(_ => chance.Next()).Take(memberships).Select(TeamOf).ToArray();
            figures.Add(new(Text($"Gathering the rights of a person in {memberships} teams, once a request"), Microseconds(People, _ => permissions.For(tree, teams, false).SeesProcess)));
            var rights = permissions.For(tree, teams, false);
            var items = tree.Items.Select(i => i.Id).ToArray();
            figures.Add(new("One decision for that person, three rights with their reasons", Microseconds(Decisions, i => rights.At(items[i % items.Length]).Access.Granted)));
            figures.Add(new("Both, for one question asked alone", Microseconds(People, i => permissions.For(tree, teams, false).At(items[i % items.Length]).Access.Granted)));
        }

        Benchmark.Print("Decisions about rights", figures);
        return Task.CompletedTask;
    }

    private static ProcessPermissions Granted(ProcessTree tree, Random chance)
    {
        string?[] places = [null, .. tree.Items.Select(i => (string?)i.Id)];
        var all = from place in places from team in Enumerable.Range(0, Teams) select (place, team);
        return new ProcessPermissions([.. all.OrderBy(_ => chance.Next()).Take(ProcessPermissions.Most).Select(p => new Permission
        {
            Id = Ulids.Derive(p.place ?? "", TeamOf(p.team)),
            Team = TeamOf(p.team),
            Item = p.place,
            Rights = new AssetRights(chance.Next(2) == 0, chance.Next(2) == 0, chance.Next(2) == 0),
            ChangedAt = DateTimeOffset.UnixEpoch,
        })]);
    }

    /// <summary>4 phases of 7 objectives of 6 tasks: 200 items.</summary>
    private static CoproductionSchema Schema() => new()
    {
        Id = "synthetic",
        Name = LocalizedText.Of("en", "Synthetic"),
        Phases = [.. Enumerable.Range(0, 4).Select(p => Item($"p{p}", Enumerable.Range(0, 7).Select(o => Item($"p{p}o{o}", Enumerable.Range(0, 6).Select(t => Item($"p{p}o{o}t{t}", []))))))],
    };

    private static SchemaItem Item(string id, IEnumerable<SchemaItem> items) => new() { Id = id, Name = LocalizedText.Of("en", id), Items = [.. items] };

    private static string TeamOf(int number) => Ulids.Derive("team", Text($"{number}"));

    /// <summary>The best of five rounds, each of many runs, in microseconds a run.</summary>
    private static string Microseconds(int runs, Func<int, bool> run)
    {
        var (best, yes) = (double.MaxValue, 0);
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < runs; i++)
            {
                yes += run(i) ? 1 : 0;
            }

            best = Math.Min(best, watch.Elapsed.TotalMicroseconds / runs);
        }

        return Text($"{best:0.000} µs ({100.0 * yes / (5.0 * runs):0} % yes)");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
