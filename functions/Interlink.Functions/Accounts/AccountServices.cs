using Interlink.Core.Accounts;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Accounts;

internal static class AccountServices
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<InvitationOptions>().BindConfiguration("Interlink:Invitations").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<InvitationOptions>>().Value)
            .AddSingleton<AccountStore>()
            .AddSingleton<WelcomeLinks>()
            .AddSingleton<IdentityDirectory>()
            .AddSingleton<Invitations>()
            .AddSingleton<InvitationQuota>()
            .AddSingleton<ResolveCaller>()
            .AddSingleton<AccountEvents>()
            .AddSingleton<OneTimeLinks>()
            .AddSingleton<EditProfile>()
            .AddSingleton<AccountPictures>()
            .AddSingleton<LinkedSignIns>()
            .AddSingleton<SessionStore>()
            .AddSingleton<SignInMethodStore>()
            .AddSingleton<IRetained, SignInRecords>()
            .AddSingleton<IPersonalData, AccountPersonalData>();
    }
}
