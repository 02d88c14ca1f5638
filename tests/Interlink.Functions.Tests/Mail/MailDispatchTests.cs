using System.Globalization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Privacy;

namespace Interlink.Functions.Tests.Mail;

public sealed class MailDispatchTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_mails_of_one_tenant_do_not_hold_back_anothers_password_reset()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await Invite(world, 10_000);
        var asked = false;
        station.Before = async (_, _) =>
        {
            if (station.Seen.Count >= 100 && !Interlocked.Exchange(ref asked, true))
            {
                await world.Enqueue("reset-1", MailWorld.Reset("berta@example.org"), MailWorld.Reggio);
            }
        };
        Assert.Equal(10_001, (await world.Send()).Sent);
        var place = station.Seen.Select(mail => mail.To).ToList().IndexOf("berta@example.org");
        Assert.InRange(place, 100, 100 + (2 * MailStore.MaxTogether));
    }

    [Fact]
    public async Task Thousands_of_mails_of_one_tenant_do_not_hold_back_the_invitations_of_another()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await Invite(world, 500);
        await world.Enqueue("invitation-r", MailWorld.Invitation("berta@example.org"), MailWorld.Reggio);
        await world.Send();
        Assert.InRange(station.Seen.Select(mail => mail.To).ToList().IndexOf("berta@example.org"), 0, 2 * MailStore.MaxTogether);
    }

    [Fact]
    public async Task Two_dispatchers_at_once_send_each_mail_once()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await Invite(world, 300);
        var other = Another(world);
        var runs = await Task.WhenAll(world.Send(), other.Run(TimeSpan.FromMinutes(5), Now), world.Send());
        Assert.Equal(300, runs.Sum(run => run.Sent));
        Assert.Equal(300, station.Seen.Count);
        Assert.Equal(300, station.Seen.Select(mail => mail.Reference).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_whose_sender_died_is_taken_up_after_the_claim_and_under_the_same_name()
    {
        var station = new PlantedStation { Answer = _ => throw new InvalidOperationException("never reached") };
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));

        // As a host that is killed between sending and recording leaves it.
        var until = world.Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(4);
        var left = await world.Get<MailStore>().ReplaceAll(MailWorld.Varam, [await world.Mail("reset-1")], mail => mail.Claimed("dead", until), Now);
        var reference = left.Single().Body.Reference(MailWorld.Varam, "reset-1");
        Assert.Equal(new MailRun(0, 0, null), await world.Send());
        world.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        station.Answer = _ => SendResult.Sent;
        await world.SendUntil(() => Task.FromResult(!station.Seen.IsEmpty));
        Assert.Equal((reference, 2), (station.Seen.Single().Reference, station.Seen.Single().Attempt));
    }

    [Fact]
    public async Task A_mail_is_tried_again_at_growing_intervals_and_then_given_up_with_the_reason()
    {
        var station = new PlantedStation { Answer = _ => new SendResult(SendOutcome.Deferred, "451 try later") };
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        for (var hours = 0; hours < 60; hours++)
        {
            await world.Send();
            world.Host.Clock.Jump(TimeSpan.FromHours(1));
        }

        await world.SendUntil(async () => (await world.Mail("reset-1")).Body.State is MailState.Failed);
        var mail = (await world.Mail("reset-1")).Body;
        Assert.Equal((MailState.Failed, MailReason.Exhausted, "451 try later"), (mail.State, mail.Reason, mail.Detail));
        Assert.Equal(MailSchedule.MaxAttempts, station.Seen.Count);
        Assert.Single(station.Seen.Select(seen => seen.MessageId).Distinct());
    }

    [Fact]
    public async Task When_the_next_station_is_down_no_mail_loses_an_attempt_and_all_go_out_later()
    {
        var station = new PlantedStation { Answer = _ => new SendResult(SendOutcome.Unavailable, "connection refused") };
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await Invite(world, 50);
        for (var minutes = 0; minutes < 600; minutes += 10)
        {
            var run = await world.Send();
            Assert.Equal((0, 0), (run.Sent, run.Failed));
            world.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.InRange(station.Seen.Count, 30, 60 * 4);
        station.Answer = _ => SendResult.Sent;
        station.Seen.Clear();
        world.Host.Clock.Advance(TimeSpan.FromMinutes(20));
        await world.SendUntil(() => Task.FromResult(station.Seen.Count >= 50));
        Assert.Equal(50, station.Seen.Select(mail => mail.Reference).Distinct().Count());
    }

    [Fact]
    public async Task When_the_next_station_is_down_for_days_mails_are_given_up_with_the_reason()
    {
        var station = new PlantedStation { Answer = _ => new SendResult(SendOutcome.Unavailable, "connection refused") };
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Send();
        world.Host.Clock.Jump(TimeSpan.FromDays(4));
        await world.SendUntil(async () => (await world.Mail("reset-1")).Body is { State: MailState.Failed, Reason: MailReason.Unavailable });
    }

    [Fact]
    public async Task A_tenant_sends_no_more_in_a_minute_than_the_settings_allow()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.Start(station.Register, "--Interlink:Mail:TenantPerMinute=10");
        await Invite(world, 35);
        await world.Enqueue("invitation-r", MailWorld.Invitation("berta@example.org"), MailWorld.Reggio);
        Assert.Equal(11, (await world.Send()).Sent);
        Assert.Equal(0, (await world.Send()).Sent);
        world.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        await world.SendUntil(() => Task.FromResult(station.Seen.Count >= 16));
        await world.Send();
        Assert.Equal(16, station.Seen.Count);
    }

    [Fact]
    public async Task Without_a_way_to_send_mails_wait()
    {
        await using var world = await MailWorld.Start(services => services.Remove(services.Single(service => service.ServiceType == typeof(IMailTransport))));
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        Assert.Equal(new MailRun(0, 0, null), await world.Send());
        var administrator = await world.Host.As("administrator");
        var list = await administrator.GetJson("/api/mails");
        Assert.False(list.TryGetProperty("transport", out _));
        Assert.Equal("waiting", list.GetProperty("items")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_fails_at_once_and_the_others_go_out()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.StartWithoutTimers(station.Register);
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org") with { Values = new Dictionary<string, string> { ["name"] = "Anna" } });
        await world.Enqueue("reset-2", MailWorld.Reset("berta@example.org"));
        Assert.Equal(new MailRun(1, 1, null), await world.Send());
        Assert.Equal((MailReason.Unwritable, "The value 'link' is missing."), ((await world.Mail("reset-1")).Body.Reason, (await world.Mail("reset-1")).Body.Detail));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("änna")]
    public async Task A_key_that_could_not_name_a_file_is_not_taken(string key)
    {
        await using var world = await MailWorld.Start();
        await Assert.ThrowsAsync<ArgumentException>(() => world.Enqueue(key, MailWorld.Reset("anna@example.org")));
    }

    [Fact]
    public async Task What_is_kept_of_a_person_can_be_had_without_links_and_is_erased_but_for_the_last_mail()
    {
        await using var world = await MailWorld.Start(new PlantedStation().Register);
        var member = await world.Host.As("member");
        await world.Enqueue("reset-1", MailWorld.Reset("member@example.org") with { Subject = member.Subject });
        await world.Enqueue("invitation-1", MailWorld.Invitation("member@example.org"));
        await world.Enqueue("invitation-2", MailWorld.Invitation("other@example.org"));
        await world.Enqueue("erased-1", new MailDraft(
            MailTemplates.AccountErased, EmailAddress.Parse("member@example.org"), new Dictionary<string, string> { ["name"] = "M", ["certificate"] = "https://example.org/certificates/c1" }));
        var own = world.Get<IEnumerable<IPersonalData>>().OfType<MailPersonalData>().Single();
        var records = new List<PersonalRecord>();
        await foreach (var record in own.Export(MailWorld.Varam, member.Subject, Now))
        {
            records.Add(record);
        }

        Assert.Equal(["erased-1", "invitation-1", "reset-1"], records.Select(record => record.Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("token", System.Text.Json.JsonSerializer.Serialize(records), StringComparison.Ordinal);
        var person = new ErasedPerson(member.Subject, "Somebody", "Member", EmailAddress.Parse("member@example.org"));
        Assert.Equal(2, await own.Erase(MailWorld.Varam, person, Now));
        Assert.Equal(0, await own.Erase(MailWorld.Varam, person, Now));
        Assert.Equal(2, (await world.Send()).Sent);
    }

    private static Task Invite(MailWorld world, int count) => world.Get<MailOutbox>().EnqueueAll(
        MailWorld.Varam,
        Enumerable.Range(0, count).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"invitation-{i}"), MailWorld.Invitation($"person{i}@example.org"))),
        Now);

    // A second host's, on the same data.
    private static MailDispatch Another(MailWorld world) => new(
        world.Get<MailStore>(), world.Get<WaitingTenants>(), world.Get<Core.Tenants.TenantDirectory>(), world.Get<MailPost>(),
        new MailRates(world.Get<MailOptions>(), world.Host.Clock), world.Get<MailFigures>(), world.Get<MailOptions>(), world.Get<IIds>(), world.Host.Clock);
}
