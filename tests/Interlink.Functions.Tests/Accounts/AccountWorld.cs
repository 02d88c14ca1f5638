using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Accounts;

/// <summary>Looks at what HTTP does not show: stored events, mails that wait, accounts.</summary>
internal static class AccountWorld
{
    private static readonly TenantId Tenant = TenantId.Parse("varam");

    /// <summary>The events of a type that commits have stored.</summary>
    public static async Task<IReadOnlyList<OutboxEvent>> Told(InterlinkHost host, string type)
    {
        var page = await host.Services.GetRequiredService<IOutbox>().Read(null, 1000, TestContext.Current.CancellationToken);
        return [.. page.Events.Where(e => e.Type == type)];
    }

    /// <summary>The mails after a template that wait to be sent, once there are so many; some are made after the answer.</summary>
    public static Task<IReadOnlyList<MailRecord>> Mails(InterlinkHost host, string template, int count = 1) =>
        WebhookFlow.Until(async () => (IReadOnlyList<MailRecord>)[.. (await AllMails(host)).Where(m => m.Template == template)], mails => mails.Count >= count);

    /// <summary>Waits until the mails after a template, and all others, have left.</summary>
    public static async Task MailsLeft(InterlinkHost host, string template)
    {
        await Mails(host, template);
        await WebhookFlow.Until(() => AllMails(host), mails => mails.All(mail => mail.State is not (MailState.Waiting or MailState.Sending)));
    }

    /// <summary>Waits until the mails after a template, and all others, have left, and empties the folder where they land: it is no store of the host's.</summary>
    public static async Task MailsLeave(InterlinkHost host, string template)
    {
        await MailsLeft(host, template);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(host.DataFolder, "mails"), "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<MailRecord>> AllMails(InterlinkHost host)
    {
        var documents = host.Services.GetRequiredService<IDocuments>();
        var page = await documents.List<MailRecord>(MailOutbox.In(Tenant), MailOutbox.Kind, new ListOptions(Limit: 1000), TestContext.Current.CancellationToken);
        return [.. page.Items.Select(m => m.Body).OrderBy(m => m.EnqueuedAt)];
    }

    /// <summary>The token in the link of a mail.</summary>
    public static string TokenIn(MailRecord mail) => Uri.UnescapeDataString(mail.Values!["link"].Split("token=")[1].Split('#')[0]);

    /// <summary>An account as it is kept.</summary>
    public static async Task<Document<Account>> Account(InterlinkHost host, string subject) =>
        (await host.Services.GetRequiredService<AccountStore>().Find(Tenant, subject, TestContext.Current.CancellationToken))!;

    /// <summary>How many documents of a kind lie beside the accounts.</summary>
    public static async Task<int> Count(InterlinkHost host, string kind) => (await host.Services.GetRequiredService<IDocuments>()
        .List<System.Text.Json.JsonElement>(AccountStore.In(Tenant), kind, new ListOptions(Limit: 1000), TestContext.Current.CancellationToken)).Items.Count;

    /// <summary>Changes an account behind everybody's back.</summary>
    public static async Task Change(InterlinkHost host, string subject, Func<Account, Account> change)
    {
        var read = await Account(host, subject);
        var saved = await host.Services.GetRequiredService<AccountStore>().Save(
            Tenant, read, change(read.Body), new Batch(), TestContext.Current.CancellationToken);
        Assert.True(saved.Succeeded);
    }
}
