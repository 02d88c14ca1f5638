using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>On Azure the principal header is worth something only while the platform's own authentication stands in front of the functions, as it
/// does once a Static Web App is linked: it removes what clients send and lets nobody else through.</summary>
public static class PlatformAuthentication
{
    /// <summary>What App Service tells the app of its authentication: <c>True</c> while it is on.</summary>
    public const string Setting = "WEBSITE_AUTH_ENABLED";

    /// <summary>Takes the trust back where the settings ask for it but the platform's authentication is off. Then nobody can sign in, and the log says why.</summary>
    public static IServiceCollection TrustPrincipalOnlyBehindPlatform(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IPostConfigureOptions<EdgeOptions>>(provider =>
            new Guard(configuration, provider.GetRequiredService<ILogger<EdgeOptions>>()));

    private static bool IsOn(IConfiguration configuration) => string.Equals(configuration[Setting], "true", StringComparison.OrdinalIgnoreCase);

    private sealed class Guard(IConfiguration configuration, ILogger log) : IPostConfigureOptions<EdgeOptions>
    {
        public void PostConfigure(string? name, EdgeOptions options)
        {
            if (options.TrustPrincipalHeader && !IsOn(configuration))
            {
                options.TrustPrincipalHeader = false;
                EdgeLog.NotBehindPlatform(log);
            }
        }
    }
}

internal static partial class EdgeLog
{
    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message =
        "Interlink:Edge:TrustPrincipalHeader is on, but the platform's authentication is off: principals are not believed. Link the Static Web App to this function app.")]
    public static partial void NotBehindPlatform(ILogger log);
}
