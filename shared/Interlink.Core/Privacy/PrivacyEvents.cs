using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary><c>legal.published</c>: a tenant published a version of a legal text.</summary>
/// <param name="Document">Which document.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="EffectiveAt">From when on it holds, UTC.</param>
/// <param name="AsksConsent">Whether people must agree to it before they go on.</param>
public sealed record LegalPublished(LegalDocument Document, int Version, DateTimeOffset EffectiveAt, bool AsksConsent);

/// <summary><c>consent.given</c>: a person agreed to a version of a text.</summary>
/// <param name="Document">To which document.</param>
/// <param name="Version">To which version of it.</param>
/// <param name="Language">Code of the language in which it was read.</param>
public sealed record ConsentWasGiven(LegalDocument Document, int Version, string Language);

/// <summary><c>privacy.settings_changed</c>: a tenant decided something about personal data.</summary>
/// <param name="Fields">Which parts of the settings.</param>
public sealed record PrivacySettingsChanged(IReadOnlyList<string> Fields);

/// <summary><c>export.requested</c>, <c>export.completed</c>: a person's own data was asked for, and can be fetched.</summary>
/// <param name="Export">Id of the export.</param>
public sealed record ExportEvent(string Export);

/// <summary><c>erasure.requested</c>, <c>erasure.canceled</c>, <c>erasure.begun</c>: an account is to go.</summary>
/// <param name="Erasure">Id of the erasure.</param>
/// <param name="DueAt">When it begins, UTC; until then it can be taken back.</param>
public sealed record ErasureEvent(string Erasure, DateTimeOffset DueAt);

/// <summary><c>erasure.completed</c>: nothing in the tenant leads to the person any more.</summary>
/// <param name="Erasure">Id of the erasure.</param>
/// <param name="Certificate">SHA-256 of the certificate, in lower-case hexadecimal digits.</param>
/// <param name="Records">How many records were removed or made anonymous.</param>
public sealed record ErasureCompleted(string Erasure, string Certificate, int Records);

/// <summary><c>retention.enforced</c>: what was older than it may be was removed.</summary>
/// <param name="Removed">How many records went, by kind of data.</param>
public sealed record RetentionEnforced(IReadOnlyDictionary<string, int> Removed);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class PrivacyEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Published(Caller caller, LegalVersion version, int before)
    {
        var data = new LegalPublished(version.Document, version.Version, version.EffectiveAt, version.AsksConsent);
        return Make(caller.Subject, "legal.published", version.Document.ToString().ToLowerInvariant(), data) with
        {
            Changes = [new FieldChange("version", Number(before), Number(version.Version))],
        };
    }

    public DomainEvent Consented(Caller caller, Consent consent) =>
        Make(caller.Subject, "consent.given", caller.Subject, new ConsentWasGiven(consent.Document, consent.Version, consent.Language));

    public DomainEvent SettingsChanged(Caller caller, IReadOnlyList<FieldChange> changes) =>
        Make(caller.Subject, "privacy.settings_changed", "privacy", new PrivacySettingsChanged([.. changes.Select(c => c.Field)])) with { Changes = changes };

    public DomainEvent ExportRequested(Caller caller, string export) => Make(caller.Subject, "export.requested", export, new ExportEvent(export));

    public DomainEvent ExportCompleted(TenantId tenant, PersonalExport export) =>
        Once(tenant, Make(export.Subject, "export.completed", export.Id, new ExportEvent(export.Id)));

    public DomainEvent ErasureRequested(string actor, Erasure erasure) =>
        Make(actor, "erasure.requested", erasure.Subject, new ErasureEvent(erasure.Id, erasure.DueAt));

    public DomainEvent ErasureCanceled(string actor, Erasure erasure) =>
        Make(actor, "erasure.canceled", erasure.Subject, new ErasureEvent(erasure.Id, erasure.DueAt));

    public DomainEvent ErasureBegun(TenantId tenant, Erasure erasure) =>
        Once(tenant, Make(erasure.RequestedBy, "erasure.begun", erasure.Subject, new ErasureEvent(erasure.Id, erasure.DueAt)));

    public DomainEvent Erased(TenantId tenant, Erasure erasure, ErasureCertificate certificate) =>
        Once(tenant, Make(erasure.RequestedBy, "erasure.completed", erasure.Subject, new ErasureCompleted(erasure.Id, certificate.Sha256, certificate.Parts.Sum(p => p.Records))));

    public DomainEvent Retained(IReadOnlyDictionary<string, int> removed) =>
        Make("timer", "retention.enforced", "retention", new RetentionEnforced(removed));

    // The same event however often the step that emits it runs.
    private static DomainEvent Once(TenantId tenant, DomainEvent told) => told with { Id = Ulids.Derive(tenant.Value, told.Type, told.Subject, told.Data.ToString()!) };

    private DomainEvent Make(string actor, string type, string subject, object data) => new(ids.New(), type, clock.GetUtcNow(), actor, subject, data);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
