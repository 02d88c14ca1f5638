using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Teams;

public sealed class BulkInvitationTests
{
    [Fact]
    public async Task A_list_is_invited_line_by_line_with_a_report_to_look_at_and_to_download()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        await host.Join(team, anna);
        using var earlier = await administrator.PostJson($"{team}/invitations", new { email = "bruno@example.org" });
        await earlier.Expect(HttpStatusCode.Created);
        var people = new object[]
        {
            new { email = "new@example.org", name = "New", role = "administrator" }, new { email = "anna@example.org" }, new { email = "bruno@example.org" },
            new { email = "NEW@example.org" }, new { email = "=cmd()" }, new { email = "carla@example.org", role = "boss" },
        };
        using var begun = await administrator.PostJson($"{team}/invitations/bulk", new { people, message = "All together" });
        var id = (await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
        var ended = await administrator.WaitFor(id);
        Assert.Equal(("succeeded", "Parks"), (ended.Text("status"), ended.Text("summary")));
        var report = ended.GetProperty("result").Text("report")!;
        var told = await administrator.GetJson(report);
        Assert.Equal("""{"lines":6,"invited":1,"alreadyInvited":1,"alreadyMembers":1,"faulty":3}""", told.Text("counts"));
        Assert.Equal(["already_member", "already_invited", "repeated", "not_an_address", "unknown_role"], told.Texts("problems", "outcome"));
        using var file = await administrator.Get($"{report}/csv");
        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        var csv = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("1,new@example.org,invited\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=cmd()\"", csv, StringComparison.Ordinal);
        Assert.Equal("All together", Assert.Single(await host.MailsTo("new@example.org")).Values!["message"]);
        using var hidden = await anna.Get(report);
        await hidden.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
        using var unknown = await administrator.Get($"{team}/invitations/reports/bulk-invitation.00000000000000000000000000");
        await unknown.ExpectProblem(HttpStatusCode.NotFound, "invitation-report-not-found");
        var other = await administrator.MakeTeam(await administrator.MakeOrganization("Other"));
        using var elsewhere = await administrator.Get($"{other}/invitations/reports/{id}");
        await elsewhere.ExpectProblem(HttpStatusCode.NotFound, "invitation-report-not-found");
    }

    [Fact]
    public async Task A_file_is_looked_at_before_and_then_invited()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        var csv = Encoding.UTF8.GetBytes("Nombre;Correo electrónico;Rol\r\nJosé Núñez;jose@example.org;miembro\r\n;nobody;\r\n");
        using var looked = await Post(administrator, $"{team}/invitations/preview", csv);
        var preview = await looked.ExpectJson();
        Assert.Equal(("2", "1"), (preview.Text("lines"), preview.Text("ready")));
        Assert.Equal((2, "José Núñez"), (preview.GetProperty("first")[0].GetProperty("number").GetInt32(), preview.GetProperty("first")[0].Text("name")));
        Assert.Equal(["not_an_address"], preview.Texts("faults", "fault"));
        Assert.Equal("0", (await administrator.GetJson($"{team}/invitations")).Text("total"));

