using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>A text to be published, unchecked.</summary>
/// <param name="Document">Which.</param>
/// <param name="Sources">Markdown with places, by language code.</param>
/// <param name="EffectiveAt">From when on; at once when null.</param>
/// <param name="AsksConsent">Whether everybody is asked to agree.</param>
/// <param name="Changes">What is different, in a sentence.</param>
public sealed record LegalDraft(
    LegalDocument Document, IReadOnlyDictionary<string, string> Sources, DateTimeOffset? EffectiveAt, bool AsksConsent, LocalizedText Changes);

/// <summary>Publishes a new version of a legal text. From the moment it is in force, whoever has not agreed to it is asked before anything else.</summary>
public sealed class PublishLegalText(LegalStore store, LegalTexts texts, IIds ids, TimeProvider clock)
{
    /// <summary>Longest text in one language, in UTF-16 units.</summary>
    public const int MaxLength = 60_000;

    /// <summary>The places that a text may have: <c>tenant</c> for <c>{{tenant}}</c>, and so on.</summary>
    public static IReadOnlyList<string> Places => LegalPlaces.Names;

    /// <summary>The latest that a text may come into force.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(366);

    /// <summary>Publishes the next version.</summary>
    /// <param name="latest">The number of the newest version that the caller has seen; 0 when there was none.</param>
    /// <returns>The version, <see cref="InvalidInput"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<LegalVersion>> Run(Caller caller, LegalDraft draft, int latest, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (Faults(draft, now) is { Count: > 0 } faults)
        {
            return new InvalidInput(faults);
        }

        var read = await store.Index(caller.Tenant, cancellation);
        var index = read?.Body ?? LegalIndex.Empty;
        if (index.Latest(draft.Document) != latest)
        {
            return new StaleRevision();
        }

        var places = await texts.Places(caller.Tenant, draft.EffectiveAt ?? now, cancellation);
        var version = new LegalVersion
        {
            Document = draft.Document,
            Version = latest + 1,
            PublishedAt = now,
            EffectiveAt = draft.EffectiveAt is { } later && later > now ? later : now,
            AsksConsent = draft.AsksConsent && draft.Document is not LegalDocument.Accessibility,
            Texts = draft.Sources.ToDictionary(s => s.Key, s => LegalText.Of(s.Value, places.Fill(s.Value, s.Key)), StringComparer.Ordinal),
            Changes = draft.Changes,
            PublishedBy = caller.Subject,
        };
        var published = new PrivacyEvents(ids, clock).Published(caller, version, index.Current(draft.Document, now)?.Version ?? 0);
        return await store.Add(caller.Tenant, read, version, published, cancellation) ? version : new StaleRevision();
    }

    /// <summary>What a draft would read like.</summary>
    public async Task<Outcome<LegalText>> Preview(TenantId tenant, string source, string language, CancellationToken cancellation)
    {
        if (FaultOf("source", source) is { } fault)
        {
            return new InvalidInput([fault]);
        }

        var places = await texts.Places(tenant, clock.GetUtcNow(), cancellation);
        return LegalText.Of(source, places.Fill(source, language));
    }

    private static List<FieldError> Faults(LegalDraft draft, DateTimeOffset now)
    {
        var faults = draft.Sources.Select(s => FaultOf($"texts.{s.Key}", s.Value)).OfType<FieldError>().ToList();
        faults.AddRange(draft.Sources.Keys.Where(l => !Language.Interface.Contains(l)).Select(l =>
            new FieldError($"texts.{l}", "not_a_language", "The text can be in the languages of the interface.")));
        if (draft.Sources.Count == 0)
        {
            faults.Add(new FieldError("texts", "required", "Give the text in at least one language."));
        }

        if (draft.EffectiveAt > now + MaxAhead)
        {
            faults.Add(new FieldError("effectiveAt", "out_of_range", "A text comes into force within a year."));
        }

        return faults;
    }

    private static FieldError? FaultOf(string field, string source) =>
        string.IsNullOrWhiteSpace(source) ? new FieldError(field, "required", "The text is empty.")
        : source.Length > MaxLength ? new FieldError(field, "too_long", $"The text has more than {MaxLength} characters.")
        : LegalPlaces.Unknown(source) is [var unknown, ..]
            ? new FieldError(field, "unknown_place", $"There is no place '{unknown}'. Places are: {string.Join(", ", LegalPlaces.Names)}.")
        : null;
}
