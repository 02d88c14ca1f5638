using System.Net;
using System.Text.Json;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Platform;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>People choose how they are called, or others for them: by every door the name comes in as one line in which nothing is hidden.</summary>
public sealed class HostilePersonNameTests
{
    private const string Hostile = " \u202eAnna\r\n\u200b\u2066B\u00e9la\ufeff\u0001";
    private const string Tame = "Anna  B\u00e9la";
    private const string Invisible = "\u200b\u202e \u200d\u2069";

    [Fact]
    public async Task In_the_own_profile()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var read = await member.Get("/api/me/profile");
        using var saved = await member.PatchJson("/api/me/profile", new { name = Hostile }, read.Tag());
        Assert.Equal(Tame, (await saved.ExpectJson()).Text("name"));
        using var invisible = await member.PatchJson("/api/me/profile", new { name = Invisible }, saved.Tag());
        await invisible.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name");
    }

    [Fact]
    public async Task By_the_first_link()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var invited = await administrator.PostJson("/api/people/invitations", new { email = "anna@example.org", name = "Anna", role = "member" });
        await invited.Expect(HttpStatusCode.Created);
        var token = AccountWorld.TokenIn((await AccountWorld.Mails(host, MailTemplates.Invitation)).Single());
        using var browser = host.Anonymous();
        using var invisible = await browser.PostJson("/.auth/welcome", new { token, name = Invisible, password = People.Password });
        await invisible.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name");
        using var welcomed = await browser.PostJson("/.auth/welcome", new { token, name = Hostile, password = People.Password });
        await welcomed.Expect(HttpStatusCode.NoContent);
        Assert.Equal(Tame, (await browser.GetJson("/api/me")).Text("name"));
    }

    [Fact]
    public async Task In_invitations_one_by_one_and_by_the_list()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        await Invite("/api/people/invitations", new { email = "one@example.org", name = Hostile, role = "member" });
        await Invite("/api/people/invitations", new { email = "two@example.org", name = Invisible, role = "member" });
        await Invite($"{team}/invitations", new { email = "three@example.org", name = Hostile });
        var people = new[] { new { email = "four@example.org", name = Hostile }, new { email = "five@example.org", name = Invisible } };
        using var begun = await administrator.PostJson($"{team}/invitations/bulk", new { people });
        await administrator.WaitFor((await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!);

        var listed = (await administrator.GetJson("/api/people?limit=100")).GetProperty("items").EnumerateArray()
            .Where(p => p.Text("email") is not null).ToDictionary(p => p.Text("email")!, p => p.Text("name")!);
        Assert.Equal([Tame, "two", Tame, Tame, "five"], new[] { "one", "two", "three", "four", "five" }.Select(who => listed[$"{who}@example.org"]));

        async Task Invite(string path, object person)
        {
            using var made = await administrator.PostJson(path, person);
            await made.Expect(HttpStatusCode.Created);
        }
    }

    [Theory]
    [InlineData(Hostile, Tame)]
    [InlineData(Invisible, "first")]
    public async Task By_an_identity_of_elsewhere(string stated, string kept)
    {
        await using var host = await PlatformHost.Start();
        using var accepted = await host.Accept(PlatformHost.TokenIn(await host.Provision()), PlatformHost.Principal(), stated);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        using var me = await host.Edge.Get("/api/me", PlatformHost.Principal());
        using var told = JsonDocument.Parse(await me.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(kept, told.RootElement.Text("name"));
    }
}
