using Interlink.Core.Privacy;
using Interlink.Core.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Uploads;

internal static class UploadServices
{
    internal static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration("Interlink:Uploads").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<UploadOptions>>().Value)
            .AddSingleton<UploadStore>().AddSingleton<UploadDesk>()
            .AddSingleton<IPersonalData, UploadPersonalData>().AddSingleton<IRetained, UploadRetention>();
    }
}
