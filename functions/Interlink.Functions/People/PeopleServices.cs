using Interlink.Core.People;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.People;

/// <summary>Registers what the slice is made of.</summary>
internal static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<TenantAdministrators>()
        .AddSingleton<FindPeople>()
        .AddSingleton<ChangePeople>()
        .AddSingleton<ResetSecondFactor>()
        .AddSingleton<ForgetWaiting>()
        .AddSingleton<IRetained, WaitingAccounts>()
        .AddSingleton<IPersonalData, WaitingPersonalData>()
        .AddSingleton<InvitePeople>();
}
