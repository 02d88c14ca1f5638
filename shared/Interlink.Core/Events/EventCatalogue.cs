using Interlink.Core.Accounts;
using Interlink.Core.Assets;
using Interlink.Core.Catalogue;
using Interlink.Core.Mail;
using Interlink.Core.Organizations;
using Interlink.Core.People;
using Interlink.Core.Permissions;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Teams;
using Interlink.Core.Tenants;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Events;

/// <summary>The event types that there are, with the records of their data. A type has one form for ever: fields are added, never changed or taken away; what changes incompatibly
/// gets another type.</summary>
public static class EventCatalogue
{
    /// <summary>Every type that is told to partners, in order of name.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new("account.address_changed", typeof(AccountFact), "An account has another e-mail address; which one is not told."),
        new("account.created", typeof(AccountScopes), "An account was made that waits for its person."),
        new("account.erased", typeof(AccountFact), "An account was erased."),
        new("account.invitation_accepted", typeof(AccountInvitationAccepted), "An identity took up an account."),
        new("account.profile_changed", typeof(AccountFact), "A person changed the own profile; what it says is not told."),
        new("account.scopes_changed", typeof(AccountScopes), "The rights of an account in the tenant changed."),
        new("asset.created", typeof(AssetCreated), "A resource was added to a task."),
        new("asset.deleted", typeof(AssetDeleted), "A resource was removed."),
        new("asset.edited", typeof(AssetEdited), "A resource got another name or address."),
        new("asset.version_added", typeof(AssetVersionAdded), "A resource got a new version of its file."),
        new("catalogue.imported", typeof(CatalogueImported), "An import of a catalogue came to its end."),
        new("consent.given", typeof(ConsentWasGiven), "A person agreed to a version of a text."),
        new("endpoint.created", typeof(EndpointCreated), "A webhook endpoint was made."),
        new("endpoint.deleted", typeof(EndpointDeleted), "An endpoint was removed."),
        new("endpoint.disabled", typeof(EndpointDisabled), "An endpoint gets nothing any more."),
        new("endpoint.link_made", typeof(EndpointLinkMade), "An administrator made a link by which a partner sees an endpoint."),
        new("endpoint.links_ended", typeof(EndpointLinksEnded), "The links for partners that there were to an endpoint work no more."),
        new("endpoint.paused", typeof(EndpointPaused), "Messages for an endpoint are kept from now on."),
        new("endpoint.resumed", typeof(EndpointResumed), "An endpoint gets messages again."),
        new("endpoint.secret_revealed", typeof(EndpointSecretRevealed), "Somebody looked at the signing secrets of an endpoint."),
        new("endpoint.secret_rotated", typeof(EndpointSecretRotated), "An endpoint got a new signing secret."),
        new("endpoint.tested", typeof(EndpointTested), "An administrator had an example sent to an endpoint."),
        new("endpoint.updated", typeof(EndpointUpdated), "An endpoint was changed."),
        new("endpoint.verified", typeof(EndpointVerified), "An endpoint proved that it wants messages."),
        new("erasure.begun", typeof(ErasureEvent), "It is due and cannot be taken back any more."),
        new("erasure.canceled", typeof(ErasureEvent), "That was taken back."),
        new("erasure.completed", typeof(ErasureCompleted), "Nothing leads to the person any more."),
        new("erasure.requested", typeof(ErasureEvent), "The erasure of an account was asked for."),
        new("export.completed", typeof(ExportEvent), "It can be fetched."),
        new("export.requested", typeof(ExportEvent), "A person asked for a copy of the own data."),
        new("invitation.accepted", typeof(InvitationChanged), "An invited person joined a team."),
        new("invitation.declined", typeof(InvitationChanged), "An invited person does not want to join."),
        new("invitation.revoked", typeof(InvitationChanged), "An invitation was taken back."),
        new("invitation.sent", typeof(InvitationChanged), "A person was invited to a team, or invited again."),
        new("legal.published", typeof(LegalPublished), "A version of a legal text was published."),
        new("mail.dropped", typeof(MailDecided), "An administrator had a mail not sent."),
        new("mail.retried", typeof(MailDecided), "An administrator had a mail sent again."),
        new("mail.tested", typeof(MailDecided), "An administrator had a mail sent to the own address, to see whether it arrives."),
        new("mail.unsubscribed", typeof(MailUnsubscribed), "Somebody does not want certain mails any more, said by a link without signing in."),
        new("message.attempt_exhausted", typeof(MessageAttemptExhausted), "There is no further attempt of a message that was not taken."),
        new("message.attempt_failing", typeof(MessageAttemptFailing), "Several attempts of a message have failed; there will be more."),
        new("message.attempt_recovered", typeof(MessageAttemptRecovered), "A message that was reported as failing was taken after all."),
        new("message.expunged", typeof(MessageExpungedFact), "The particulars of a message were removed."),
        new("message.replayed", typeof(MessageReplayed), "Somebody had a message sent once more."),
        new("organization.administrator_added", typeof(OrganizationAdministratorChanged), "A person became administrator of an organization."),
        new("organization.administrator_removed", typeof(OrganizationAdministratorChanged), "A person is administrator of an organization no more."),
        new("organization.created", typeof(OrganizationChanged), "An organization was made."),
        new("organization.updated", typeof(OrganizationChanged), "An organization was changed."),
        new("permission.changed", typeof(PermissionFact), "What such a permission says is another."),
        new("permission.granted", typeof(PermissionFact), "A team was given rights in a process or in an item of its tree."),
        new("permission.revoked", typeof(PermissionFact), "A permission was taken away."),
        new("person.invitation_revoked", typeof(PersonFact), "Such an invitation was taken back."),
        new("person.invitation_sent", typeof(PersonFact), "Such an invitation was sent again."),
        new("person.invited", typeof(PersonFact), "An administrator invited somebody to the tenant."),
        new("person.reactivated", typeof(PersonFact), "Somebody is let in again."),
        new("person.role_changed", typeof(PersonFact), "Somebody is something else in the tenant."),
        new("person.suspended", typeof(PersonFact), "Somebody is kept out."),
        new("privacy.settings_changed", typeof(PrivacySettingsChanged), "Something was decided about personal data."),
        new("process.administrator_added", typeof(ProcessAdministratorFact), "Somebody administers a process now."),
        new("process.administrator_erased", typeof(ProcessAdministratorErased), "Somebody who administered a process was erased; another takes the place where nobody was left."),
        new("process.administrator_removed", typeof(ProcessAdministratorFact), "Somebody does not administer a process any more."),
        new("process.created", typeof(ProcessCreated), "A process was made."),
        new("process.edited", typeof(ProcessEdited), "The description of a process was changed."),
        new("process.schema_applied", typeof(ProcessSchemaApplied), "A process got its tree from a schema."),
        new("retention.enforced", typeof(RetentionEnforced), "What was older than it may be was removed."),
        new("task.status_changed", typeof(TaskStatusChanged), "A task was set, by hand or by its first asset."),
        new("team.application_accepted", typeof(TeamApplicationChanged), "An applicant joined a team."),
        new("team.application_received", typeof(TeamApplicationChanged), "A person applied to a team."),
        new("team.application_rejected", typeof(TeamApplicationChanged), "A team said no to an applicant."),
        new("team.application_withdrawn", typeof(TeamApplicationChanged), "An applicant took an application back."),
        new("team.created", typeof(TeamChanged), "A team was made."),
        new("team.member_added", typeof(TeamMemberChanged), "A person joined a team."),
        new("team.member_removed", typeof(TeamMemberRemoved), "A person left a team, or was taken out of it."),
        new("team.member_role_changed", typeof(TeamMemberChanged), "A member became administrator of a team, or an administrator a member."),
        new("team.updated", typeof(TeamChanged), "A team was changed."),
        new("tenant.created", typeof(TenantTold), "Whoever runs the platform made a tenant; told, as what follows below, in the platform's own log."),
        new("tenant.deleted", typeof(TenantTold), "Nothing of a tenant is left but the certificate."),
        new("tenant.deletion_requested", typeof(TenantTold), "A tenant is to be erased after the time of grace."),
        new("tenant.erasure_begun", typeof(TenantTold), "The time of grace is over."),
        new("tenant.handed_over", typeof(TenantTold), "A tenant can be read but not changed."),
        new("tenant.opened", typeof(TenantTold), "Everything that a tenant begins with is there."),
        new("tenant.resumed", typeof(TenantTold), "A tenant was brought back to work."),
        new("tenant.settings_changed", typeof(TenantSettingsChanged), "A tenant's administrator changed how it shows itself; told in the tenant's log."),
        new("tenant.suspended", typeof(TenantTold), "A tenant was closed to its people."),
        new("tenant.updated", typeof(TenantTold), "A tenant got another description: name, languages, host names, data region, plan."),
    ];

    private static readonly Dictionary<string, EventDescription> ByType = All.ToDictionary(description => description.Type, StringComparer.Ordinal);

    private static readonly HashSet<string> AuditOnlyTypes =
    [
        "account.link_issued", "account.signed_in", "account.session_ended", "account.sign_in_refused", "account.closed", "account.proof_refused", "account.identity_linked", "account.identity_unlinked",
        "account.password_changed", "account.password_reset_requested", "account.address_verified", "account.second_factor_enabled", "account.second_factor_disabled",
        "account.second_factor_reset", "mail.read",
        "account.recovery_codes_renewed", "account.recovery_code_used", "account.passkey_added", "account.passkey_removed",
    ];

    /// <summary>Finds a type.</summary>
    /// <returns>Null for types that nobody but the audit is told.</returns>
    public static EventDescription? Find(string type) => ByType.GetValueOrDefault(type);

    /// <summary>Whether events of the type tell of the sending of events: they are sent only where they are asked for by name, never about the endpoint that they go to.</summary>
    public static bool IsOperational(string type) =>
        type.StartsWith("endpoint.", StringComparison.Ordinal) || type.StartsWith("message.", StringComparison.Ordinal);

    /// <summary>Whether events of the type are for the audit alone: how somebody signs in, what was refused, what operations did.</summary>
    public static bool IsForAuditOnly(string type) =>
        type.StartsWith("request.", StringComparison.Ordinal) || type.StartsWith("operation.", StringComparison.Ordinal)
        || type.StartsWith("application.", StringComparison.Ordinal) || AuditOnlyTypes.Contains(type);
}

/// <summary>An event type.</summary>
/// <param name="Type">As it travels.</param>
/// <param name="Data">The record of the data.</param>
/// <param name="Sentence">When it is told.</param>
public sealed record EventDescription(string Type, Type Data, string Sentence)
{
    /// <summary>Which form of the data; grows when something is added.</summary>
    public int Version { get; init; } = 1;
}
