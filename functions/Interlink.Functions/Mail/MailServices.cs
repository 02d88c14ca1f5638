using Interlink.Core.Mail;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Mail;

internal static class MailServices
{
    internal static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Interlink:Mail").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IOptions<EdgeOptions>>((mail, edge) => mail.PublicUrl ??= edge.Value.PublicUrl);
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value)
            .AddSingleton<WaitingTenants>()
            .AddSingleton<MailStore>()
            .AddSingleton<MailOutbox>()
            .AddSingleton<MailFigures>()
            .AddSingleton<MailRates>()
            .AddSingleton<MailPost>()
            .AddSingleton<MailDispatch>()
            .AddSingleton<MailReaders>()
            .AddSingleton<UnsubscribeTokens>()
            .AddSingleton<Unsubscribe>()
            .AddSingleton<MailDesk>()
            .AddSingleton<MailHousekeeping>()
            .AddSingleton<IRetained>(provider => provider.GetRequiredService<MailHousekeeping>())
            .AddSingleton<IPersonalData, MailPersonalData>();
    }
}
