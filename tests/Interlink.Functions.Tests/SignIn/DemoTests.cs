using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Local.Accounts;

namespace Interlink.Functions.Tests.SignIn;

public sealed partial class DemoTests
{
    [Fact]
    public async Task The_demonstration_has_people_of_every_role_who_can_sign_in_with_the_printed_password()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Arguments = ["--demo"] });
        foreach (var person in DemoPeople.All)
        {
            using var browser = host.Anonymous();
            await browser.SignIn(person.Email, PasswordOf(host));
            var me = await browser.GetJson("/api/me");
            Assert.Equal(person.Name, me.GetProperty("name").GetString());
            Assert.Equal("demo", me.GetProperty("tenant").GetProperty("id").GetString());
            Assert.Contains(person.Scope, me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        }
    }

    [Fact]
    public async Task The_password_is_the_data_folders_own_and_stays()
    {
        await using var one = await InterlinkHost.Start(new HostOptions { Arguments = ["--demo"] });
        await using var other = await InterlinkHost.Start(new HostOptions { Arguments = ["--demo"] });
        var password = PasswordOf(one);
        Assert.NotEqual(password, PasswordOf(other));
        Assert.Null(PasswordPolicy.Judge(password, null));
        await one.StartAgain();
        Assert.Equal(password, PasswordOf(one));
    }

    [Fact]
    public async Task The_demonstration_gets_the_starter_catalogue_once_without_anybody_asking()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Arguments = ["--demo"] });
        using var curator = host.Anonymous();
        await curator.SignIn("curator@example.org", PasswordOf(host));
        var import = await FirstImport(curator);
        Assert.Equal("interlink-starter-catalogue.zip", import.GetProperty("source").GetString());
        Assert.Equal(19, (await curator.GetJson("/api/catalogue/interlinkers")).GetProperty("total").GetInt32());

        await host.StartAgain();
        curator.MoveTo(host.Address);
        using var asked = await curator.Send(new HttpRequestMessage(HttpMethod.Post, "/api/catalogue/starter"));
        await curator.WaitFor((await asked.ExpectJson(HttpStatusCode.Accepted)).GetProperty("id").GetString()!);
        Assert.Equal(2, (await curator.GetJson("/api/catalogue/imports")).GetProperty("total").GetInt32());
    }

    private static async Task<JsonElement> FirstImport(Client curator)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var imports = (await curator.GetJson("/api/catalogue/imports")).GetProperty("items");
            if (imports.GetArrayLength() > 0 && imports[0].TryGetProperty("finishedAt", out _))
            {
                return imports[0];
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private static string PasswordOf(InterlinkHost host) => Password().Match(host.Notices).Groups[1].Value;

    [GeneratedRegex(@"password\s+([a-z0-9]{4}(-[a-z0-9]{4}){3})")]
    private static partial Regex Password();
}
