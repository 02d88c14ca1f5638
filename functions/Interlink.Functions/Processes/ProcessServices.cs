using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Processes;

/// <summary>Registers what the slice is made of.</summary>
internal static class ProcessServices
{
    public static IServiceCollection AddProcesses(this IServiceCollection services) => services
        .AddSingleton<ProcessStore>()
        .AddSingleton<CatalogueReader>()
        .AddSingleton<CreateProcess>()
        .AddSingleton<EditProcess>()
        .AddSingleton<ApplySchema>()
        .AddSingleton<SetTaskStatus>()
        .AddSingleton<GuideViews>()
        .AddSingleton<IPersonalData, ProcessPersonalData>();
}
