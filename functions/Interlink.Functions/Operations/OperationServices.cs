using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Operations;

internal static class OperationServices
{
    internal static IServiceCollection AddOperations(this IServiceCollection services) =>
        services.AddSingleton<OperationStore>().AddSingleton<OperationKinds>().AddSingleton<OperationStarter>().AddSingleton<OperationDesk>()
            .AddSingleton<OperationControl>().AddSingleton<IPersonalData, OperationPersonalData>().AddSingleton<IRetained, OperationRetention>();
}
