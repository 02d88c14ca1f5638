using Interlink.Core.Kernel;
using Interlink.Functions.Accounts;
using Interlink.Functions.ApiAccess;
using Interlink.Functions.Assets;
using Interlink.Functions.Audit;
using Interlink.Functions.Catalogue;
using Interlink.Functions.Edge;
using Interlink.Functions.Events;
using Interlink.Functions.Health;
using Interlink.Functions.Mail;
using Interlink.Functions.Operations;
using Interlink.Functions.Organizations;
using Interlink.Functions.Outbound;
using Interlink.Functions.People;
using Interlink.Functions.Permissions;
using Interlink.Functions.Platform;
using Interlink.Functions.Privacy;
using Interlink.Functions.Processes;
using Interlink.Functions.Recommendation;
using Interlink.Functions.Teams;
using Interlink.Functions.Tenants;
using Interlink.Functions.Uploads;
using Interlink.Functions.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Interlink.Functions;

/// <summary>Puts the product together; the same in both runtimes. The host adds the storage ports.</summary>
public static class Composition
{
    /// <summary>Registers every slice.</summary>
    /// <param name="configuration">The host's settings; the product's stand below <c>Interlink</c>.</param>
    public static IServiceCollection AddInterlink(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIds, Ulids>();
        services.TryAddSingleton(configuration);
        return services
            .AddEdge()
            .AddAccounts()
            .AddApiAccess()
            .AddPlatform()
            .AddMail()
            .AddTenants(configuration)
            .AddHealth()
            .AddEvents()
            .AddAudit()
            .AddOperations()
            .AddUploads()
            .AddCatalogue()
            .AddOrganizations()
            .AddTeams()
            .AddProcesses()
            .AddPermissions()
            .AddPeople()
            .AddAssets()
            .AddPrivacy()
            .AddRecommendation()
            .AddOutbound()
            .AddWebhooks();
    }

    /// <summary>Adds what every call passes through, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UseInterlinkMiddleware(this IFunctionsWorkerApplicationBuilder builder) => builder
        .UseMiddleware<HeadersMiddleware>()
        .UseMiddleware<RefusalMiddleware>()
        .UseMiddleware<ProblemMiddleware>()
        .UseMiddleware<CallerMiddleware>()
        .UseMiddleware<RateLimitMiddleware>()
        .UseMiddleware<AllowMiddleware>()
        .UseMiddleware<ConsentMiddleware>()
        .UseMiddleware<IdempotencyMiddleware>();
}
