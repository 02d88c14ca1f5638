using Interlink.Core.Accounts;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Accounts;

internal static class AccountServices
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountStore>()
        .AddSingleton<WelcomeLinks>()
        .AddSingleton<IdentityDirectory>()
        .AddSingleton<Invitations>()
        .AddSingleton<ResolveCaller>()
        .AddSingleton<AccountEvents>()
        .AddSingleton<OneTimeLinks>()
        .AddSingleton<EditProfile>()
        .AddSingleton<AccountPictures>()
        .AddSingleton<LinkedSignIns>()
        .AddSingleton<SessionStore>()
        .AddSingleton<SignInMethodStore>()
        .AddSingleton<IPersonalData, AccountPersonalData>();
}
