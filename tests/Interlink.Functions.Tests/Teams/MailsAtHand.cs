using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

/// <summary>A host whose clock stands still, so that mails wait and can be read.</summary>
internal static class MailsAtHand
{
    public static Task<InterlinkHost> Start() => InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });

    /// <summary>Every waiting mail of the tenant.</summary>
    public static async Task<IReadOnlyList<MailRecord>> Mails(this InterlinkHost host)
    {
        var (documents, all, cursor) = (host.Services.GetRequiredService<IDocuments>(), new List<MailRecord>(), (string?)null);
        do
        {
            var page = await documents.List<MailRecord>(
                MailOutbox.In(TenantId.Parse("varam")), MailOutbox.Kind, new ListOptions(Limit: 1000, Cursor: cursor), CancellationToken.None);
            all.AddRange(page.Items.Select(d => d.Body));
            cursor = page.Next;
        }
        while (cursor is not null);

        return all;
    }

    /// <summary>The mails to an address, the last one last.</summary>
    public static async Task<IReadOnlyList<MailRecord>> MailsTo(this InterlinkHost host, string address) =>
        [.. (await host.Mails()).Where(m => m.Recipient == address).OrderBy(m => m.EnqueuedAt)];

    /// <summary>The link of the last mail to an address: path and query.</summary>
    public static async Task<string> LinkTo(this InterlinkHost host, string address) =>
        new Uri((await host.MailsTo(address))[^1].Values!["link"]).PathAndQuery;
}
