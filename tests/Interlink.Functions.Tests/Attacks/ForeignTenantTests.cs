using System.Net;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Functions.Tests.Edge;
using Interlink.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>People of another tenant, its administrator among them, call every function with real ids of this one, in path and body: the answer is that for an id that nobody has,
/// found out by the same reads. The calls are the rows of the authorisation matrix, so that a new function is attacked as soon as it has its row.</summary>
public sealed partial class ForeignTenantTests(World world)
{
    /// <summary>Functions with an id in their path to which that does not apply, and why.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["GetTenantLogo"] = "Public, and names the tenant.",
        ["GetLegalText"] = "The place is a kind of text, not an id.",
        ["GetLegalVersion"] = "As GetLegalText.",
        ["GetLegalSource"] = "As GetLegalText.",
        ["PublishLegalText"] = "As GetLegalText.",
        ["GetErasureCertificate"] = "Public, and names the tenant.",
        ["OpenDownload"] = "The place is a sealed link that names tenant, asset and person; it is good for whoever holds it, while the person's right lasts.",
    };

    private static readonly Row[] Attacked =
    [
        .. World.Slices.SelectMany(s => s.Rows).Where(r => HasId(r) && !Exempt.ContainsKey(r.Function) && !r.Request.Contains(" platform/", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Functions => [.. Attacked.Select(r => r.Function).Distinct()];

    [Fact]
    public void Every_function_with_an_id_in_its_path_is_attacked() => Assert.Empty(
        HttpFunction.All.Where(f => IdPlace().IsMatch(f.Route) && !f.Route.StartsWith("platform/", StringComparison.Ordinal))
            .Select(f => f.Name).Except(Exempt.Keys).Except(Attacked.Select(r => r.Function)));

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_foreign_id_is_answered_as_one_that_nobody_has(string function)
    {
        await world.Ready();
        Client[] attackers = [world.As(Role.Foreigner), await world.Host.As("member-elsewhere", "elsewhere")];
        using var logs = new CollectedLogs();
        world.Host.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        foreach (var row in Attacked.Where(r => r.Function == function))
        {
            var ids = row.Before is null ? world.Ids : world.Ids.Concat(await row.Before(world, Role.ProcessAdministrator)).DistinctBy(p => p.Key).ToDictionary();
            foreach (var attacker in attackers)
            {
                var foreign = await Attempt.Make(attacker, row, ids, id => id);
                var missing = await Attempt.Make(attacker, row, ids, Missing);
                Assert.Equal(missing.Answer, foreign.Answer);
                Assert.Equal(missing.Reads, foreign.Reads);
                Assert.DoesNotContain(world.Secrets, secret => foreign.Answer.Contains(secret, StringComparison.Ordinal));
                Assert.True(foreign.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{row.Request} answered {foreign.Answer}");
            }
        }

        Assert.DoesNotContain(logs.Lines, line => world.Secrets.Any(s => line.Contains(s, StringComparison.Ordinal)));
    }

    /// <summary>Another id of the same form.</summary>
    internal static string Missing(string id) => id switch
    {
        _ when Ulids.IsId(id) => Ulids.Derive(id, "missing"),
        _ when id.LastIndexOf('.') is > 0 and var dot && Ulids.IsId(id[(dot + 1)..]) => $"{id[..(dot + 1)]}{Ulids.Derive(id, "missing")}",
        _ when id.StartsWith("msg_", StringComparison.Ordinal) => $"msg_{Missing(id[4..])}",
        _ when Hash().IsMatch(id) => $"{id[..^8]}00000000",
        _ => $"missing-{id}",
    };

    private static bool HasId(Row row) => HttpFunction.All.Single(f => f.Name == row.Function) is var function && IdPlace().IsMatch(function.Route);

    [GeneratedRegex(@"\{[^*:}]+\}")]
    private static partial Regex IdPlace();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
