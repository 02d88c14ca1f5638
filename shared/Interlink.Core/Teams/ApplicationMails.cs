using System.Globalization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;

namespace Interlink.Core.Teams;

/// <summary>The mails about applications. Each has a key of its application and time, so that a repeated step sends none twice.</summary>
public sealed class ApplicationMails(AccountStore accounts, MailOutbox mails)
{
    /// <summary>Tells those who administer the team, or its organization where the team has nobody, that somebody applied.</summary>
    public async Task Received(TenantId tenant, LoadedTeam loaded, TeamApplication application, Uri page, CancellationToken cancellation)
    {
        var team = loaded.Team;
        var readers = team.Administrators.Count > 0 ? team.Administrators : loaded.Organization.Organization.Administrators;
        var values = new Dictionary<string, string>
        {
            ["applicant"] = application.Applicant.Name,
            ["team"] = team.Name,
            ["link"] = new Uri(page, $"teams/{team.Id}/applications").AbsoluteUri,
        };
        var people = await accounts.FindMany(tenant, readers, cancellation);
        await mails.EnqueueAll(tenant, people.Values.Where(a => a.Email is not null).Select(reader => KeyValuePair.Create(
            $"{Key(application)}-{reader.Subject}", Draft(MailTemplates.ApplicationReceived, reader, values) with { Author = application.Applicant.Subject })), cancellation);
    }

    /// <summary>Tells the applicant of being accepted.</summary>
    public Task Accepted(TenantId tenant, Team team, TeamApplication application, Uri page, CancellationToken cancellation) =>
        Tell(tenant, MailTemplates.ApplicationAccepted, team, application, "link", new Uri(page, $"teams/{team.Id}").AbsoluteUri, cancellation);

    /// <summary>Tells the applicant of being rejected, and why.</summary>
    public Task Rejected(TenantId tenant, Team team, TeamApplication application, CancellationToken cancellation) =>
        Tell(tenant, MailTemplates.ApplicationRejected, team, application, "reason", application.Reason ?? "", cancellation);

    private async Task Tell(
        TenantId tenant, string template, Team team, TeamApplication application, string name, string value, CancellationToken cancellation)
    {
        if (await accounts.Find(tenant, application.Applicant.Subject, cancellation) is { Body: { Email: not null } reader })
        {
            var values = new Dictionary<string, string> { ["name"] = reader.Name, ["team"] = team.Name, [name] = value };
            await mails.Enqueue(tenant, $"{Key(application)}-decided", Draft(template, reader, values), cancellation);
        }
    }

    private static MailDraft Draft(string template, Account reader, IReadOnlyDictionary<string, string> values) =>
        new(template, EmailAddress.Parse(reader.Email!), values) { Language = reader.Language, Subject = reader.Subject };

    private static string Key(TeamApplication application) =>
        string.Create(CultureInfo.InvariantCulture, $"application-{application.Id}-{application.AppliedAt.ToUnixTimeMilliseconds()}");
}
