using Interlink.Core.Accounts;
using Interlink.Core.Privacy;
using Interlink.Functions.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interlink.Functions.Privacy;

/// <summary>Registers what the slice is made of. What is kept about people, each slice registers itself (<see cref="IPersonalData"/>, <see cref="IRetained"/>).</summary>
internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.TryAddSingleton<IReauthentication, PlatformReauthentication>();
        return services
            .AddSingleton<LegalStore>().AddSingleton<LegalTexts>().AddSingleton<PublishLegalText>().AddSingleton<PrivacyAddresses>()
            .AddSingleton<ConsentStore>().AddSingleton<ConsentGate>().AddSingleton<GiveConsent>().AddSingleton<IPersonalData, ConsentPersonalData>()
            .AddSingleton<PrivacySettingsStore>().AddSingleton<RecordOfProcessing>().AddSingleton<EnforceRetention>()
            .AddSingleton<ExportStore>().AddSingleton<ExportRetention>().AddSingleton<IRetained>(s => s.GetRequiredService<ExportRetention>())
            .AddSingleton<MakeExport>().AddSingleton<ExportDesk>().AddSingleton<IPersonalData, ExportPersonalData>()
            .AddSingleton<CloseAccount>().AddSingleton<ErasureStore>().AddSingleton<RequestErasure>().AddSingleton<CarryOutErasure>()
            .AddSingleton<ErasureDesk>().AddSingleton<IOperationKind, ErasureOperation>();
    }
}
