using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.People;
using Interlink.Core.Privacy;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

public sealed class ErasureTests
{
    private const string Name = Zenobia.Name;
    private const string Family = "quillfeather";
    private const string Place = "GPS 56.95 24.10";
    private const string Email = Zenobia.Email;
    private static readonly TenantId Varam = TenantId.Parse("varam");

    [Fact]
    public async Task After_an_erasure_name_and_address_are_in_no_file_of_the_data_folder()
    {
        using var folder = new TemporaryFolder();
        await using (var host = await InterlinkHost.Start(new HostOptions { DataFolder = folder.Path }))
        {
            var administrator = await host.As("administrator");
            await administrator.Decide(0);
            var (person, subject) = await Zenobia.In(host);
            var process = await person.MakeProcess("A square for everybody");
            using var link = await person.PostJson($"{process}/assets", new { item = "none" });
            await person.Export();
            using var begun = await person.PostJson("/api/uploads", new { fileName = "note.txt", length = 10 });
            await begun.Expect(HttpStatusCode.Created);
            person.Subject = subject;
            await LiveALittle(host, administrator, person);
            Assert.NotEmpty(PrivacyFlow.FilesWith(folder.Path, Name));
            Assert.NotEmpty(PrivacyFlow.FilesWith(folder.Path, Family));
            Assert.NotEmpty(PrivacyFlow.FilesWith(folder.Path, Place));

            var certificate = await PrivacyFlow.Certificate(host.Anonymous(), await person.Erase(Name));
            Assert.Contains(certificate.GetProperty("parts").EnumerateArray(), p => p.Text("part") == "processes" && p.GetProperty("records").GetInt32() == 1);
            using var gone = await person.Get("/api/me");
            await gone.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
            await AccountWorld.MailsLeave(host, MailTemplates.AccountErased);

            // What the daily run does last: the words of the last mail were still in the journal.
            await PrivacyFlow.RemoveTraces(host);
            Assert.Empty(PrivacyFlow.FilesWith(folder.Path, Name, Family, Email, Place));
        }

        Assert.Empty(PrivacyFlow.FilesWith(folder.Path, Name, Family, Email, Place));
    }

