using Interlink.Core.Assets;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Assets;

/// <summary>Registers what the slice is made of.</summary>
internal static class AssetServices
{
    public static IServiceCollection AddAssets(this IServiceCollection services)
    {
        services.AddOptions<AssetOptions>().BindConfiguration(AssetOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(s => s.GetRequiredService<IOptions<AssetOptions>>().Value)
            .AddSingleton<AssetStore>()
            .AddSingleton<DownloadKeys>()
            .AddSingleton<DownloadLinks>()
            .AddSingleton<AddAsset>()
            .AddSingleton<AddVersion>()
            .AddSingleton<ChangeAsset>()
            .AddSingleton<IPersonalData, AssetPersonalData>();
    }
}
