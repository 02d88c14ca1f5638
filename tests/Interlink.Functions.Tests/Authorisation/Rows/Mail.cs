using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Mail : ISliceRows
{
    private const string Missing = "mail-not-found";

    public IEnumerable<Row> Rows =>
    [
        //                                              anonymous foreign member granted process curator auditor admin platform application
        new("ListMails", "GET mails",                        "401 yes 403 403 403 403 403 yes 403 no"),
        new("GetMail", "GET mails/{mail}",                   "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        new("SendTestMail", "POST mails/test",               "401 yes 403 403 403 403 403 yes 403 no"),
        new("RetryMail", "POST mails/{mail}/retry",          "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        new("DropMail", "POST mails/{mail}/drop",            "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        // Whoever has the mail has the link: nobody need be signed in.
        new("GetUnsubscribe", "GET unsubscribe?token={unsubscribe}",  "yes yes yes yes yes yes yes yes yes yes"),
        new("Unsubscribe", "POST unsubscribe?token={unsubscribe}",    "yes yes yes yes yes yes yes yes yes yes"),
    ];

    public async Task Prepare(World world)
    {
        var tenant = TenantId.Parse(world.Ids["tenant"]);
        var values = new Dictionary<string, string> { ["name"] = "Reader", ["link"] = "https://example.org/reset" };
        world.Ids["mail"] = "matrix-1";
        world.Secrets.Add("reader-of-mails@example.org");
        await world.Host.Services.GetRequiredService<MailOutbox>().Enqueue(
            tenant, "matrix-1", new MailDraft(MailTemplates.PasswordReset, EmailAddress.Parse("reader-of-mails@example.org"), values), CancellationToken.None);
        world.Ids["unsubscribe"] = await world.Host.Services.GetRequiredService<UnsubscribeTokens>().Sign(
            new Unsubscription(tenant, NotificationCategory.Invitations, null, EmailAddress.Parse("guest@example.org").Key), CancellationToken.None)
            ?? throw new InvalidOperationException("There is no key.");
    }
}
