using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Tenants;

/// <summary>A logo and where to get it.</summary>
/// <param name="Url">Path of the picture; it never changes under this path.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record TenantLogoView(string Url, int Width, int Height)
{
    internal static TenantLogoView? Of(TenantId tenant, TenantLogo? logo) =>
        logo is null ? null : new TenantLogoView($"/api/tenants/{tenant}/logo/{logo.Sha256}", logo.Width, logo.Height);
}

/// <summary>The colour of links and buttons, one for each theme.</summary>
/// <param name="Light">On light ground, <c>#rrggbb</c>.</param>
/// <param name="Dark">On dark ground, <c>#rrggbb</c>.</param>
public sealed record TenantAccentView(string Light, string Dark)
{
    internal static TenantAccentView? Of(TenantAccent? accent) => accent is null ? null : new TenantAccentView(accent.Light, accent.Dark);
}

/// <summary>What anybody may know of a tenant.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="Terminology">Its own words for terms of the glossary, by term.</param>
/// <param name="Suspended">Whether it is closed to its people for now.</param>
/// <param name="Logo">Its logo; the product's mark when absent.</param>
/// <param name="Accent">Its colour; the product's when absent.</param>
public sealed record TenantFaceView(
    TenantId Id, string Name, IReadOnlyList<string> Languages,
    [Example("""{ "process": { "en": "Project" } }""")] IReadOnlyDictionary<string, LocalizedText> Terminology, bool Suspended,
    TenantLogoView? Logo, TenantAccentView? Accent);

/// <summary>A tenant's settings, for its administrators.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="Terminology">Its own words for terms of the glossary, by term.</param>
/// <param name="Terms">The terms that can have a word of one's own.</param>
/// <param name="Hosts">Its host names; whoever runs the platform sets them.</param>
/// <param name="Logo">Its logo; the product's mark when absent.</param>
/// <param name="Accent">Its colour; the product's when absent.</param>
/// <param name="SenderName">The name under which its mails come; its own when absent.</param>
/// <param name="DataRegion">Where its data lies; whoever runs the platform says so.</param>
/// <param name="Plan">The name of its plan; whoever runs the platform says so.</param>
public sealed record TenantSettingsView(
    TenantId Id, string Name, IReadOnlyList<string> Languages,
    [Example("""{ "process": { "en": "Project" } }""")] IReadOnlyDictionary<string, LocalizedText> Terminology, IReadOnlyList<string> Terms,
    IReadOnlyList<string> Hosts, TenantLogoView? Logo, TenantAccentView? Accent, string? SenderName, string? DataRegion, string? Plan)
{
    internal static TenantSettingsView Of(Tenant tenant, TenantProfile profile) => new(
        tenant.Id, profile.Name, profile.Languages, profile.Terminology, Core.Tenants.Terminology.Terms, tenant.Hosts,
        TenantLogoView.Of(tenant.Id, profile.Logo), TenantAccentView.Of(profile.Accent), profile.SenderName, tenant.DataRegion, tenant.Plan);
}

/// <summary>A colour that a tenant wants.</summary>
/// <param name="Light">On light ground, <c>#rrggbb</c>; a contrast of 4.5 to 1 with every ground of the light theme is needed.</param>
/// <param name="Dark">The same on dark ground; made from the light one when absent.</param>
public sealed record TenantAccentRequest([StringLength(7)] string Light, [StringLength(7)] string? Dark = null);

/// <summary>How a tenant is to show itself. What is left out is taken away.</summary>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
/// <param name="Accent">Its colour; the product's when absent.</param>
/// <param name="SenderName">The name under which its mails come; its own when absent.</param>
/// <param name="Terminology">Its own words for terms of the glossary, by term; blank words do not count.</param>
public sealed record EditTenantRequest(
    [StringLength(400)] string Name,
    [Length(1, 24), LanguageCode] IReadOnlyList<string> Languages,
    TenantAccentRequest? Accent = null,
    [StringLength(400)] string? SenderName = null,
    [Example("""{ "process": { "en": "Project" } }""")] IReadOnlyDictionary<string, LocalizedText>? Terminology = null)
{
    internal TenantEdit Edit => new(Name, Languages, Accent is null ? null : (Accent.Light, Accent.Dark), SenderName, Terminology);
}
