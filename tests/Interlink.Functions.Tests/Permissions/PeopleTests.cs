using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Permissions;

/// <summary>The people page's functions: who is here, what they are, and that it counts at once.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task People_are_found_by_name_address_role_and_state()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        foreach (var person in new[] { "anna", "bruno", "curator", "auditor" })
        {
            await host.As(person);
        }

        await Invite(administrator, "zita@example.org", "curator", "=Zita");
        var all = await administrator.GetJson("/api/people");
        // Beside them the tenant's first account, which waits for the one who holds the link of the first start.
        Assert.Equal(["=Zita", "Administrator", "Administrator", "Anna", "Auditor", "Bruno", "Curator"], all.Texts("items", "name").Order(StringComparer.Ordinal));
        Assert.Equal("7", all.Text("total"));
        Assert.Equal("2", Count(all, "roles", "curator"));
        Assert.Equal(("5", "2"), (Count(all, "states", "active"), Count(all, "states", "invited")));
        Assert.Equal(["Anna"], (await administrator.GetJson("/api/people?text=ann")).Texts("items", "name"));
        Assert.Equal(["Bruno"], (await administrator.GetJson("/api/people?text=bruno@example")).Texts("items", "name"));
        Assert.Equal(["=Zita", "Curator"], (await administrator.GetJson("/api/people?role=curator")).Texts("items", "name").Order(StringComparer.Ordinal));
        Assert.Equal(["=Zita"], (await administrator.GetJson("/api/people?state=invited&role=curator")).Texts("items", "name"));
        var first = await administrator.GetJson("/api/people?limit=2");
        Assert.Equal(("7", 2), (first.Text("total"), first.GetProperty("items").GetArrayLength()));
        Assert.Equal(5, (await administrator.GetJson($"/api/people?limit=10&cursor={Uri.EscapeDataString(first.Text("next")!)}")).GetProperty("items").GetArrayLength());

        using var csv = await administrator.Get("/api/people/export?role=curator");
        Assert.Equal("text/csv", (await csv.Expect(HttpStatusCode.OK)).Content.Headers.ContentType?.MediaType);
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("name,email,role,state,createdAt", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("\"'=Zita\",zita@example.org,curator,invited,", StringComparison.Ordinal));
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task A_role_counts_at_the_next_request_and_a_suspension_ends_sessions_for_good()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        using var before = await anna.Get("/api/catalogue/imports");
        await before.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        Assert.Equal("curator", (await SetRole(administrator, anna.Subject, "curator")).GetProperty("roles")[0].GetString());
        using var after = await anna.Get("/api/catalogue/imports");
        await after.Expect(HttpStatusCode.OK);
        await SetRole(administrator, anna.Subject, "member");
        using var again = await anna.Get("/api/catalogue/imports");
        await again.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");

        using var suspended = await administrator.PutJson($"/api/people/{anna.Subject}/suspension", new { });
        Assert.Equal("suspended", (await suspended.ExpectJson()).Text("state"));
        using var outside = await anna.Get("/api/processes");
        await outside.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        using var reactivated = await administrator.Delete($"/api/people/{anna.Subject}/suspension");
        Assert.Equal("active", (await reactivated.ExpectJson()).Text("state"));
        using var still = await anna.Get("/api/processes");
        await still.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        await anna.SignIn(People.Email("anna"), People.Password, "varam");
        using var inside = await anna.Get("/api/processes");
        await inside.Expect(HttpStatusCode.OK);
        Assert.Equal(["person.role_changed", "person.role_changed", "person.suspended", "person.reactivated"], await Events(host));
    }

    [Fact]
    public async Task Somebody_always_administers_the_tenant()
    {
        await using var host = await InterlinkHost.Start();
        var (one, two) = (await host.As("administrator"), await host.As("administrator-two"));
        // Whoever comes first takes the other one away; whoever comes second is the last, or not an administrator any more.
        var answers = await Task.WhenAll(
            one.PutJson($"/api/people/{two.Subject}/role", new { role = "member" }), two.PutJson($"/api/people/{one.Subject}/suspension", new { }));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        var left = answers[0].StatusCode == HttpStatusCode.OK ? one : two;
        using var demoted = await left.PutJson($"/api/people/{left.Subject}/role", new { role = "auditor" });
        await demoted.ExpectProblem(HttpStatusCode.Conflict, "last-administrator");
        using var suspended = await left.PutJson($"/api/people/{left.Subject}/suspension", new { });
        await suspended.ExpectProblem(HttpStatusCode.Conflict, "last-administrator");
        await Invite(left, "third@example.org", "administrator");
        using var invitedDoNotCount = await left.PutJson($"/api/people/{left.Subject}/role", new { role = "member" });
        await invitedDoNotCount.ExpectProblem(HttpStatusCode.Conflict, "last-administrator");
        Array.ForEach(answers, a => a.Dispose());
    }

    [Fact]
    public async Task An_invited_person_takes_the_account_up_with_the_link_of_the_newest_mail()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        var invited = await Invite(administrator, "Zita@Example.org", "auditor", "Zita", "Welcome!");
        Assert.Equal(("invited", "zita@example.org"), (invited.Text("state"), invited.Text("email")));
        using var twice = await administrator.PostJson("/api/people/invitations", new { email = "zita@example.org", role = "member" });
        await twice.ExpectProblem(HttpStatusCode.Conflict, "email-taken");
        using var bad = await administrator.PostJson("/api/people/invitations", new { email = "zita", role = "owner" });
        await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "role");
        using var worse = await administrator.PostJson("/api/people/invitations", new { email = "zita", role = "member" });
        await worse.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email");
        var path = $"/api/people/{invited.Text("subject")}";
        Assert.NotNull((await administrator.GetJson(path)).Text("invitedUntil"));
        using var sent = await administrator.PostJson($"{path}/invitation", new { });
        await sent.Expect(HttpStatusCode.OK);

        var mails = await Mails(host);
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Equal(("Administrator", MailTemplates.Invitation), (mail.Values!["inviter"], mail.Template)));
        var tokens = mails.Select(mail => mail.Values!["link"].Split("token=")[1].Split('#')[0]).ToList();
        Assert.All(mails, mail => Assert.EndsWith("#email=zita%40example.org", mail.Values!["link"], StringComparison.Ordinal));
        using var zita = host.Anonymous();
        var accepted = 0;
        foreach (var token in tokens)
        {
            using var welcome = await zita.PostJson("/.auth/welcome", new { token, email = "zita@example.org", password = "nine loud sparrows", name = "Zita" });
            accepted += welcome.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.Equal(1, accepted);
        Assert.Equal("active", (await administrator.GetJson(path)).Text("state"));
        using var late = await administrator.Delete($"{path}/invitation");
        await late.ExpectProblem(HttpStatusCode.Conflict, "invitation-taken-up");
    }

    [Fact]
    public async Task To_an_account_without_an_address_nothing_can_be_sent_again_and_nothing_is_told()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var first = (await administrator.GetJson("/api/people?state=invited")).GetProperty("items")[0];
        Assert.False(first.TryGetProperty("email", out _));
        using var sent = await administrator.PostJson($"/api/people/{first.Text("subject")}/invitation", new { });
        await sent.ExpectProblem(HttpStatusCode.Conflict, "no-address");
        Assert.DoesNotContain("person.invitation_sent", await Events(host));
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_is_worth_nothing_and_can_be_made_anew()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        var path = $"/api/people/{(await Invite(administrator, "zita@example.org", "member")).Text("subject")}";
        var token = (await Mails(host))[0].Values!["link"].Split("token=")[1];
        using var revoked = await administrator.Delete($"{path}/invitation");
        await revoked.Expect(HttpStatusCode.NoContent);
        using var gone = await administrator.Get(path);
        await gone.ExpectProblem(HttpStatusCode.NotFound, "person-not-found");
        Assert.Equal("0", (await administrator.GetJson("/api/people?text=zita")).Text("total"));
        using var zita = host.Anonymous();
        using var welcome = await zita.PostJson(
            "/.auth/welcome", new { token, email = "zita@example.org", password = "nine loud sparrows", name = "Zita" });
        Assert.False(welcome.IsSuccessStatusCode);
        await Invite(administrator, "zita@example.org", "member");
    }

    private static string? Count(JsonElement list, string facet, string value) =>
        list.GetProperty(facet).EnumerateArray().SingleOrDefault(c => c.Text("value") == value) is { ValueKind: JsonValueKind.Object } count ? count.Text("count") : null;

    private static async Task<JsonElement> Invite(Client administrator, string email, string role, string? name = null, string? message = null)
    {
        using var invited = await administrator.PostJson("/api/people/invitations", new { email, role, name, message });
        return await invited.ExpectJson(HttpStatusCode.Created);
    }

    private static async Task<JsonElement> SetRole(Client administrator, string subject, string role)
    {
        using var set = await administrator.PutJson($"/api/people/{subject}/role", new { role });
        return await set.ExpectJson();
    }

    private static async Task<IEnumerable<string>> Events(InterlinkHost host) =>
        (await host.Services.GetRequiredService<IOutbox>().Read(null, 1000, CancellationToken.None)).Events.Select(e => e.Type).Where(t => t.StartsWith("person.", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<MailRecord>> Mails(InterlinkHost host)
    {
        var mails = await host.Services.GetRequiredService<IDocuments>().List<MailRecord>(
            MailOutbox.In(TenantId.Parse("varam")), MailOutbox.Kind, new ListOptions(), CancellationToken.None);
        return [.. mails.Items.Select(m => m.Body).OrderBy(m => m.EnqueuedAt)];
    }
}
