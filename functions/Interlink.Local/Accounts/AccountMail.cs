using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Local.Hosting;

namespace Interlink.Local.Accounts;

/// <summary>The mails about signing in.</summary>
public sealed class AccountMail(MailOutbox outbox, HostAddress host, IIds ids)
{
    /// <summary>Asks whether an address is the reader's.</summary>
    /// <param name="to">The account's address, or the one that is to become it.</param>
    public Task Verify(TenantId tenant, Account account, EmailAddress to, string token, CancellationToken cancellation) =>
        Send(tenant, account, to, MailTemplates.AddressVerification, $"/account/address?token={Uri.EscapeDataString(token)}", token, cancellation);

    /// <summary>Lets a password be chosen anew.</summary>
    public Task Reset(TenantId tenant, Account account, string token, CancellationToken cancellation) =>
        Send(tenant, account, EmailAddress.Parse(account.Email!), MailTemplates.PasswordReset, $"/reset-password?token={Uri.EscapeDataString(token)}", token, cancellation);

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

    private Task<bool> Send(TenantId tenant, Account account, EmailAddress to, string template, string path, string token, CancellationToken cancellation)
    {
        var values = new Dictionary<string, string> { ["name"] = account.Name, ["link"] = host.LinkTo(tenant, path) };
        var key = $"{template}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..32]}";
        return outbox.Enqueue(tenant, key, Draft(template, account, to, values), cancellation);
    }

    private static MailDraft Draft(string template, Account account, EmailAddress to, Dictionary<string, string> values) =>
        new(template, to, values) { Language = account.Language, Subject = account.Subject };
}
