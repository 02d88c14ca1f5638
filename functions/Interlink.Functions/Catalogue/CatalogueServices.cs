using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Privacy;
using Interlink.Functions.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Catalogue;

/// <summary>Registers what the slice is made of.</summary>
internal static class CatalogueServices
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton(new ImportLimits())
        .AddSingleton<CatalogueStore>()
        .AddSingleton<BrowseCatalogue>()
        .AddSingleton<ImportStore>()
        .AddSingleton<RunImport>()
        .AddSingleton<ImportPlace>()
        .AddSingleton<ImportDesk>()
        .AddSingleton<IOperationKind, ImportOperation>()
        .AddSingleton<IRetained, ImportRetention>();
}
