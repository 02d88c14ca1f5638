using System.Text.RegularExpressions;
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

    private static string PasswordOf(InterlinkHost host) => Password().Match(host.Notices).Groups[1].Value;

    [GeneratedRegex(@"password\s+([a-z0-9]{4}(-[a-z0-9]{4}){3})")]
    private static partial Regex Password();
}
