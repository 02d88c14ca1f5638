using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>What a tenant has decided about personal data, and who answers for it.</summary>
public sealed record PrivacySettings
{
    /// <summary>The longest that an account can be kept after its erasure was asked for, in days.</summary>
    public const int MaxGraceDays = 30;

    /// <summary>The controller (GDPR, Article 4(7)) by its official name; the tenant's name when null.</summary>
    public string? Controller { get; init; }

    /// <summary>The controller's postal address.</summary>
    public string? PostalAddress { get; init; }

    /// <summary>Where people turn to with questions: an address of mail or of the web.</summary>
    public string? Contact { get; init; }

    /// <summary>How the data protection officer is reached.</summary>
    public string? DataProtectionOfficer { get; init; }

    /// <summary>With whom a complaint can be lodged.</summary>
    public string? SupervisoryAuthority { get; init; }

    /// <summary>Who else receives personal data: who hosts, who carries mail.</summary>
    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <summary>Days between a person's wish to be erased and the erasure, in which it can be taken back; 0 for none.</summary>
    public int ErasureGraceDays { get; init; } = 7;

    /// <summary>Days by kind of <see cref="RetentionRule"/>, where they are not the usual ones.</summary>
    public IReadOnlyDictionary<string, int> RetentionDays { get; init; } = new Dictionary<string, int>();

    /// <summary>How long things of a kind are kept here, in days; never outside the bounds of the rule.</summary>
    public int DaysOf(RetentionRule rule) => Math.Clamp(RetentionDays.GetValueOrDefault(rule.Kind, rule.DefaultDays), rule.MinimumDays, rule.MaximumDays);
}

/// <summary>Who receives personal data besides the controller.</summary>
/// <param name="Name">By its official name.</param>
/// <param name="Role">What for: <c>hosting</c>, <c>mail</c>, or in own words.</param>
/// <param name="Country">Where the data is then; null when not stated.</param>
public sealed record Recipient(string Name, string Role, string? Country = null);

/// <summary>Keeps each tenant's decisions about personal data.</summary>
public sealed class PrivacySettingsStore(IDocuments documents, IEnumerable<IRetained> retained, IIds ids, TimeProvider clock)
{
    /// <summary>What to state as the revision of settings that nobody has changed yet.</summary>
    public static readonly Revision Unchanged = new("0");

    private const string Kind = "privacy-settings";
    private const string Id = "settings";
    private readonly IReadOnlyList<RetentionRule> _rules = [.. retained.Select(r => r.Rule).OrderBy(r => r.Kind, StringComparer.Ordinal)];

    /// <summary>Everything that is kept for a time, in order of name.</summary>
    public IReadOnlyList<RetentionRule> Rules => _rules;

    /// <summary>The settings with their revision; the usual ones while nobody has changed anything.</summary>
    public async Task<(PrivacySettings Settings, Revision Revision)> Read(TenantId tenant, CancellationToken cancellation) =>
        await documents.Find<PrivacySettings>(In(tenant), Kind, Id, cancellation) is { } found ? (found.Body, found.Revision) : (new PrivacySettings(), Unchanged);

    /// <summary>Replaces the settings.</summary>
    /// <param name="read">The revision that the caller read.</param>
    /// <returns>The settings with their new revision, <see cref="InvalidInput"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<(PrivacySettings Settings, Revision Revision)>> Write(
        Caller caller, PrivacySettings settings, Revision read, CancellationToken cancellation)
    {
        if (Faults(settings) is { Count: > 0 } faults)
        {
            return new InvalidInput(faults);
        }

        var (before, revision) = await Read(caller.Tenant, cancellation);
        if (revision != read)
        {
            return new StaleRevision();
        }

        var changes = Differences(before, settings).ToList();
        if (changes.Count == 0)
        {
            return (before, revision);
        }

        var batch = revision == Unchanged ? new Batch().Create(Kind, Id, settings) : new Batch().Replace(Kind, Id, settings, revision);
        batch.Emit(new PrivacyEvents(ids, clock).SettingsChanged(caller, changes));
        var done = await documents.Commit(In(caller.Tenant), batch, cancellation);
        return done.Committed ? (settings, done.Revisions[0]) : new StaleRevision();
    }

    private List<FieldError> Faults(PrivacySettings settings)
    {
        var faults = new List<FieldError>();
        if (settings.ErasureGraceDays is < 0 or > PrivacySettings.MaxGraceDays)
        {
            faults.Add(new FieldError("erasureGraceDays", "out_of_range", $"Between 0 and {PrivacySettings.MaxGraceDays} days."));
        }

        foreach (var (kind, days) in settings.RetentionDays)
        {
            var rule = _rules.FirstOrDefault(r => r.Kind == kind);
            if (rule is null)
            {
                faults.Add(new FieldError($"retentionDays.{kind}", "unknown_value", $"Nothing of the kind '{kind}' is kept for a time."));
            }
            else if (days < rule.MinimumDays || days > rule.MaximumDays)
            {
                faults.Add(new FieldError($"retentionDays.{kind}", "out_of_range", $"Between {rule.MinimumDays} and {rule.MaximumDays} days."));
            }
        }

        return faults;
    }

    private IEnumerable<FieldChange> Differences(PrivacySettings before, PrivacySettings after)
    {
        (string Field, string? Before, string? After)[] fields =
        [
            ("controller", before.Controller, after.Controller),
            ("postalAddress", before.PostalAddress, after.PostalAddress),
            ("supervisoryAuthority", before.SupervisoryAuthority, after.SupervisoryAuthority),
            ("recipients", Listed(before), Listed(after)),
            ("erasureGraceDays", Number(before.ErasureGraceDays), Number(after.ErasureGraceDays)),
            .. _rules.Select(rule => ($"retentionDays.{rule.Kind}", (string?)Number(before.DaysOf(rule)), (string?)Number(after.DaysOf(rule)))),
        ];
        foreach (var (field, was, becomes) in fields.Where(f => f.Before != f.After))
        {
            yield return new FieldChange(field, was, becomes);
        }

        // A contact or officer may be a person: that it changed is all that is told.
        if (before.Contact != after.Contact)
        {
            yield return new FieldChange("contact");
        }

        if (before.DataProtectionOfficer != after.DataProtectionOfficer)
        {
            yield return new FieldChange("dataProtectionOfficer");
        }
    }

    private static string Listed(PrivacySettings settings) =>
        string.Join("; ", settings.Recipients.Select(r => $"{r.Name} ({r.Role})")) is { Length: > 200 } text ? text[..200] : string.Join("; ", settings.Recipients.Select(r => $"{r.Name} ({r.Role})"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "privacy");
}
