using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Functions.Privacy;

/// <summary>What a tenant has decided about personal data.</summary>
/// <param name="Controller">The controller by its official name; the tenant's name when absent.</param>
/// <param name="PostalAddress">Its postal address.</param>
/// <param name="Contact">Where people turn to.</param>
/// <param name="DataProtectionOfficer">How the data protection officer is reached.</param>
/// <param name="SupervisoryAuthority">With whom a complaint can be lodged.</param>
/// <param name="Recipients">Who else receives personal data.</param>
/// <param name="ErasureGraceDays">Days in which an erasure can be taken back.</param>
/// <param name="Retention">For how long what is kept.</param>
/// <param name="NextRunAt">When what is too old is removed next, UTC.</param>
/// <param name="LastRunAt">When that happened last, UTC; absent when never.</param>
public sealed record PrivacySettingsView(
    string? Controller, string? PostalAddress, string? Contact, string? DataProtectionOfficer, string? SupervisoryAuthority, IReadOnlyList<Recipient> Recipients,
    int ErasureGraceDays, IReadOnlyList<RetentionView> Retention, DateTimeOffset NextRunAt, DateTimeOffset? LastRunAt)
{
    internal static PrivacySettingsView Of(PrivacySettings s, IReadOnlyList<RetentionView> retention, DateTimeOffset next, DateTimeOffset? last) => new(
        s.Controller, s.PostalAddress, s.Contact, s.DataProtectionOfficer, s.SupervisoryAuthority, s.Recipients, s.ErasureGraceDays, retention, next, last);
}

/// <summary>For how long one kind of thing is kept.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Name">How it is called, in the language that is asked for.</param>
/// <param name="Reason">Why it is kept so long, in the language that is asked for.</param>
/// <param name="Days">For how many days.</param>
/// <param name="DefaultDays">Unless the tenant says otherwise.</param>
/// <param name="MinimumDays">The fewest that can be chosen.</param>
/// <param name="MaximumDays">The most.</param>
/// <param name="Removed">How many the last run removed.</param>
/// <param name="Unfinished">Whether more is to be removed than the last run could.</param>
public sealed record RetentionView(
    string Kind, string Name, string Reason, int Days, int DefaultDays, int MinimumDays, int MaximumDays, int Removed, bool Unfinished)
{
    internal static RetentionView Of(RetentionRule rule, PrivacySettings settings, PrivacyWords words, RetentionRun? last) => new(
        rule.Kind, words.Kind(rule.Kind), words.Reason(rule), settings.DaysOf(rule), rule.DefaultDays, rule.MinimumDays, rule.MaximumDays,
        last?.Removed.GetValueOrDefault(rule.Kind) ?? 0, last?.Unfinished.Contains(rule.Kind) ?? false);
}

/// <summary>What a tenant decides about personal data. What is left out is as if it had never been said.</summary>
/// <param name="Controller">The controller by its official name.</param>
/// <param name="PostalAddress">Its postal address.</param>
/// <param name="Contact">Where people turn to: an address of mail or of the web.</param>
/// <param name="DataProtectionOfficer">How the data protection officer is reached.</param>
/// <param name="SupervisoryAuthority">With whom a complaint can be lodged.</param>
/// <param name="Recipients">Who else receives personal data.</param>
/// <param name="ErasureGraceDays">Days in which an erasure can be taken back; 0 for none.</param>
/// <param name="RetentionDays">Days by kind; the usual ones for kinds that are left out.</param>
public sealed record PrivacySettingsRequest(
    [StringLength(300)] string? Controller = null,
    [StringLength(500)] string? PostalAddress = null,
    [StringLength(300)] string? Contact = null,
    [StringLength(300)] string? DataProtectionOfficer = null,
    [StringLength(300)] string? SupervisoryAuthority = null,
    [MaxLength(20)] IReadOnlyList<RecipientRequest>? Recipients = null,
    [Range(0, PrivacySettings.MaxGraceDays)] int ErasureGraceDays = 7,
    [Example("""{ "import-sources": 30 }""")] IReadOnlyDictionary<string, int>? RetentionDays = null)
{
    internal PrivacySettings Settings => new()
    {
        Controller = Line(Controller),
        PostalAddress = Line(PostalAddress),
        Contact = Line(Contact),
        DataProtectionOfficer = Line(DataProtectionOfficer),
        SupervisoryAuthority = Line(SupervisoryAuthority),
        Recipients = [.. (Recipients ?? []).Select(r => new Recipient(r.Name.Trim(), r.Role.Trim(), Line(r.Country)))],
        ErasureGraceDays = ErasureGraceDays,
        RetentionDays = RetentionDays ?? new Dictionary<string, int>(),
    };

    private static string? Line(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Who else receives personal data.</summary>
/// <param name="Name">By its official name.</param>
/// <param name="Role">What for: <c>hosting</c>, <c>mail</c>, or in own words.</param>
/// <param name="Country">Where the data is then.</param>
public sealed record RecipientRequest([Required, StringLength(200)] string Name, [Required, StringLength(100)] string Role, [StringLength(100)] string? Country = null);

/// <summary>Which file of the record of processing.</summary>
public sealed record ProcessingFileQuery
{
    /// <summary>What kind of file.</summary>
    public ProcessingFormat Format { get; init; }
}

/// <summary>The files that there are of the record of processing.</summary>
public enum ProcessingFormat
{
    /// <summary>For programs.</summary>
    Json,

    /// <summary>For spreadsheets.</summary>
    Csv,

    /// <summary>For people.</summary>
    Html,
}
