using System.Net;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Teams;
using Interlink.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

public sealed class MemberExportTests
{
    [Fact]
    public async Task Members_are_exported_with_formulas_guarded_for_those_who_manage_the_team()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization(), "Parks \"&\" trees");
        await host.Join(team, anna);
        await Add(host, team, "=HYPERLINK(\"x\")", "-evil@example.org");
        using var file = await administrator.Get($"{team}/members/export");
        await file.Expect(HttpStatusCode.OK);
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n");
        Assert.Equal("e-mail,name,role,since", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("administrator@example.org,Administrator,administrator,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("\"'-evil@example.org\",\"'-evil\",member,", StringComparison.Ordinal));
        Assert.Equal(5, lines.Length);
        using var refused = await anna.Get($"{team}/members/export");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
    }

    [Fact]
    public async Task A_large_team_is_exported_whole()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(i => Add(host, team, $"Person {i}", $"person{i}@example.org")));
        var text = await administrator.Http.GetStringAsync($"{team}/members/export", TestContext.Current.CancellationToken);
        Assert.Equal(1201, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Distinct().Count());
    }

    private static async Task Add(InterlinkHost host, string team, string name, string email)
    {
        var tenant = TenantId.Parse("varam");
        var account = (await host.Services.GetRequiredService<Invitations>().Ensure(tenant, EmailAddress.Parse(email), Scope.Member, CancellationToken.None)).Value;
        var actor = new Caller(tenant, account.Subject, name, new HashSet<string>());
        await host.Services.GetRequiredService<JoinTeam>().Add(actor, TeamFlow.IdOf(team), new PersonReference(account.Subject, name), TeamRole.Member, null, CancellationToken.None);
    }
}
