using System.Net;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Mail;

public sealed class MailHttpTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_sees_the_mails_with_counts_and_reads_them_from_the_folder()
    {
        await using var world = await MailWorld.Start();
        var administrator = await world.Host.As("administrator");
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Send();
        world.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Enqueue("invitation-1", MailWorld.Invitation("berta@example.org"));

        var list = await administrator.GetJson("/api/mails");
        Assert.Equal("folder", list.GetProperty("transport").GetString());
        Assert.Equal(["invitation-1", "reset-1"], list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal("sent 1, waiting 1", string.Join(", ", list.GetProperty("facets").GetProperty("state").EnumerateArray()
            .Select(c => $"{c.GetProperty("value").GetString()} {c.GetProperty("count").GetInt32()}").Order()));
        Assert.Equal(1, (await administrator.GetJson("/api/mails?state=sent&text=anna")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await administrator.GetJson("/api/mails?state=waiting&text=anna")).GetProperty("total").GetInt32());

        var sent = (await administrator.GetJson("/api/mails/reset-1")).GetProperty("content");
        Assert.Equal("Choose a new password", sent.GetProperty("subject").GetString());
        Assert.Contains("https://example.org/reset?token=abc", sent.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("https://example.org/invitations/i1", (await administrator.GetJson("/api/mails/invitation-1")).GetProperty("content").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", sent.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailTemplates.PasswordReset, "/reset-password?token=varam.secret")]
    [InlineData(MailTemplates.AddressVerification, "/account/address?token=varam.secret")]
    [InlineData(MailTemplates.Invitation, "/welcome?token=varam.secret&invitation=i1#email=anna%40example.org")]
    public async Task With_a_mail_server_nobody_but_the_reader_gets_a_link_that_signs_in(string template, string path)
    {
        var station = new PlantedStation { Answer = _ => new SendResult(SendOutcome.Refused, "550 no such mailbox") };
        await using var world = await MailWorld.Start(station.Register);
        var administrator = await world.Host.As("administrator");
        await world.Enqueue("key-1", new MailDraft(template, Core.Accounts.EmailAddress.Parse("anna@example.org"), new Dictionary<string, string>
        {
            ["name"] = "Anna",
            ["inviter"] = "Berta",
            ["expires"] = "2026-12-05",
            ["link"] = $"https://example.org{path}",
        }));
        await world.SendUntil(async () => (await world.Mail("key-1")).Body.State is MailState.Failed);
        var letter = await administrator.GetJson("/api/mails/key-1");
        Assert.True(letter.GetProperty("keyWithheld").GetBoolean());
        Assert.Contains($"https://example.org{path.Split('?')[0]}", letter.GetProperty("content").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", letter.GetRawText(), StringComparison.Ordinal);
        Assert.Contains($"https://example.org{path}", station.Seen.First().Written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_folder_a_link_that_signs_in_is_shown_and_the_audit_says_who_saw_it()
    {
        await using var world = await MailWorld.Start();
        var administrator = await world.Host.As("administrator");
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.SendUntil(async () => (await world.Mail("reset-1")).Body.State is MailState.Sent);
        var letter = await administrator.GetJson("/api/mails/reset-1");
        Assert.False(letter.GetProperty("keyWithheld").GetBoolean());
        Assert.Contains("token=abc", letter.GetProperty("content").GetProperty("text").GetString(), StringComparison.Ordinal);
        await OutboxFlow.HandOn(world.Host.Services);
        var told = Assert.Single((await administrator.GetJson("/api/audit?action=mail.read")).GetProperty("items").EnumerateArray());
        Assert.Equal(administrator.Subject, told.GetProperty("actor").GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_administrator_has_a_test_mail_sent_to_the_own_address_and_sees_how_it_fares()
    {
        await using var world = await MailWorld.Start();
        var administrator = await world.Host.As("administrator");
        using var asked = await administrator.PostJson("/api/mails/test", new { });
        var waiting = await asked.ExpectJson(HttpStatusCode.Accepted);
        Assert.Equal(("test", "administrator@example.org", "waiting"),
            (waiting.GetProperty("template").GetString(), waiting.GetProperty("recipient").GetString(), waiting.GetProperty("state").GetString()));
        Assert.Equal(new MailRun(1, 0, null), await world.Send());
        var letter = await administrator.GetJson(asked.Headers.Location!.ToString());
        Assert.Equal("sent", letter.GetProperty("mail").GetProperty("state").GetString());
        Assert.Equal("A test mail", letter.GetProperty("content").GetProperty("subject").GetString());
        await OutboxFlow.HandOn(world.Host.Services);
        var told = Assert.Single((await administrator.GetJson("/api/events?type=mail.tested")).GetProperty("items").EnumerateArray());
        Assert.Equal(waiting.GetProperty("id").GetString(), told.GetProperty("data").GetProperty("mail").GetString());
    }

    [Fact]
    public async Task A_mail_that_failed_is_sent_again_or_dropped_and_the_audit_hears_of_it()
    {
        var station = new PlantedStation { Answer = _ => new SendResult(SendOutcome.Refused, "550 no such mailbox") };
        await using var world = await MailWorld.Start(station.Register);
        var administrator = await world.Host.As("administrator");
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Enqueue("reset-2", MailWorld.Reset("berta@example.org"));
        Assert.Equal(new MailRun(0, 2, null), await world.Send());
        var failed = (await administrator.GetJson("/api/mails/reset-1")).GetProperty("mail");
        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.Equal("refused", failed.GetProperty("reason").GetString());
        Assert.Equal("550 no such mailbox", failed.GetProperty("detail").GetString());

        station.Answer = _ => SendResult.Sent;
        using var retried = await administrator.PostJson("/api/mails/reset-1/retry", new { });
        Assert.Equal("waiting", (await retried.ExpectJson()).GetProperty("state").GetString());
        using var dropped = await administrator.PostJson("/api/mails/reset-2/drop", new { });
        Assert.Equal("dropped", (await dropped.ExpectJson()).GetProperty("state").GetString());
        Assert.Equal(new MailRun(1, 0, null), await world.Send());
        Assert.Equal(3, station.Seen.Count);
        Assert.Equal(3, station.Seen.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(1, (await administrator.GetJson("/api/mails?state=sent")).GetProperty("total").GetInt32());

        foreach (var (path, type) in new[] { ("reset-1/retry", "mail-not-retryable"), ("reset-2/retry", "mail-not-retryable"), ("reset-1/drop", "mail-not-droppable") })
        {
            using var refused = await administrator.PostJson($"/api/mails/{path}", new { });
            await refused.ExpectProblem(HttpStatusCode.Conflict, type);
        }

        await OutboxFlow.HandOn(world.Host.Services);
        var events = (await administrator.GetJson("/api/events")).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("type").GetString()!.StartsWith("mail.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["mail.dropped", "mail.retried"], events.Select(e => e.GetProperty("type").GetString()).Order());
        Assert.All(events, e => Assert.Equal(administrator.Subject, e.GetProperty("actor").GetString()));
        Assert.DoesNotContain("example.org", string.Concat(events.Select(e => e.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_failed_mail_says_is_forgotten_after_a_week_and_the_mail_in_the_tenants_time()
    {
        var station = new PlantedStation { Answer = _ => new SendResult(SendOutcome.Refused) };
        await using var world = await MailWorld.Start(station.Register);
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Send();
        await world.Get<Core.Tenants.TenantDirectory>().Notice(MailWorld.Varam, Now);
        var housekeeping = world.Get<MailHousekeeping>();
        world.Host.Clock.Jump(TimeSpan.FromDays(6));
        await housekeeping.Run(TimeSpan.FromMinutes(1), Now);
        Assert.NotNull((await world.Mail("reset-1")).Body.Values);
        world.Host.Clock.Jump(TimeSpan.FromDays(2));
        await housekeeping.Run(TimeSpan.FromMinutes(1), Now);
        Assert.Null((await world.Mail("reset-1")).Body.Values);
        Assert.Equal(0, await housekeeping.Purge(MailWorld.Varam, world.Host.Clock.GetUtcNow().AddDays(-30), 1000, Now));
        Assert.Equal(1, await housekeeping.Purge(MailWorld.Varam, world.Host.Clock.GetUtcNow().AddDays(-8), 1000, Now));
        Assert.Null(await world.Get<MailStore>().Find(MailWorld.Varam, "reset-1", Now));
    }
}
