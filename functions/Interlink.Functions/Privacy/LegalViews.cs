using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Privacy;

/// <summary>A legal text as people read it.</summary>
/// <param name="Document">Which text.</param>
/// <param name="Version">Which version; 0 for the text that comes with the product.</param>
/// <param name="Language">The language that it is really in.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Sha256">The hash of the text: what a consent names.</param>
/// <param name="PublishedAt">When it was published, UTC.</param>
/// <param name="EffectiveAt">From when on it is in force, UTC.</param>
/// <param name="Changes">What is different from the version before; absent when nothing was said.</param>
/// <param name="Versions">Every version that was published, the youngest first.</param>
public sealed record LegalTextView(
    LegalDocument Document, int Version, string Language, string Text, string Sha256, DateTimeOffset PublishedAt, DateTimeOffset EffectiveAt,
    Localized? Changes, IReadOnlyList<LegalVersionView> Versions)
{
    internal static LegalTextView Of(LegalVersion version, string language, LegalIndex index)
    {
        var (shown, text) = version.In(language);
        return new LegalTextView(version.Document, version.Version, shown, text.Text, text.Sha256, version.PublishedAt, version.EffectiveAt,
            version.Changes.In(language), LegalVersionView.All(index, version.Document));
    }
}

/// <summary>A version of a text, without the text.</summary>
/// <param name="Version">Its number.</param>
/// <param name="EffectiveAt">From when on it is in force, UTC.</param>
/// <param name="AsksConsent">Whether everybody is asked to agree to it.</param>
public sealed record LegalVersionView(int Version, DateTimeOffset EffectiveAt, bool AsksConsent)
{
    internal static IReadOnlyList<LegalVersionView> All(LegalIndex index, LegalDocument document) =>
    [
        .. index.Entries.Where(e => e.Document == document).OrderByDescending(e => e.Version)
            .Select(e => new LegalVersionView(e.Version, e.EffectiveAt, e.AsksConsent)),
    ];
}

/// <summary>A legal text as an administrator writes it.</summary>
/// <param name="Document">Which text.</param>
/// <param name="Latest">The number of the newest version; 0 while the text is the one that comes with the product.</param>
/// <param name="InForce">The number of the version in force.</param>
/// <param name="Texts">Markdown with places, by language code.</param>
/// <param name="Places">The places that there are.</param>
/// <param name="Outdated">Whether settings changed since it was published, so that its places would be filled otherwise now.</param>
/// <param name="Versions">Every version that was published, the youngest first.</param>
public sealed record LegalSourceView(
    LegalDocument Document, int Latest, int InForce, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Places, bool Outdated,
    IReadOnlyList<LegalVersionView> Versions)
{
    internal static LegalSourceView Of(LegalVersion version, LegalIndex index, bool outdated, DateTimeOffset now) => new(
        version.Document, version.Version, index.Current(version.Document, now)?.Version ?? 0,
        version.Texts.ToDictionary(t => t.Key, t => t.Value.Source, StringComparer.Ordinal), PublishLegalText.Places, outdated, LegalVersionView.All(index, version.Document));
}

/// <summary>A text to be published.</summary>
/// <param name="Texts">Markdown with places such as <c>{{tenant}}</c>, by language code.</param>
/// <param name="EffectiveAt">From when on, UTC; at once when absent or past. Within a year.</param>
/// <param name="AsksConsent">Whether everybody is asked to agree; false for corrections that change nothing for anybody.</param>
/// <param name="Changes">What is different, in a sentence by language code.</param>
public sealed record PublishLegalTextRequest(
    IReadOnlyDictionary<string, string> Texts, DateTimeOffset? EffectiveAt = null, bool AsksConsent = true, LocalizedText? Changes = null)
{
    internal LegalDraft Draft(LegalDocument document) => new(document, Texts, EffectiveAt, AsksConsent, Changes ?? LocalizedText.Empty);
}

/// <summary>A text to be looked at.</summary>
/// <param name="Source">Markdown with places.</param>
/// <param name="Language">The language that it is in.</param>
public sealed record PreviewLegalTextRequest([StringLength(PublishLegalText.MaxLength)] string Source, [LanguageCode] string Language);

/// <summary>How a text would read.</summary>
/// <param name="Text">Markdown with its places filled.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record LegalPreviewView(string Text, string Sha256);

/// <summary>A text that somebody has yet to agree to, or take note of.</summary>
/// <param name="Document">Which text.</param>
/// <param name="Version">Which version.</param>
/// <param name="Language">The language that it is really in.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Sha256">The hash of the text.</param>
/// <param name="EffectiveAt">From when on it is in force, UTC.</param>
/// <param name="Changes">What is different from the version before; absent when nothing was said.</param>
public sealed record AskedTextView(
    LegalDocument Document, int Version, string Language, string Text, string Sha256, DateTimeOffset EffectiveAt, Localized? Changes);

/// <summary>What a person has agreed to, and what is still asked.</summary>
/// <param name="Asked">Texts in force that the person has yet to agree to; while there are any, nothing else can be done.</param>
/// <param name="Given">What the person has agreed to, the oldest first.</param>
public sealed record ConsentsView(IReadOnlyList<AskedTextView> Asked, IReadOnlyList<Consent> Given);

/// <summary>Texts that a person has seen and agrees to.</summary>
/// <param name="Consents">Each with version, language and hash of what was shown.</param>
public sealed record GiveConsentsRequest([Length(1, 10)] IReadOnlyList<ConsentGiven> Consents);
