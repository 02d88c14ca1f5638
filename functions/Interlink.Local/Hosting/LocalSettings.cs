using Interlink.Core.Kernel;

namespace Interlink.Local.Hosting;

/// <summary>The settings of the embedded edition, from the command line or the environment (<c>Interlink__DataFolder</c> …).</summary>
/// <param name="DataFolder">Full path of the folder with everything that is kept.</param>
/// <param name="Tenant">The tenant that people sign in to when they do not say which.</param>
/// <param name="Demo">Whether the demonstration's people are made.</param>
public sealed record LocalSettings(string DataFolder, TenantId Tenant, bool Demo)
{
    /// <summary>Setting with the data folder.</summary>
    public const string DataFolderKey = "Interlink:DataFolder";

    /// <summary>Setting with the tenant.</summary>
    public const string TenantKey = "Interlink:Tenant";

    /// <summary>Setting with the scope of an invited person.</summary>
    public const string ScopeKey = "Interlink:Scope";

    /// <summary>Setting with the place of an audit that was noted elsewhere.</summary>
    public const string AnchorKey = "Interlink:Audit:Anchor";

    /// <summary>Setting with what <c>webhooks listen</c> verifies with.</summary>
    public const string ListenSecretKey = "Interlink:Webhooks:Listen:Secret";

    /// <summary>The same in the environment, where other people of the machine do not see it.</summary>
    public const string ListenSecretVariable = "INTERLINK_WEBHOOK_SECRET";

    /// <summary>Setting with where <c>webhooks listen</c> listens.</summary>
    public const string ListenPortKey = "Interlink:Webhooks:Listen:Port";

    /// <summary>Setting that, when false, leaves the demonstration's catalogue empty.</summary>
    public const string DemoCatalogueKey = "Interlink:DemoCatalogue";

    /// <summary>Where the host listens when nothing is said: this machine only, over IPv4 and, where there is one, IPv6.</summary>
    public const string DefaultUrls = "http://localhost:7071";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UsageException">One is malformed.</exception>
    public static LocalSettings From(IConfiguration configuration, bool demo)
    {
        var tenant = demo ? "demo" : configuration[TenantKey] ?? "local";
        return TenantId.TryParse(tenant, out var id)
            ? new LocalSettings(Path.GetFullPath(configuration[DataFolderKey] ?? "data"), id, demo)
            : throw new UsageException($"'{tenant}' is not a tenant id: use 2 to 63 lower-case letters, digits and inner hyphens.");
    }
}
