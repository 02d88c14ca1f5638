using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary>Who a mail goes to.</summary>
/// <param name="Wants">Whether the reader wants such mails.</param>
/// <param name="Language">The reader's language; null when it is not known.</param>
/// <param name="HasAccount">Whether the reader has taken up an account; an account that waits for its person is the inviter's idea.</param>
public sealed record MailReader(bool Wants, string? Language, bool HasAccount);

/// <summary>What is known of readers: what they chose to get, and the addresses that nobody is to invite again.</summary>
public sealed class MailReaders(AccountStore accounts, IDocuments documents)
{
    private const string Kind = "mail-refusal";

    /// <summary>Who a mail goes to, as they stand now.</summary>
    public async Task<MailReader> Of(TenantId tenant, MailRecord mail, CancellationToken cancellation)
    {
        var category = MailTemplates.All.GetValueOrDefault(mail.Template)?.Category;
        var account = mail.Subject is { } subject ? (await accounts.Find(tenant, subject, cancellation))?.Body : null;
        var hasAccount = account is { Accepted: true };
        var chose = category is null || mail.Subject is null || account is { Active: true } active && active.Notifications.Wants(category);
        var refused = !hasAccount && category == NotificationCategory.Invitations && EmailAddress.TryParse(mail.Recipient, out var address)
            && await Refuses(tenant, address, cancellation);
        return new MailReader(chose && !refused, mail.Language ?? account?.Language, hasAccount);
    }

    /// <summary>Whether somebody with this address, who has taken up no account, asked not to be invited again.</summary>
    public Task<bool> Refuses(TenantId tenant, EmailAddress address, CancellationToken cancellation) => Refuses(tenant, address.Key, cancellation);

    internal async Task<bool> Refuses(TenantId tenant, string key, CancellationToken cancellation) =>
        await documents.Find<Refusal>(MailStore.In(tenant), Kind, key, cancellation) is not null;

    /// <summary>Remembers that an address is not to be invited again. Of the address only a hash is kept.</summary>
    /// <param name="key">The address's <see cref="EmailAddress.Key"/>.</param>
    /// <param name="told">The event that tells of it, when it is new.</param>
    internal Task Refuse(TenantId tenant, string key, DateTimeOffset now, DomainEvent told, CancellationToken cancellation) =>
        documents.Commit(MailStore.In(tenant), new Batch().Create(Kind, key, new Refusal(now)).Emit(told), cancellation);

    private sealed record Refusal(DateTimeOffset At);
}
