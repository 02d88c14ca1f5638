using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Teams;

public sealed class MemberNamesTests
{
    [Fact]
    public async Task Members_are_sorted_and_found_by_the_name_of_today()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var organization = await administrator.MakeOrganization();
        var (team, other) = (await administrator.MakeTeam(organization), await administrator.MakeTeam(organization, "Streets"));
        foreach (var place in new[] { team, other })
        {
            await host.Join(place, anna);
            await host.Join(place, bruno);
        }

        using var read = await anna.Get("/api/me/profile");
        using var renamed = await anna.PatchJson("/api/me/profile", new { name = "Zita Zeltiņa" }, read.Tag());
        await renamed.ExpectJson();
        foreach (var place in new[] { team, other })
        {
            Assert.Equal(["Administrator", "Bruno", "Zita Zeltiņa"], (await administrator.GetJson($"{place}/members")).Texts("items", "name"));
            Assert.Equal(["Zita Zeltiņa"], (await administrator.GetJson($"{place}/members?text=zelt")).Texts("items", "name"));
            Assert.Equal("0", (await administrator.GetJson($"{place}/members?text=anna")).Text("total"));
        }
    }
}