        using var begun = await Post(administrator, $"{team}/invitations/import?message=Hola", csv);
        await administrator.WaitFor((await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!);
        Assert.Equal(["jose@example.org"], (await administrator.GetJson($"{team}/invitations?text=nunez")).Texts("items", "email"));
        using var empty = await Post(administrator, $"{team}/invitations/import", Encoding.UTF8.GetBytes("e-mail\n\n"));
        await empty.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "body");
    }

    [Fact]
    public async Task Too_much_is_refused_before_anything_is_done()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var large = await Post(administrator, $"{team}/invitations/import", new byte[(2 << 20) + 1]);
        await large.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        using var many = await Post(administrator, $"{team}/invitations/import", Addresses(10_001));
        await many.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too-many-invitations");
        using var wide = await Post(administrator, $"{team}/invitations/preview", Encoding.UTF8.GetBytes($"wide@example.org{new string(',', 1_000_000)}\nnext@example.org\n"));
        Assert.Equal("2", (await wide.ExpectJson()).Text("ready"));
        foreach (var path in new[] { "preview", "import" })
        {
            using var refused = await Post(anna, $"{team}/invitations/{path}", Addresses(1));
            await refused.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
        }

        using var bulk = await anna.PostJson($"{team}/invitations/bulk", new { people = new[] { new { email = "x@example.org" } } });
        await bulk.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
        using var none = await administrator.PostJson($"{team}/invitations/bulk", new { people = Array.Empty<object>() });
        await none.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "people");
        Assert.Empty((await administrator.GetJson($"{team}/invitations")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_list_sent_twice_with_one_key_is_one_operation_and_everybody_gets_one_mail()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        var ids = new HashSet<string>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var begun = await Post(administrator, $"{team}/invitations/import", Addresses(1200), "list-1");
            ids.Add((await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!);
        }

        var ended = await administrator.WaitFor(Assert.Single(ids));
        Assert.Equal("1200", ended.GetProperty("result").GetProperty("counts").Text("invited"));
        using var again = await Post(administrator, $"{team}/invitations/import", Addresses(1200));
        var second = await administrator.WaitFor((await again.ExpectJson(HttpStatusCode.Accepted)).Text("id")!);
        Assert.Equal("1200", second.GetProperty("result").GetProperty("counts").Text("alreadyInvited"));
        var mails = await host.Mails();
        Assert.Equal((1200, 1200), (mails.Count, mails.Select(m => m.Recipient).Distinct().Count()));
        Assert.Equal(1200, mails.Select(m => m.Values!["link"]).Distinct().Count());

        // Those of a round end together: their links and mails are written together too, not one by one.
        var some = (await administrator.GetJson($"{team}/invitations?limit=100")).GetProperty("items").EnumerateArray();
        Assert.InRange(some.Select(i => i.Text("expiresAt")).Distinct().Count(), 1, 2);
    }

    [Fact]
    public async Task A_bulk_invitation_whose_host_is_killed_again_and_again_invites_everybody_once()
    {
        const int people = 4000;
        using var folder = new TemporaryFolder();
        var process = await InterlinkProcess.Demo(folder["data"]);
        using var administrator = await process.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var begun = await Post(administrator, $"{team}/invitations/import", Addresses(people));
        var id = (await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
        var cuts = 0;
        foreach (var share in (double[])[0.1, 0.6])
        {
            // Where this machine looks late the second time, the work may be done.
            var cut = await administrator.Until(id, done => done >= share * people);
            cuts += cut.Text("status") == "running" ? 1 : 0;
            await process.Kill();
            await process.DisposeAsync();
            process = await InterlinkProcess.Demo(folder["data"]);
            administrator.MoveTo(process.Address);
        }

        await using var last = process;
        Assert.NotEqual(0, cuts);
        var ended = await administrator.WaitFor(id);
        Assert.Equal("succeeded", ended.Text("status"));
        Assert.Equal(people.ToString(CultureInfo.InvariantCulture), ended.GetProperty("result").GetProperty("counts").Text("invited"));
        Assert.Equal(people.ToString(CultureInfo.InvariantCulture), (await administrator.GetJson($"{team}/invitations?state=pending")).Text("total"));
    }

    [Fact]
    public async Task A_file_of_more_than_a_mebibyte_is_taken_with_an_idempotency_key_and_one_of_more_than_two_is_not()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        var csv = LongAddresses(10_000, 150);
        using var looked = await Post(administrator, $"{team}/invitations/preview", csv, "the-key-of-the-preview");
        Assert.Equal("10000", (await looked.ExpectJson()).Text("ready"));
        using var more = await Post(administrator, $"{team}/invitations/preview", LongAddresses(10_000, 220), "another-key");
        await more.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    private static byte[] LongAddresses(int count, int bytes) => Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"person{i}@example.org,Person {i}").PadRight(bytes - 1, 'a') + "\n")));

    private static byte[] Addresses(int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"person{i}@example.org,Person {i}\n"))));

    private static Task<HttpResponseMessage> Post(Client client, string path, byte[] csv, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(csv) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.Send(request);
    }
}
