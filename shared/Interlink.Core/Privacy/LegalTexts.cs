using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Privacy;

/// <summary>The texts as people read them: what the tenant has published, else what comes with the product.</summary>
public sealed class LegalTexts(LegalStore store, PrivacySettingsStore settings, TenantProfiles tenants, RecordOfProcessing processing, TimeProvider clock)
{
    /// <summary>The text that is in force.</summary>
    public async Task<LegalVersion> Current(TenantId tenant, LegalDocument document, CancellationToken cancellation)
    {
        var index = (await store.Index(tenant, cancellation))?.Body ?? LegalIndex.Empty;
        return index.Current(document, clock.GetUtcNow()) is { } entry && await store.Find(tenant, document, entry.Version, cancellation) is { } published
            ? published
            : await Shipped(tenant, document, cancellation);
    }

    /// <summary>A version that was published; 0 for the text that comes with the product.</summary>
    /// <returns>The version, or <see cref="LegalVersionNotFound"/>.</returns>
    public async Task<Outcome<LegalVersion>> Version(TenantId tenant, LegalDocument document, int version, CancellationToken cancellation) =>
        version == 0 ? await Shipped(tenant, document, cancellation)
        : await store.Find(tenant, document, version, cancellation) is { } found ? found
        : new LegalVersionNotFound(document, version);

    /// <summary>What the text of the newest version would read if it were published now; differs from what stands there when settings have changed since.</summary>
    public async Task<bool> IsOutdated(TenantId tenant, LegalDocument document, LegalIndex index, CancellationToken cancellation)
    {
        if (await store.Find(tenant, document, index.Latest(document), cancellation) is not { } newest)
        {
            return false;
        }

        var places = await Places(tenant, newest.PublishedAt, cancellation);
        return newest.Texts.Any(t => places.Fill(t.Value.Source, t.Key) != t.Value.Text);
    }

    /// <summary>What stands in the places of this tenant's texts.</summary>
    /// <param name="date">The date that the text bears.</param>
    internal async Task<LegalPlaces> Places(TenantId tenant, DateTimeOffset date, CancellationToken cancellation)
    {
        var known = await tenants.Get(tenant, cancellation);
        var chosen = (await settings.Read(tenant, cancellation)).Settings;
        return new LegalPlaces(known.Name, chosen, processing.Of(known.Name, chosen), date);
    }

    private async Task<LegalVersion> Shipped(TenantId tenant, LegalDocument document, CancellationToken cancellation)
    {
        var places = await Places(tenant, LegalDefaults.WrittenAt, cancellation);
        return new LegalVersion
        {
            Document = document,
            Version = 0,
            PublishedAt = LegalDefaults.WrittenAt,
            EffectiveAt = LegalDefaults.WrittenAt,
            AsksConsent = false,
            Texts = Language.Interface.ToDictionary(
                language => language,
                language => LegalDefaults.Source(document, language) is var source ? LegalText.Of(source, places.Fill(source, language)) : null!,
                StringComparer.Ordinal),
        };
    }
}
