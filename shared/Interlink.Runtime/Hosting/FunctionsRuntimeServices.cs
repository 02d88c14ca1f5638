using Interlink.Runtime.Durable;
using Interlink.Runtime.Http;
using Interlink.Runtime.Observability;
using Interlink.Runtime.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interlink.Runtime.Hosting;

/// <summary>Adds the embedded host to an app.</summary>
public static class FunctionsRuntimeServices
{
    /// <summary>
    /// Adds the host: HTTP functions (map them with <c>app.MapFunctions()</c>), timers and orchestrations, which start and stop
    /// with the app. Middleware is added to what is returned, outermost first.
    /// </summary>
    public static IFunctionsWorkerApplicationBuilder AddFunctionsRuntime(this IServiceCollection services, FunctionsRuntimeOptions options)
    {
        var builder = new FunctionsApplicationBuilder(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(builder);
        services.AddMetrics();
        services.AddSingleton<FunctionTelemetry>();
        services.AddSingleton<DurableTelemetry>();
        services.AddSingleton<FunctionPipeline>();
        services.AddSingleton<FunctionCatalogue>();
        services.AddSingleton<HttpInvoker>();
        services.AddSingleton<RuntimeDatabase>();
        services.AddSingleton<HistoryStore>();
        services.AddSingleton<OrchestrationExecutor>();
        services.AddSingleton<ActivityWorker>();
        services.AddSingleton<Engine>();
        services.AddSingleton<DurableTaskClient, Client>();
        services.AddHostedService(provider => provider.GetRequiredService<Engine>());
        services.AddHostedService<TimerService>();
        services.AddSingleton(_ => HostJson.Read(options.HostJsonPath));
        services.AddSingleton<DataConverter>(_ =>
            options.SerializerOptions is { } json ? new JsonDataConverter(json) : JsonDataConverter.Default);
        return builder;
    }
}