    [Fact]
    public async Task Contributions_stay_under_a_pseudonym_and_processes_find_another_administrator()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.Decide(0);
        var (person, subject) = await Zenobia.In(host);
        var path = await person.MakeProcess("A square for everybody");
        var certificate = await PrivacyFlow.Certificate(host.Anonymous(), await person.Erase(Name));
        var pseudonym = certificate.Text("pseudonym")!;
        Assert.Matches("^Former participant [0-9A-Z]{4}$", pseudonym);
        var process = await administrator.GetJson(path);
        Assert.Equal(administrator.Subject, process.GetProperty("administrators")[0].Text("subject"));
        var operations = (await administrator.GetJson("/api/operations")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("startedBy").Text("subject") == subject);
        Assert.All(operations, o => Assert.Equal(pseudonym, o.GetProperty("startedBy").Text("name")));
    }

    [Fact]
    public async Task The_only_administrator_cannot_leave()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var refused = await administrator.PostJson("/api/me/erasure", new { confirmation = "Administrator", password = People.Password });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "only-administrator");
        var second = await host.As("administrator-two");
        using var still = await second.PostJson("/api/privacy/erasures", new { subject = administrator.Subject, password = People.Password });
        await still.Expect(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Of_two_administrators_who_are_erased_at_once_one_stays_however_long_the_other_takes()
    {
        await using var host = await InterlinkHost.Start();
        var (one, two) = (await host.As("administrator"), await host.As("administrator-two"));
        var (request, carryOut) = (host.Services.GetRequiredService<RequestErasure>(), host.Services.GetRequiredService<CarryOutErasure>());
        var cancellation = TestContext.Current.CancellationToken;
        var (callerOne, callerTwo) = (CallerOf(one, "Administrator"), CallerOf(two, "Administrator-two"));
        var first = (await request.OfOneself(callerOne, callerOne.Name, host.Address, cancellation)).Value;
        var second = (await request.OfOneself(callerTwo, callerTwo.Name, host.Address, cancellation)).Value;

        // Begun, and nothing taken out yet: as when a part cannot be reached.
        Assert.NotEmpty((await carryOut.Begin(Varam, first.Id, cancellation)).Parts);
        var other = await carryOut.Begin(Varam, second.Id, cancellation);
        Assert.Empty(other.Parts);
        Assert.IsType<OnlyAdministrator>(other.Refusal);
        var change = host.Services.GetRequiredService<ChangePeople>();
        Assert.IsType<LastAdministrator>((await change.SetRole(callerTwo, two.Subject, TenantRole.Member, cancellation)).Error);
        Assert.IsType<PersonNotFound>((await change.Reactivate(callerTwo, one.Subject, cancellation)).Error);
        using var closed = await one.Get("/api/me");
        await closed.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        Assert.NotEmpty((await carryOut.Begin(Varam, first.Id, cancellation)).Parts);
    }

    private static Caller CallerOf(Client person, string name) => new(Varam, person.Subject, name, new HashSet<string> { Scope.Administrator });

    [Fact]
    public async Task The_name_must_be_typed_and_the_password_be_right()
    {
        await using var host = await InterlinkHost.Start();
        var (person, _) = await Zenobia.In(host);
        using var name = await person.PostJson("/api/me/erasure", new { confirmation = "zenobia", password = People.Password });
        await name.ExpectProblem(HttpStatusCode.BadRequest, "erasure-not-confirmed");
        using var none = await person.PostJson("/api/me/erasure", new { confirmation = Name });
        await none.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        using var wrong = await person.PostJson("/api/me/erasure", new { confirmation = Name, password = "somebody else's words" });
        await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        using var nothing = await person.Get("/api/me/erasure");
        await nothing.ExpectProblem(HttpStatusCode.NotFound, "erasure-not-found");
    }

    [Fact]
    public async Task It_can_be_taken_back_until_it_is_due()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.Decide(7);
        var (person, _) = await Zenobia.In(host);
        var erasure = await person.Erase(Name);
        Assert.Equal("waiting", erasure.Text("state"));
        Assert.Equal(erasure.Text("id"), (await person.Erase(Name)).Text("id"));
        Assert.Equal(Name, (await administrator.GetJson("/api/privacy/erasures")).GetProperty("items")[0].Text("name"));
        using var back = await person.Delete("/api/me/erasure");
        await back.Expect(HttpStatusCode.NoContent);
        Assert.Equal("canceled", (await administrator.GetJson("/api/privacy/erasures")).GetProperty("items")[0].Text("state"));
        Assert.Equal(Name, (await person.GetJson("/api/me")).Text("name"));
        using var certificate = await host.Anonymous().Get($"/api/privacy/certificates/{erasure.Text("certificate")!.Split('/')[^1]}");
        await certificate.ExpectProblem(HttpStatusCode.NotFound, "certificate-not-found");
    }

    [Fact]
    public async Task Canceling_its_operation_takes_it_back_too()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var (person, _) = await Zenobia.In(host);
        using var asked = await person.PostJson("/api/me/erasure", new { confirmation = Name, password = People.Password });
        await asked.Expect(HttpStatusCode.Accepted);
        using var canceled = await administrator.PostJson($"{asked.Headers.Location}/cancel", new { });
        await canceled.Expect(HttpStatusCode.Accepted);
        Assert.Equal("canceled", (await administrator.GetJson("/api/privacy/erasures")).GetProperty("items")[0].Text("state"));
    }

    [Fact]
    public async Task A_certificate_says_what_was_done_has_a_hash_and_nothing_of_the_person()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        await administrator.Decide(0);
        var (person, subject) = await Zenobia.In(host);
        var text = (await PrivacyFlow.Certificate(host.Anonymous(), await person.Erase(Name))).GetRawText();
        var certificate = JsonSerializer.Deserialize<ErasureCertificate>(text, Json.Options)!;
        Assert.True(certificate.IsIntact());
        Assert.False((certificate with { Parts = [] }).IsIntact());
        Assert.False(certificate.ByAdministrator);
        Assert.Equal(host.Services.GetServices<IPersonalData>().Select(p => p.Description.Name).Order(StringComparer.Ordinal), certificate.Parts.Select(p => p.Part));
        Assert.DoesNotContain(subject, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zenobia", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Somebody_of_another_tenant_is_nobody()
    {
        await using var host = await InterlinkHost.Start();
        var (_, subject) = await Zenobia.In(host);
        var foreign = await host.As("administrator", "elsewhere");
        using var refused = await foreign.PostJson("/api/privacy/erasures", new { subject, password = People.Password });
        await refused.ExpectProblem(HttpStatusCode.NotFound, "person-not-found");
    }

    [Fact]
    public async Task An_erasure_that_is_killed_again_and_again_comes_to_its_end()
    {
        using var folder = new TemporaryFolder();
        JsonElement erasure;
        await using (var process = await InterlinkProcess.Demo(folder.Path))
        {
            await (await process.As("administrator")).Decide(0);
            var person = await process.As("citizen");
            for (var made = 0; made < 20; made++)
            {
                await person.MakeProcess($"Square {made}");
            }

            using var asked = await person.PostJson("/api/me/erasure", new { confirmation = "Demo citizen", password = process.Password });
            erasure = await asked.ExpectJson(HttpStatusCode.Accepted);
            await process.Kill();
        }

        for (var time = 0; time < 3; time++)
        {
            await using var killed = await InterlinkProcess.Demo(folder.Path);
            await Task.Delay(TimeSpan.FromMilliseconds(150 * (time + 1)), TestContext.Current.CancellationToken);
            await killed.Kill();
        }

        await using var last = await InterlinkProcess.Demo(folder.Path);
        using var anybody = new Client(last.Address);
        var certificate = await PrivacyFlow.Certificate(anybody, erasure);
        var administrator = await last.As("administrator");
        Assert.Equal(20, (await administrator.GetJson("/api/processes?limit=100")).GetProperty("total").GetInt32());
        Assert.StartsWith("Former participant", certificate.Text("pseudonym"), StringComparison.Ordinal);
        Assert.Equal("completed", (await administrator.GetJson("/api/privacy/erasures")).GetProperty("items")[0].Text("state"));
    }

    // Everything that a person leaves behind beside processes: a picture, a second factor, a link to another address, a team, an invitation, words that are searched.
    private static async Task LiveALittle(InterlinkHost host, Client administrator, Client person)
    {
        using var pictured = await person.PutBytes("/api/me/picture", PictureTests.Png);
        await pictured.Expect(HttpStatusCode.NoContent);
        using var enrolled = await person.PostJson("/.auth/second-factor", new { password = People.Password });
        await enrolled.Expect(HttpStatusCode.OK);
        using var other = await person.PostJson("/.auth/address", new { email = $"z.{Family}@example.net", password = People.Password });
        await other.Expect(HttpStatusCode.NoContent);
        using var again = await person.PostJson("/.auth/address/verification", new { });
        await again.Expect(HttpStatusCode.NoContent);
        using var elsewhere = host.Anonymous();
        await elsewhere.SignIn(Email, People.Password);

        var organization = await administrator.MakeOrganization();
        var team = await administrator.MakeTeam(organization);
        await host.Join(team, person, Core.Teams.TeamRole.Administrator);
        using var invited = await person.PostJson($"{team}/invitations", new { email = "carla@example.org", message = $"{Name} wrote this at {Place}" });
        await invited.Expect(HttpStatusCode.Created);
        using var asked = await administrator.PostJson($"{await administrator.MakeTeam(organization, "Streets")}/invitations", new { email = Email, name = Name });
        await asked.Expect(HttpStatusCode.Created);
    }
}
