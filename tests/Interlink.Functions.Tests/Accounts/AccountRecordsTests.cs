using System.Net;
using System.Text;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Privacy;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Privacy;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;
using Interlink.Functions.Tests.Webhooks;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Accounts;

/// <summary>What is kept about accounts, handed out, told and forgotten.</summary>
public sealed class AccountRecordsTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    [Fact]
    public async Task A_copy_holds_the_whole_account_and_none_of_its_secrets()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });
        var (member, secret, codes) = await SecondFactorTests.Enrolled(host);
        using var pictured = await member.PutBytes("/api/me/picture", PictureTests.Png);
        using var read = await member.Get("/api/me/profile");
        using var edited = await member.PatchJson(
            "/api/me/profile", new { name = "Anna Ozola", language = "lv", spokenLanguages = new[] { "lv", "et" }, timeZone = "Europe/Riga", notifications = new { invitations = true, teams = false } },
            read.Tag());
        await edited.ExpectJson();
        await AccountWorld.Change(host, member.Subject, account => account with { Identities = [new SignInIdentity("eidas", "card-7")] });
        using var passkey = new SoftPasskey();
        using var asked = await member.PostJson("/.auth/passkeys/question", new { password = Tests.People.Password });
        using var added = await PasskeyTests.Add(member, passkey.Make(await asked.ExpectJson(), host.Address.GetLeftPart(UriPartial.Authority)));
        await added.Expect(HttpStatusCode.NoContent);

        var files = await member.Fetch(await member.Export());
        var records = JsonElement.Parse(files["accounts.json"]).EnumerateArray().ToLookup(r => r.Text("kind"), r => r.GetProperty("data"));
        Assert.Equal(["account", "identity", "passkey", "session"], records.Select(r => r.Key).Order());
        var account = Assert.Single(records["account"]);
        Assert.Equal(("Anna Ozola", "member@example.org", "lv", "Europe/Riga"), (account.Text("name"), account.Text("email"), account.Text("language"), account.Text("timeZone")));
        Assert.Equal(["lv", "et"], account.GetProperty("spokenLanguages").EnumerateArray().Select(l => l.GetString()));
        Assert.False(account.GetProperty("notifications").GetProperty("teams").GetBoolean());
        Assert.Equal(("eidas", "card-7"), (Assert.Single(records["identity"]).Text("provider"), Assert.Single(records["identity"]).Text("id")));
        Assert.Equal("Telephone", Assert.Single(records["passkey"]).Text("name"));
        Assert.Equal("127.0.0.0/24", Assert.Single(records["session"]).Text("network"));
        Assert.Contains(files.Keys, name => name.StartsWith("files/", StringComparison.Ordinal) && name.EndsWith("picture.png", StringComparison.Ordinal));

        var kept = await AccountWorld.Account(host, member.Subject);
        var all = string.Concat(files.Values.Select(Encoding.Latin1.GetString));
        Assert.All([secret, codes[0], kept.Body.PasswordHash!, kept.Body.Stamp], hidden => Assert.DoesNotContain(hidden, all, StringComparison.Ordinal));
        Assert.All(["publicKey", "recoveryCodes", "stamp"], hidden => Assert.DoesNotContain(hidden, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Sessions_that_are_over_are_remembered_for_as_long_as_the_tenant_says()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var (administrator, member) = (await host.As("administrator"), await host.As("member"));
        await administrator.Decide(0, new Dictionary<string, int> { ["sign-in-records"] = 10 });
        using var tooLong = await Decided(administrator, 91);
        await tooLong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "retentionDays.sign-in-records");
        Assert.Equal(2, await AccountWorld.Count(host, "account-session"));
        host.Clock.Jump(TimeSpan.FromDays(9));
        await member.SignIn("member@example.org", Tests.People.Password);
        await host.Services.GetRequiredService<EnforceRetention>().Run(Varam, TestContext.Current.CancellationToken);
        Assert.Equal(3, await AccountWorld.Count(host, "account-session"));
        host.Clock.Jump(TimeSpan.FromDays(2));
        await member.SignIn("member@example.org", Tests.People.Password);
        await host.Services.GetRequiredService<EnforceRetention>().Run(Varam, TestContext.Current.CancellationToken);
        Assert.Equal(2, await AccountWorld.Count(host, "account-session"));
        await member.GetJson("/api/me");
    }

    [Fact]
    public async Task Every_account_that_an_invitation_makes_is_told_of_once_with_who_invited()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        var people = Enumerable.Range(0, 70).Select(i => new { email = $"person{i}@example.org" }).Append(new { email = "administrator@example.org" });
        using var begun = await administrator.PostJson($"{team}/invitations/bulk", new { people });
        await administrator.WaitFor((await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!);
        var told = await AccountWorld.Told(host, "account.created");
        Assert.Equal(70, told.Select(e => e.Subject).Distinct().Count());
        Assert.All(told, e => Assert.Equal(administrator.Subject, e.Actor));
        Assert.All(told, e => Assert.DoesNotContain("@", e.Data.GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invitation_is_mailed_to_somebody_with_an_account_only_if_that_person_wants_such_mails(bool wanted)
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, member) = (await host.As("administrator"), await host.As("member"));
        using var read = await member.Get("/api/me/profile");
        using var chosen = await member.PatchJson(
            "/api/me/profile", new { notifications = new { invitations = wanted, teams = true } }, read.Tag());
        await chosen.ExpectJson();
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var invited = await administrator.PostJson($"{team}/invitations", new { email = "member@example.org" });
        await invited.Expect(HttpStatusCode.Created);
        var mail = await WebhookFlow.Until(async () => (await AccountWorld.Mails(host, MailTemplates.Invitation))[0], last => last.EndedAt is not null);
        Assert.Equal(wanted ? MailState.Sent : MailState.Dropped, mail.State);
        Assert.Single((await member.GetJson("/api/me/invitations")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Where_nobody_knows_how_the_platform_is_reached_the_last_mail_has_no_link()
    {
        await using var host = await InterlinkHost.Start();
        var (member, services) = (await host.As("member"), host.Services);
        using var asked = await member.PostJson("/api/me/erasure", new { confirmation = "Member", password = Tests.People.Password });
        var id = (await asked.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
        var carryOut = services.GetRequiredService<CarryOutErasure>();
        foreach (var part in (await carryOut.Begin(Varam, id, TestContext.Current.CancellationToken)).Parts)
        {
            await carryOut.Erase(Varam, id, part, TestContext.Current.CancellationToken);
        }

        await PrivacyFlow.Patiently(() => carryOut.Complete(Varam, id, new Dictionary<string, int>(), null, TestContext.Current.CancellationToken));
        await AccountWorld.MailsLeft(host, MailTemplates.AccountErased);
        var text = string.Concat(Directory.EnumerateFiles(Path.Combine(host.DataFolder, "mails"), "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.Contains("member@example.org", text, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("apliecin", text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<HttpResponseMessage> Decided(Client administrator, int days)
    {
        using var read = await administrator.Get("/api/privacy/settings");
        return await administrator.PutJson("/api/privacy/settings", new { erasureGraceDays = 0, retentionDays = new Dictionary<string, int> { ["sign-in-records"] = days } }, read.Tag());
    }
}
