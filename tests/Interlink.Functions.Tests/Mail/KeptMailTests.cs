using Interlink.Core.Accounts;
using Interlink.Core.Mail;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;
using Interlink.Mail.Folder;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Mail;

/// <summary>Mails that stay on the machine go with the person, with their time, and with the tenant.</summary>
public sealed class KeptMailTests
{
    private static readonly ErasedPerson Anna = new("anna", "Former participant 1234", "Anna", EmailAddress.Parse("anna@example.org"));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mails_of_each_tenant_lie_in_a_folder_of_its_own()
    {
        await using var world = await MailWorld.Start();
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Enqueue("reset-1", MailWorld.Reset("berta@example.org"), MailWorld.Reggio);
        await world.Send();
        Assert.Contains("anna@example.org", await File.ReadAllTextAsync(Assert.Single(world.Files()), Now), StringComparison.Ordinal);
        Assert.Contains("berta@example.org", await File.ReadAllTextAsync(Assert.Single(world.Files(MailWorld.Reggio)), Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_person_go_the_mails_to_that_person_and_no_others()
    {
        await using var world = await MailWorld.Start();
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Enqueue("reset-2", MailWorld.Reset("anna@example.org"));
        await world.Enqueue("reset-3", MailWorld.Reset("berta@example.org"));
        await world.Send();
        var erasing = world.Host.Services.GetServices<IPersonalData>().OfType<MailPersonalData>().Single();
        Assert.Equal(2, await erasing.Erase(MailWorld.Varam, Anna, Now));
        Assert.EndsWith("-varam-reset-3.eml", Assert.Single(world.Files()), StringComparison.Ordinal);
        Assert.Equal(0, await erasing.Erase(MailWorld.Varam, Anna, Now));
    }

    [Fact]
    public async Task A_mail_that_was_sent_again_goes_under_every_name_that_it_had()
    {
        await using var world = await MailWorld.Start();
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Send();
        var sent = await world.Mail("reset-1");
        var again = await world.Get<MailStore>().Replace(
            MailWorld.Varam, sent, sent.Body.Retried(world.Host.Clock.GetUtcNow()) with { Values = MailWorld.Reset("anna@example.org").Values }, null, Now);
        Assert.NotNull(again);
        await world.Send();
        Assert.Equal(2, world.Files().Count);
        await world.Get<MailStore>().Remove(MailWorld.Varam, [await world.Mail("reset-1")], Now);
        Assert.Empty(world.Files());
    }

    [Fact]
    public async Task Mails_go_with_the_time_for_which_a_tenant_remembers_them()
    {
        await using var world = await MailWorld.Start();
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.Send();
        var keeping = world.Get<MailHousekeeping>();
        Assert.Equal(0, await keeping.Purge(MailWorld.Varam, world.Host.Clock.GetUtcNow() - TimeSpan.FromDays(1), 100, Now));
        Assert.Single(world.Files());
        Assert.Equal(1, await keeping.Purge(MailWorld.Varam, world.Host.Clock.GetUtcNow() + TimeSpan.FromDays(1), 100, Now));
        Assert.Empty(world.Files());
    }

    [Fact]
    public async Task A_mail_that_is_removed_while_it_is_being_sent_leaves_no_file()
    {
        var removing = new Removing();
        await using var world = await MailWorld.Start(services => services.AddSingleton<IMailTransport>(removing));
        removing.World = world;
        await world.Enqueue("reset-1", MailWorld.Reset("anna@example.org"));
        await world.SendUntil(() => Task.FromResult(removing.Written is not null));
        await world.SendUntil(async () => await world.Get<MailStore>().Find(MailWorld.Varam, "reset-1", Now) is null && world.Files().Count == 0);
        Assert.EndsWith("-varam-reset-1.eml", removing.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_purge_of_a_tenant_lists_its_files_in_order_and_takes_them_and_nobody_elses()
    {
        await using var world = await MailWorld.Start();
        foreach (var i in Enumerable.Range(0, 5))
        {
            await world.Enqueue($"reset-{i}", MailWorld.Reset($"reader{i}@example.org"));
        }

        await world.Enqueue("reset-9", MailWorld.Reset("berta@example.org"), MailWorld.Reggio);
        await world.Send();
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "varam", "unfinished.part"), "half a mail", Now);
        var purge = world.Host.Services.GetServices<ITenantPurge>().Single(store => store.Store == "mails");
        var all = await purge.List(MailWorld.Varam, 100, Now);
        Assert.Equal(6, all.Count);
        Assert.Equal(all.Take(2), await purge.List(MailWorld.Varam, 2, Now));
        Assert.Equal(6, all.DistinctBy(thing => thing.Sha256).Count());
        await purge.Remove(MailWorld.Varam, [.. all, new StoredThing("mail", "gone.eml", all[0].Sha256), new StoredThing("mail", "../reggio", all[0].Sha256)], Now);
        Assert.Empty(await purge.List(MailWorld.Varam, 100, Now));
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "varam")));
        Assert.Single(world.Files(MailWorld.Reggio));
    }

    [Fact]
    public async Task What_lies_in_the_folder_goes_with_the_tenant_also_when_mails_leave_by_a_server_now()
    {
        await using var world = await MailWorld.Start(null, "--Interlink:Mail:Smtp:Host=smtp.example.org");
        Assert.NotEqual("folder", world.Get<MailPost>().Transport);
        Assert.Contains(world.Host.Services.GetServices<ITenantPurge>(), store => store.Store == "mails");
    }

    /// <summary>Writes the file of a mail whose record was removed meanwhile.</summary>
    private sealed class Removing : IMailTransport
    {
        public MailWorld? World { get; set; }

        public string? Written { get; private set; }

        public string Name => "removing";

        public async Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation)
        {
            await World!.Get<MailStore>().Remove(mail.Tenant, [await World.Mail("reset-1")], cancellation);
            await World.Get<MailFolder>().Keep(mail, cancellation);
            Written = Assert.Single(World.Files());
            return SendResult.Sent;
        }
    }
}
