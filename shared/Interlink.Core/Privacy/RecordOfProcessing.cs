namespace Interlink.Core.Privacy;

/// <summary>A record of processing activities (GDPR, Article 30), as it follows from what is built in and what the tenant has decided.</summary>
/// <param name="Controller">Who answers for it.</param>
/// <param name="Recipients">Who else receives personal data.</param>
/// <param name="Activities">What is kept, in order of name.</param>
/// <param name="Measures">The technical and organisational measures, as stable words.</param>
public sealed record ProcessingRecord(
    ControllerDetails Controller, IReadOnlyList<Recipient> Recipients, IReadOnlyList<ProcessingActivity> Activities, IReadOnlyList<string> Measures);

/// <summary>Who answers for personal data.</summary>
public sealed record ControllerDetails(string Name, string? PostalAddress, string? Contact, string? DataProtectionOfficer, string? SupervisoryAuthority);

/// <summary>One kind of personal data.</summary>
/// <param name="Name">As in <see cref="PersonalDataDescription"/>.</param>
/// <param name="Purpose">What for, one English sentence.</param>
/// <param name="Categories">Which data.</param>
/// <param name="Basis">The legal basis.</param>
/// <param name="Erased">What happens at erasure.</param>
/// <param name="Retention">The kind by which it is kept for a time; null when it goes with the account or stays as a contribution.</param>
/// <param name="Days">For how many days it is kept; null when not for a fixed time.</param>
public sealed record ProcessingActivity(
    string Name, string Purpose, IReadOnlyList<string> Categories, string Basis, string Erased, string? Retention, int? Days);

/// <summary>Makes the record of processing out of what the slices say of themselves.</summary>
public sealed class RecordOfProcessing(IEnumerable<IPersonalData> personal, IEnumerable<IRetained> retained)
{
    /// <summary>What protects the data, in every installation.</summary>
    public static IReadOnlyList<string> Measures { get; } =
    [
        "tenant-isolation", "encryption-in-transit", "passwords-hashed", "rights-at-each-request", "audit-ledger", "retention-enforced", "erasure-certified",
    ];

    /// <summary>The record of a tenant.</summary>
    /// <param name="tenant">The tenant's name, which stands for the controller's until there is one.</param>
    public ProcessingRecord Of(string tenant, PrivacySettings settings)
    {
        var rules = retained.Select(r => r.Rule).ToDictionary(r => r.Kind, StringComparer.Ordinal);
        var controller = new ControllerDetails(
            settings.Controller ?? tenant, settings.PostalAddress, settings.Contact, settings.DataProtectionOfficer, settings.SupervisoryAuthority);
        IReadOnlyList<Recipient> recipients = settings.Recipients.Count > 0 ? settings.Recipients : [new("operator", "hosting"), new("mail-carrier", "mail")];
        return new ProcessingRecord(
            controller, recipients, [.. personal.Select(p => p.Description).OrderBy(d => d.Name, StringComparer.Ordinal).Select(Activity)], Measures);

        ProcessingActivity Activity(PersonalDataDescription d) => new(
            d.Name, d.Purpose, d.Categories, d.Basis, d.Erased, d.Retention,
            d.Retention is { } kind && rules.TryGetValue(kind, out var rule) ? settings.DaysOf(rule) : null);
    }
}
