using System.Text;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.OpenApi;
using Interlink.Functions.Tests.OpenApi;

namespace Interlink.Functions.Tests.Edge;

public sealed class RefusalTests
{
    private static readonly IReadOnlyList<Error> Refusals =
    [
        .. new[] { typeof(Error).Assembly, typeof(Composition).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.IsSubclassOf(typeof(Error)) && !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal).Select(ApiRefusals.ExampleOf),
    ];

    [Fact]
    public void The_types_of_refusals_are_those_that_were_accepted()
    {
        var text = new StringBuilder("# Refusals\n\nEvery `type` that a problem can have, with its status. Clients compare types: none is ever renamed, and none changes its status.\n\n| type | status |\n|---|---|\n");
        foreach (var refusal in Refusals.Select(r => (r.Type, Status: Status(r))).Distinct().OrderBy(r => r.Type, StringComparer.Ordinal))
        {
            text.Append($"| `/problems/{refusal.Type}` | {refusal.Status} |\n");
        }

        Snapshot.Verify("docs/problems.md", text.ToString());
    }

    [Fact]
    public void A_type_is_kebab_case_and_has_one_status()
    {
        Assert.All(Refusals, refusal =>
        {
            Assert.Matches(new Regex("^[a-z]+(-[a-z]+)*$"), refusal.Type);
            Assert.EndsWith(".", refusal.Detail, StringComparison.Ordinal);
        });
        Assert.Empty(Refusals.GroupBy(r => r.Type).Where(g => g.Select(r => r.Kind).Distinct().Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_family_of_refusals_has_a_status_of_its_own() =>
        Assert.Equal(Enum.GetValues<ErrorKind>().Length, Enum.GetValues<ErrorKind>().Select(Problem.StatusOf).Distinct().Count());

    private static int Status(Error refusal) => refusal.Type == "unexpected" ? 500 : Problem.StatusOf(refusal.Kind);
}
