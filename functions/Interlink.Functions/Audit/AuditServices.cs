using Interlink.Core.Audit;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Audit;

internal static class AuditServices
{
    internal static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditBook>()
        .AddSingleton<AuditLog>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<RefusalLog>()
        .AddSingleton<AuditNames>()
        .AddSingleton<IPersonalData, AuditPersonalData>();
}
