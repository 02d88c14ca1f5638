using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Mail;

/// <summary>What a link to unsubscribe would end.</summary>
/// <param name="Sender">How the sender calls itself.</param>
/// <param name="Category">Which mails: one of <see cref="NotificationCategory"/>.</param>
/// <param name="HasAccount">Whether it is a person's choice that changes; otherwise an address that is not invited again.</param>
/// <param name="Ended">Whether that has been done already.</param>
public sealed record UnsubscribeView(string Sender, string Category, bool HasAccount, bool Ended);

/// <summary>Ends mails that somebody does not want any more, with a link from such a mail and without signing in.</summary>
public sealed class Unsubscribe(UnsubscribeTokens tokens, AccountStore accounts, MailReaders readers, TenantDirectory tenants, IIds ids, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>What a link would end; changes nothing.</summary>
    /// <returns>The view, or <see cref="UnsubscribeLinkUnknown"/>.</returns>
    public async Task<Outcome<UnsubscribeView>> Look(string token, CancellationToken cancellation) =>
        await tokens.Read(token, cancellation) is { } what ? await View(what, cancellation) : new UnsubscribeLinkUnknown();

    /// <summary>Ends it. Safe to repeat.</summary>
    /// <returns>The view, or <see cref="UnsubscribeLinkUnknown"/>.</returns>
    /// <exception cref="TransientException">The account kept being changed by others.</exception>
    public async Task<Outcome<UnsubscribeView>> Confirm(string token, CancellationToken cancellation)
    {
        if (await tokens.Read(token, cancellation) is not { } what)
        {
            return new UnsubscribeLinkUnknown();
        }

        await (what.Subject is { } subject ? End(what, subject, cancellation) : Refuse(what, cancellation));
        return await View(what, cancellation);
    }

    private async Task<UnsubscribeView> View(Unsubscription what, CancellationToken cancellation)
    {
        var ended = what.Subject is { } subject
            ? (await accounts.Find(what.Tenant, subject, cancellation))?.Body.Notifications.Wants(what.Category) is not true
            : await readers.Refuses(what.Tenant, what.Address ?? "", cancellation);
        return new UnsubscribeView((await tenants.Get(what.Tenant, cancellation)).Name, what.Category, what.Subject is not null, ended);
    }

    private async Task End(Unsubscription what, string subject, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await accounts.Find(what.Tenant, subject, cancellation) is not { } read || !read.Body.Notifications.Wants(what.Category))
            {
                return;
            }

            var changed = read.Body with { Notifications = Without(read.Body.Notifications, what.Category) };
            var told = new Batch().Emit(new MailEvents(ids, clock).Unsubscribed(subject, what.Category));
            if ((await accounts.Edit(what.Tenant, read, changed, told, cancellation)).Succeeded)
            {
                return;
            }
        }

        throw new TransientException("The account keeps changing.");
    }

    private Task Refuse(Unsubscription what, CancellationToken cancellation) => readers.Refuse(
        what.Tenant, what.Address ?? "", clock.GetUtcNow(), new MailEvents(ids, clock).Unsubscribed(null, what.Category), cancellation);

    private static NotificationPreferences Without(NotificationPreferences wanted, string category) => category switch
    {
        NotificationCategory.Invitations => wanted with { Invitations = false },
        NotificationCategory.Teams => wanted with { Teams = false },
        _ => wanted,
    };
}
