using Interlink.Core.Kernel;
using Interlink.Core.Pictures;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>What a tenant's administrators want it to show, unchecked.</summary>
/// <param name="Accent">Null for the product's colour.</param>
/// <param name="SenderName">Blank for the tenant's own name.</param>
/// <param name="Terminology">Words of its own; null for none.</param>
public sealed record TenantEdit(
    string? Name, IReadOnlyList<string> Languages, (string? Light, string? Dark)? Accent, string? SenderName, IReadOnlyDictionary<string, LocalizedText>? Terminology);

/// <summary>Changes how a tenant shows itself.</summary>
public sealed class EditTenant(TenantProfiles profiles, IBlobs blobs, TenantEvents events)
{
    /// <summary>Most bytes of a logo.</summary>
    public const int MaxLogoBytes = 512 * 1024;

    /// <summary>Most pixels of a logo, in either direction.</summary>
    public const int MaxLogoSide = 2_000;

    /// <summary>Makes the changes to the state that the caller read.</summary>
    /// <returns>The profile; <see cref="InvalidInput"/> naming every bad field, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<TaggedProfile>> Edit(Caller caller, TenantEdit edit, Revision read, CancellationToken cancellation)
    {
        var known = await profiles.Read(caller.Tenant, cancellation);
        var faults = new List<FieldError>();
        var after = Checked(known.Profile, edit, faults);
        return faults.Count > 0 ? new InvalidInput(faults) : await Write(caller, known, after, read, cancellation);
    }

    /// <summary>Takes a new logo, without whatever the file says besides the picture.</summary>
    /// <returns>The profile; the refusals of <see cref="SafePicture"/>, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<TaggedProfile>> SetLogo(Caller caller, ReadOnlyMemory<byte> content, Revision read, CancellationToken cancellation)
    {
        var picture = SafePicture.Read(content, MaxLogoSide);
        if (!picture.Succeeded)
        {
            return picture.Error;
        }

        var known = await profiles.Read(caller.Tenant, cancellation);
        if (known.Revision != read)
        {
            return new StaleRevision();
        }

        using var bytes = new MemoryStream(picture.Value.Content, writable: false);
        var sha256 = picture.Value.Sha256;
        var put = await blobs.Put(LogoOf(caller.Tenant, sha256), bytes, picture.Value.ContentType, MaxLogoBytes, cancellation);
        return await put.Then(_ => Write(
            caller, known, known.Profile with { Logo = new TenantLogo(sha256, picture.Value.ContentType, picture.Value.Width, picture.Value.Height) }, read, cancellation));
    }

    /// <summary>Takes the logo away.</summary>
    public async Task<Outcome<TaggedProfile>> RemoveLogo(Caller caller, Revision read, CancellationToken cancellation)
    {
        var known = await profiles.Read(caller.Tenant, cancellation);
        return await Write(caller, known, known.Profile with { Logo = null }, read, cancellation);
    }

    /// <summary>Opens the logo that a tenant shows now; the caller disposes it.</summary>
    /// <returns>The logo, or <see cref="LogoNotFound"/> for any other hash.</returns>
    public async Task<Outcome<BlobContent>> Logo(TenantId tenant, string sha256, CancellationToken cancellation) =>
        (await profiles.Get(tenant, cancellation)).Logo is { } logo && logo.Sha256 == sha256
            && await blobs.Open(LogoOf(tenant, sha256), cancellation) is { } content ? content : new LogoNotFound();

    private async Task<Outcome<TaggedProfile>> Write(Caller caller, TaggedProfile known, TenantProfile after, Revision read, CancellationToken cancellation)
    {
        if (known.Revision != read)
        {
            return new StaleRevision();
        }

        var changes = ChangesOf(known.Profile, after);
        if (changes.Count == 0)
        {
            return known;
        }

        var written = await profiles.Write(caller.Tenant, read, after, events.SettingsChanged(caller, changes), cancellation);
        if (written.Succeeded && known.Profile.Logo is { } old && old.Sha256 != after.Logo?.Sha256)
        {
            await blobs.Delete(LogoOf(caller.Tenant, old.Sha256), cancellation);
        }

        return written;
    }

    private static TenantProfile Checked(TenantProfile before, TenantEdit edit, List<FieldError> faults)
    {
        var (name, sender) = (OneLine.Of(edit.Name), OneLine.Of(edit.SenderName));
        if (name.Length is 0 or > TenantProfile.MaxName)
        {
            faults.Add(new FieldError("name", name.Length == 0 ? "required" : "too_long", $"Give a name of 1 to {TenantProfile.MaxName} characters."));
        }

        if (sender.Length > TenantProfile.MaxName || sender.Any(c => "<>\"@".Contains(c)))
        {
            faults.Add(new FieldError(
                "senderName", sender.Length > TenantProfile.MaxName ? "too_long" : "malformed", $"A sender's name has at most {TenantProfile.MaxName} characters and none of < > \" @."));
        }

        return before with
        {
            Name = name,
            Languages = [.. edit.Languages.Distinct()],
            Accent = edit.Accent is var (light, dark) ? TenantAccent.Of(light, dark, faults) : null,
            SenderName = sender.Length == 0 ? null : sender,
            Terminology = Terminology.Of(edit.Terminology, faults),
        };
    }

    private static List<FieldChange> ChangesOf(TenantProfile before, TenantProfile after) =>
    [
        .. new[]
        {
            new FieldChange("name", before.Name, after.Name),
            new FieldChange("languages", string.Join(' ', before.Languages), string.Join(' ', after.Languages)),
            new FieldChange("logo", before.Logo?.Sha256, after.Logo?.Sha256),
            new FieldChange("accent", AccentOf(before), AccentOf(after)),
            new FieldChange("senderName", before.SenderName, after.SenderName),
            new FieldChange("terminology", WordsOf(before), WordsOf(after)),
        }.Where(change => change.Before != change.After).Select(change => change with { Before = Short(change.Before), After = Short(change.After) }),
    ];

    private static string? AccentOf(TenantProfile profile) => profile.Accent is { } accent ? $"{accent.Light} {accent.Dark}" : null;

    private static string? WordsOf(TenantProfile profile) => profile.Terminology.Count == 0
        ? null
        : string.Join(' ', profile.Terminology.OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => t.Value.Translations.Select(w => $"{t.Key}.{w.Key}={w.Value}")));

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;

    private static BlobAddress LogoOf(TenantId tenant, string sha256) => BlobAddress.Of(tenant, "branding", sha256);
}
