using Interlink.Core.Mail;
using Interlink.Mail.Folder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Mail;

/// <summary>Registers the way mails leave.</summary>
public static class MailTransportServices
{
    /// <summary>Mails become files in a folder.</summary>
    /// <param name="folder">The folder where nothing else is said; a setting <c>Interlink:Mail:Folder:Path</c> is another.</param>
    public static IServiceCollection AddMailFolder(this IServiceCollection services, IConfiguration configuration, string folder) =>
        services.AddSingleton<IMailTransport>(_ => new FolderTransport(configuration["Interlink:Mail:Folder:Path"] ?? folder));
}
