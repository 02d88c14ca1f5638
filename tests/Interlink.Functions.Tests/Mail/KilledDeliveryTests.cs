using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Webhooks;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Mail;

public sealed class KilledDeliveryTests
{
    private const int Count = 1_500;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_is_killed_while_it_sends_loses_no_mail_and_leaves_none_twice()
    {
        using var folder = new TemporaryFolder();
        var tenant = TenantId.Parse("demo");
        await using (var first = await InterlinkHost.Start(new HostOptions { DataFolder = folder["data"], Tenant = "demo", Clock = new FakeClock() }))
        {
            await first.Services.GetRequiredService<MailOutbox>().EnqueueAll(
                tenant, Enumerable.Range(0, Count).Select(i => KeyValuePair.Create($"invitation-{i:D5}", MailWorld.Invitation($"person{i}@example.org"))), Now);
        }

        string[] Files() => Directory.Exists(folder["data/mails/demo"]) ? Directory.GetFiles(folder["data/mails/demo"], "*.eml") : [];
        await using (var killed = await InterlinkProcess.Demo(folder["data"]))
        {
            await WebhookFlow.Until(() => Task.FromResult(Files().Length), files => files >= 40);
            await killed.Kill();
        }

        Assert.InRange(Files().Length, 40, Count - 1);

        // The claims of the dead end by themselves; the clock of the next host is past them.
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow() + TimeSpan.FromHours(1));
        await using var second = await InterlinkHost.Start(new HostOptions { DataFolder = folder["data"], Tenant = "demo", Clock = clock });
        await second.Services.GetRequiredService<MailDispatch>().Run(TimeSpan.FromMinutes(5), Now);

        // The host's own timer may be sending the last ones at this very moment.
        var store = second.Services.GetRequiredService<MailStore>();
        await WebhookFlow.Until(
            () => store.List(tenant, new MailFilter([], [], null), new PageRequest(1, null), Now),
            mails => mails.States.SequenceEqual([new Core.Storage.FacetCount("sent", Count)]));
        Assert.Equal((Count, Count), (Files().Length, Files().Select(file => Path.GetFileName(file)[^24..]).Distinct().Count()));
    }
}
