using System.Diagnostics;
using System.Globalization;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Webhooks;

namespace Interlink.Functions.Tests.Mail;

public sealed class FolderDeliveryTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_lands_in_the_folder_and_its_values_are_forgotten()
    {
        await using var world = await MailWorld.Start();
        Assert.True(await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org")));
        Assert.False(await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org")));
        Assert.Equal(new MailRun(1, 0, null), await world.Send());
        Assert.Equal(new MailRun(0, 0, null), await world.Send());

        var file = Assert.Single(world.Files());
        Assert.EndsWith("-varam-reset-1.eml", file, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(file, Now);
        Assert.Contains("https://example.org/reset?token=abc", text, StringComparison.Ordinal);
        Assert.Contains("To: anna@example.org", text, StringComparison.Ordinal);
        var mail = (await world.Mail("reset-1")).Body;
        Assert.Equal(MailState.Sent, mail.State);
        Assert.Null(mail.Values);
        Assert.Equal(world.Host.Clock.GetUtcNow(), mail.EndedAt);
    }

    [Fact]
    public async Task The_timer_sends_by_itself()
    {
        await using var world = await MailWorld.Start();
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        Assert.Single(await WebhookFlow.Until(() => Task.FromResult(world.Files()), files => files.Count > 0, () => world.Host.Advance(TimeSpan.FromSeconds(5))));
    }

    [Fact]
    public async Task Ten_thousand_mails_reach_the_folder_each_once()
    {
        await using var world = await MailWorld.Start();
        await world.Get<MailOutbox>().EnqueueAll(
            MailWorld.Varam,
            Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"invitation-{i}"), MailWorld.Invitation($"person{i}@example.org"))),
            Now);
        var took = Stopwatch.StartNew();
        Assert.Equal(new MailRun(10_000, 0, null), await world.Send());
        TestContext.Current.SendDiagnosticMessage("10,000 mails to the folder took {0} s.", took.Elapsed.TotalSeconds);
        Assert.Equal(10_000, world.Files().Count);
    }
}
