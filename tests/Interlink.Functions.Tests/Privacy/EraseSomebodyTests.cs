using System.Net;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Privacy;

/// <summary>What an administrator asks for somebody else.</summary>
public sealed class EraseSomebodyTests
{
    [Fact]
    public async Task What_an_administrator_asked_for_the_person_cannot_take_back()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var (person, subject) = await Zenobia.In(host);
        using var asked = await administrator.PostJson("/api/privacy/erasures", new { subject, password = People.Password });
        await asked.Expect(HttpStatusCode.Accepted);
        Assert.False((await person.GetJson("/api/me/erasure")).GetProperty("canCancel").GetBoolean());
        using var refused = await person.Delete("/api/me/erasure");
        await refused.ExpectProblem(HttpStatusCode.NotFound, "erasure-not-found");
    }

    [Fact]
    public async Task A_borrowed_session_of_an_administrator_erases_nobody()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        var (person, subject) = await Zenobia.In(host);
        foreach (var password in new[] { null, "somebody else's words" })
        {
            using var refused = await administrator.PostJson("/api/privacy/erasures", new { subject, password });
            await refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        }

        using var nothing = await person.Get("/api/me/erasure");
        await nothing.ExpectProblem(HttpStatusCode.NotFound, "erasure-not-found");
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("person")]
    public async Task Whoever_is_to_be_erased_hears_of_it_in_time_and_who_asked_for_it(string by)
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        var (person, subject) = await Zenobia.In(host);
        if (by == "person")
        {
            await person.Erase(Zenobia.Name);
        }
        else
        {
            using var asked = await administrator.PostJson("/api/privacy/erasures", new { subject, password = People.Password });
            await asked.Expect(HttpStatusCode.Accepted);
        }

        var mail = Assert.Single(await AccountWorld.Mails(host, MailTemplates.ErasureRequested));
        Assert.Equal((Zenobia.Email, by), (mail.Recipient, mail.Values?["by"]));
    }
}
