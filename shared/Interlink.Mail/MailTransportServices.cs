using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Mail.Azure;
using Interlink.Mail.Folder;
using Interlink.Mail.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Mail;

/// <summary>Registers the way mails leave, as the settings say.</summary>
public static class MailTransportServices
{
    /// <summary>Registers the SMTP server or the service that section <c>Interlink:Mail</c> names; nothing where it names neither, so that mails wait.</summary>
    /// <param name="tokens">Gets tokens for the service, by scope; null where there is no identity to get them with.</param>
    public static IServiceCollection AddMailTransport(
        this IServiceCollection services, IConfiguration configuration, Func<string, CancellationToken, ValueTask<string>>? tokens = null)
    {
        if (Has(configuration, SmtpOptions.Section, nameof(SmtpOptions.Host)))
        {
            services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<IMailTransport>(provider => new SmtpTransport(provider.GetRequiredService<IOptions<SmtpOptions>>().Value));
        }
        else if (tokens is not null && Has(configuration, AzureMailOptions.Section, nameof(AzureMailOptions.Endpoint)))
        {
            services.AddOptions<AzureMailOptions>().BindConfiguration(AzureMailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton(new AzureMailTokens(tokens));

            // The transport lives as long as the program: connections are renewed below it.
            services.AddHttpClient<IMailTransport, AzureMailTransport>().SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5));
        }

        return services;
    }

    /// <summary>The same, but where neither is named, mails become files in a folder. What lies in it from such a time is read back, and goes with the person or the
    /// tenant, also when mails leave otherwise now.</summary>
    /// <param name="folder">The folder; setting <c>Interlink:Mail:Folder:Path</c> names another.</param>
    public static IServiceCollection AddMailTransportOrFolder(this IServiceCollection services, IConfiguration configuration, string folder)
    {
        services.AddSingleton(new MailFolder(configuration["Interlink:Mail:Folder:Path"] ?? folder))
            .AddSingleton<IKeptMails>(provider => provider.GetRequiredService<MailFolder>())
            .AddSingleton<ITenantPurge>(provider => provider.GetRequiredService<MailFolder>());
        var before = services.Count;
        return services.AddMailTransport(configuration).Count > before ? services : services.AddSingleton<IMailTransport, FolderTransport>();
    }

    private static bool Has(IConfiguration configuration, string section, string key) => !string.IsNullOrWhiteSpace(configuration.GetSection(section)[key]);
}
