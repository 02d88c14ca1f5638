using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Tenants;

namespace Interlink.Local.Accounts;

/// <summary>The mails about signing in.</summary>
public sealed class AccountMail(MailOutbox outbox, TenantPages pages, IIds ids)
{
    /// <summary>Asks whether an address is the reader's.</summary>
    /// <param name="to">The account's address, or the one that is to become it.</param>
    public Task Verify(TenantId tenant, Account account, EmailAddress to, string token, CancellationToken cancellation) =>
        Send(tenant, account, to, MailTemplates.AddressVerification, $"account/address?token={Uri.EscapeDataString(token)}", token, cancellation);

    /// <summary>Lets a password be chosen anew.</summary>
    public Task Reset(TenantId tenant, Account account, string token, CancellationToken cancellation) =>
        Send(tenant, account, EmailAddress.Parse(account.Email!), MailTemplates.PasswordReset, $"reset-password?token={Uri.EscapeDataString(token)}", token, cancellation);

    /// <summary>Tells a person that something about signing in changed, so that whoever did not do it hears of it.</summary>
    /// <param name="to">The address that was the account's when it happened; nothing is sent where there was none.</param>
    /// <param name="what">See <see cref="MailTemplates.SecurityNotice"/>.</param>
    public async Task Notice(TenantId tenant, Account account, string? to, string what, CancellationToken cancellation)
    {
        if (EmailAddress.TryParse(to, out var address))
        {
            var values = new Dictionary<string, string> { ["name"] = account.Name, ["what"] = what };
            await outbox.Enqueue(tenant, $"notice-{ids.New()}", Draft(MailTemplates.SecurityNotice, account, address, values), cancellation);
        }
    }

    // This host always knows where it listens; a request is never asked, since whoever sends one could choose where the links of others lead.
    private async Task Send(TenantId tenant, Account account, EmailAddress to, string template, string path, string token, CancellationToken cancellation)
    {
        var values = new Dictionary<string, string> { ["name"] = account.Name, ["link"] = new Uri((await pages.Of(tenant, null, cancellation))!, path).AbsoluteUri };
        var key = $"{template}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..32]}";
        await outbox.Enqueue(tenant, key, Draft(template, account, to, values), cancellation);
    }

    private static MailDraft Draft(string template, Account account, EmailAddress to, Dictionary<string, string> values) =>
        new(template, to, values) { Language = account.Language, Subject = account.Subject };
}
