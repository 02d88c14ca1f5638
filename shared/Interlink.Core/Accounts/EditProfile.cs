using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>What a person changes about oneself; null leaves a thing as it is.</summary>
/// <param name="Language">Of pages and mails; empty to follow the browser.</param>
/// <param name="TimeZone">IANA name; empty to follow the browser.</param>
public sealed record ProfileEdit(
    string? Name, string? Language, IReadOnlyList<string>? SpokenLanguages, string? TimeZone, NotificationPreferences? Notifications);

/// <summary>Lets people change how they are shown and spoken to.</summary>
public sealed partial class EditProfile(AccountStore accounts, AccountEvents events)
{
    /// <summary>Changes one's own profile.</summary>
    /// <param name="read">The revision that was read.</param>
    /// <returns>The account as it is now; <see cref="InvalidInput"/> naming every bad field, <see cref="AccountNotFound"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Document<Account>>> Run(Caller caller, ProfileEdit edit, Revision read, CancellationToken cancellation)
    {
        if (Judge(edit) is { Count: > 0 } faults)
        {
            return new InvalidInput(faults);
        }

        if (await accounts.Find(caller.Tenant, caller.Subject, cancellation) is not { } known)
        {
            return new AccountNotFound();
        }

        if (known.Revision != read)
        {
            return new StaleRevision();
        }

        var changed = Apply(known.Body, edit);
        if (Changes(known.Body, changed) is not { Count: > 0 } changes)
        {
            return known;
        }

        var batch = new Batch().Emit(events.ProfileChanged(caller.Subject, changes));
        var saved = await accounts.Edit(caller.Tenant, known, changed, batch, cancellation);
        return await saved.Then(async _ => await Now(caller, cancellation));
    }

    private async Task<Outcome<Document<Account>>> Now(Caller caller, CancellationToken cancellation) =>
        await accounts.Find(caller.Tenant, caller.Subject, cancellation) is { } now ? now : new AccountNotFound();

    private static Account Apply(Account account, ProfileEdit edit) => account with
    {
        Name = edit.Name is null ? account.Name : OneLine.Of(edit.Name),
        Language = edit.Language is null ? account.Language : NullIfEmpty(edit.Language),
        SpokenLanguages = edit.SpokenLanguages?.Distinct().ToList() ?? account.SpokenLanguages,
        TimeZone = edit.TimeZone is null ? account.TimeZone : NullIfEmpty(edit.TimeZone),
        Notifications = edit.Notifications ?? account.Notifications,
    };

    // That they changed is told, not what to: these are personal data. What somebody wants to hear of is not.
    private static List<FieldChange> Changes(Account before, Account after)
    {
        var changes = new List<FieldChange>();
        Note("name", before.Name != after.Name);
        Note("language", before.Language != after.Language);
        Note("spokenLanguages", !before.SpokenLanguages.SequenceEqual(after.SpokenLanguages));
        Note("timeZone", before.TimeZone != after.TimeZone);
        Switch("notifications.invitations", before.Notifications.Invitations, after.Notifications.Invitations);
        Switch("notifications.teams", before.Notifications.Teams, after.Notifications.Teams);
        return changes;

        void Note(string field, bool changed)
        {
            if (changed)
            {
                changes.Add(new FieldChange(field));
            }
        }

        void Switch(string field, bool was, bool now)
        {
            if (was != now)
            {
                changes.Add(new FieldChange(field, was ? "true" : "false", now ? "true" : "false"));
            }
        }
    }

    private static List<FieldError> Judge(ProfileEdit edit)
    {
        var faults = new List<FieldError>();
        if (edit.Name is not null && PersonName.Judge(edit.Name) is { } name)
        {
            faults.Add(name);
        }

        if (edit.Language is { Length: > 0 } language && !Language.Interface.Contains(language))
        {
            faults.Add(new("language", "not_a_language", "This must be one of the languages that pages are offered in."));
        }

        if (edit.TimeZone is { Length: > 0 } zone && !IsTimeZone(zone))
        {
            faults.Add(new("timeZone", "unknown_value", "This must be the IANA name of a time zone, such as Europe/Riga."));
        }

        return faults;
    }

    private static bool IsTimeZone(string name) => ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(@"\A(UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+){1,2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();
}
