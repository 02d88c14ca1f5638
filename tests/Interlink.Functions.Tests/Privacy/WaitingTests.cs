using System.Net;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

/// <summary>People who were invited and never took up their account.</summary>
public sealed class WaitingTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    [Fact]
    public async Task Whoever_never_answers_is_forgotten_counted_from_when_the_last_link_runs_out()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator");
        var begun = host.Clock.GetUtcNow();
        await Invite(administrator, "zita@example.org");
        var again = await Invite(administrator, "bruno@example.org");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var listed = await administrator.PostJson($"{team}/invitations", new { email = "carla@example.org" });
        await listed.Expect(HttpStatusCode.Created);
        host.Clock.Advance(TimeSpan.FromHours(1));
        using var sent = await administrator.PostJson($"/api/people/{again}/invitation", new { });
        await sent.Expect(HttpStatusCode.OK);

        await Forget(host, begun.AddDays(6));
        Assert.NotNull(await Find(host, "zita@example.org")); // The link of the mail is good for seven days.
        await Forget(host, begun.AddDays(7).AddMinutes(30));
        Assert.Null(await Find(host, "zita@example.org"));
        Assert.NotNull(await Find(host, "bruno@example.org"));
        await Forget(host, begun.AddDays(8));
        Assert.Null(await Find(host, "bruno@example.org"));
        Assert.NotNull(await Find(host, "carla@example.org")); // Invitations to teams are good for longer.
        await Forget(host, begun.AddDays(15));
        Assert.Null(await Find(host, "carla@example.org"));
        Assert.NotNull(await Find(host, Tests.People.Email("administrator")));
        Assert.Equal("0", (await administrator.GetJson("/api/people?state=invited")).Text("total"));
    }

    [Fact]
    public async Task Whoever_alone_could_come_to_administer_is_waited_for_until_somebody_does()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var first = (await host.Services.GetRequiredService<IDocuments>().List<Account>(
            AccountStore.In(Varam), "account", new ListOptions(), TestContext.Current.CancellationToken)).Items.Single().Id;
        await Forget(host, host.Clock.GetUtcNow().AddDays(400));
        Assert.Equal(AccountState.Active, await StateOf(host, first));
        await host.As("administrator");
        await Forget(host, host.Clock.GetUtcNow().AddDays(400));
        Assert.Equal(AccountState.Erased, await StateOf(host, first));
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_leaves_nothing_of_the_person_in_any_file()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var begun = await administrator.PostJson(
            $"{team}/invitations/bulk", new { people = new[] { new { email = "zenobia@quillfeather.example", name = "Zenobia Quillfeather" } } });
        await administrator.WaitFor((await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!);
        var subject = (await Find(host, "zenobia@quillfeather.example"))!.Body.Subject;
        Assert.NotEmpty(PrivacyFlow.FilesWith(host.DataFolder, "quillfeather"));

        using var revoked = await administrator.Delete($"/api/people/{subject}/invitation");
        await revoked.Expect(HttpStatusCode.NoContent);
        Assert.Equal("0", (await administrator.GetJson($"{team}/invitations")).Text("total"));
        await PrivacyFlow.RemoveTraces(host);
        Assert.Empty(PrivacyFlow.FilesWith(host.DataFolder, "zenobia", "quillfeather"));

        using var anew = await administrator.PostJson($"{team}/invitations", new { email = "zenobia@quillfeather.example" });
        await anew.Expect(HttpStatusCode.Created);
        Assert.NotEqual(subject, (await Find(host, "zenobia@quillfeather.example"))!.Body.Subject);
    }

    [Fact]
    public async Task What_stands_in_the_way_when_an_invitation_is_taken_back_is_done_by_the_next_daily_run()
    {
        var busy = new BusyPart();
        await using var host = await InterlinkHost.Start(
            new HostOptions { Clock = new FakeClock(), Configure = services => services.AddSingleton<IPersonalData>(busy) });
        var administrator = await host.As("administrator");
        var subject = await Invite(administrator, "zita@example.org");
        using var revoked = await administrator.Delete($"/api/people/{subject}/invitation");
        await revoked.Expect(HttpStatusCode.NoContent);
        Assert.Null(await Find(host, "zita@example.org"));
        Assert.Equal((1, null), (busy.Asked, busy.Erased));
        await Forget(host, DateTimeOffset.UnixEpoch);
        Assert.Equal((subject, "zita@example.org"), (busy.Erased?.Subject, busy.Erased?.Email?.Value));
        await Forget(host, DateTimeOffset.UnixEpoch);
        Assert.Equal(2, busy.Asked);
    }

    private static async Task<string> Invite(Client administrator, string email)
    {
        using var invited = await administrator.PostJson("/api/people/invitations", new { email, role = "member" });
        return (await invited.ExpectJson(HttpStatusCode.Created)).Text("subject")!;
    }

    private static async Task<AccountState?> StateOf(InterlinkHost host, string subject) =>
        (await host.Services.GetRequiredService<AccountStore>().Find(Varam, subject, TestContext.Current.CancellationToken))?.Body.State;

    /// <summary>What the daily run does, with those whose time came to its end before a moment.</summary>
    private static async Task Forget(InterlinkHost host, DateTimeOffset before)
    {
        var waiting = host.Services.GetServices<IRetained>().Single(r => r.Rule.Kind == "waiting-accounts");
        while (await waiting.Purge(Varam, before, 100, TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    private static Task<Document<Account>?> Find(InterlinkHost host, string email) =>
        host.Services.GetRequiredService<AccountStore>().FindByEmail(Varam, EmailAddress.Parse(email), TestContext.Current.CancellationToken);

    /// <summary>A part of the product that is busy when it is asked for the first time.</summary>
    private sealed class BusyPart : IPersonalData
    {
        public PersonalDataDescription Description { get; } = new("busy", "For a test.", [], "consent", "removed");

        public int Asked { get; private set; }

        public ErasedPerson? Erased { get; private set; }

        public async IAsyncEnumerable<PersonalRecord> Export(
            TenantId tenant, string subject, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
        {
            if (Asked++ == 0)
            {
                throw new TransientException("Busy.");
            }

            Erased = person;
            return Task.FromResult(1);
        }
    }
}
