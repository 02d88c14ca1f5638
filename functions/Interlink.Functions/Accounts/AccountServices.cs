using Interlink.Core.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Accounts;

internal static class AccountServices
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountStore>()
        .AddSingleton<WelcomeLinks>()
        .AddSingleton<IdentityDirectory>()
        .AddSingleton<Invitations>()
        .AddSingleton<ResolveCaller>();
}
