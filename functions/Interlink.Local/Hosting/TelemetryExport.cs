using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Interlink.Local.Hosting;

/// <summary>
/// Sends traces and metrics by OTLP to where the standard variables of OpenTelemetry say: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>,
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c> and the rest. A collector that does not answer costs nothing but the telemetry.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration) : IHostedLifecycleService, IDisposable
{
    /// <summary>How long the end of the program waits for the last telemetry to be sent.</summary>
    private static readonly TimeSpan s_lastSending = TimeSpan.FromSeconds(3);

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>Begins to listen before anything else starts.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // What is listed here is what docs/observability.md describes.
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource("Microsoft.AspNetCore", "Interlink.Runtime", "Microsoft.DurableTask", "Interlink.Storage.Local", "System.Net.Http")
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter(
                "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
                "Interlink.Runtime", "Microsoft.DurableTask", "Interlink.Storage.Local", "Interlink.Mail")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left, after everything else has stopped.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        var atMost = (int)s_lastSending.TotalMilliseconds;
        return Task.WhenAll(Task.Run(() => _traces?.Shutdown(atMost), cancellationToken), Task.Run(() => _metrics?.Shutdown(atMost), cancellationToken));
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Describe(ResourceBuilder resource)
    {
        var version = typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        resource.AddAttributes([new("service.version", version ?? "unknown")]);
        var isNamed = configuration["OTEL_SERVICE_NAME"] is { Length: > 0 }
            || configuration["OTEL_RESOURCE_ATTRIBUTES"]?.Contains("service.name=", StringComparison.Ordinal) == true;
        if (!isNamed)
        {
            resource.AddAttributes([new("service.name", "interlink")]);
        }
    }
}

/// <summary>Adds the export of telemetry.</summary>
internal static class TelemetryExportServices
{
    /// <summary>Adds the export where the configuration names an endpoint; without one nothing is loaded.</summary>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return services;
        }

        // ASP.NET Core 10 fills in http.* only when it is told to.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        return services.AddHostedService<TelemetryExport>();
    }
}
