using Azure.Core;
using Azure.Core.Serialization;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Interlink.Core.Kernel;
using Interlink.Functions;
using Interlink.Functions.Edge;
using Interlink.Mail;
using Interlink.Storage.Azure.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The Azure edition: the official worker, managed services, no keys. The embedded edition is composed in Interlink.Local.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseInterlinkMiddleware();

// What orchestrations and activities pass to each other is written as everywhere else in the product.
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = new JsonObjectSerializer(Json.Options));

builder.Services.AddInterlink(builder.Configuration);
builder.Services.AddAzureStorage(builder.Configuration);

// Made when it is first needed: on a developer's machine there may be none.
var identity = new Lazy<TokenCredential>(() => new ManagedIdentityCredential(
    ManagedIdentityId.FromUserAssignedClientId(builder.Configuration["Interlink:Storage:ManagedIdentityClientId"])));
builder.Services.AddMailTransport(
    builder.Configuration, async (scope, cancellation) => (await identity.Value.GetTokenAsync(new TokenRequestContext([scope]), cancellation)).Token);
builder.Services.TrustPrincipalOnlyBehindPlatform(builder.Configuration);

var telemetry = builder.Services.AddOpenTelemetry();
telemetry.UseFunctionsWorkerDefaults();
telemetry.WithTracing(traces => traces.AddSource("Interlink.*", "Microsoft.DurableTask", "Azure.*"));
telemetry.WithMetrics(metrics => metrics.AddMeter("Interlink.*"));
if (!string.IsNullOrEmpty(builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
{
    telemetry.UseAzureMonitorExporter(monitor => monitor.Credential = identity.Value);
}

await builder.Build().RunAsync();
