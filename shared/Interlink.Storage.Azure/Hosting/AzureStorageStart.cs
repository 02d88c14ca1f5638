using Interlink.Core.Kernel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Storage.Azure.Hosting;

/// <summary>Prepares and checks the stores before anything else starts. One that is merely busy does not keep the host from starting.</summary>
internal sealed partial class AzureStorageStart(IEnumerable<IAzureStore> stores, ILogger<AzureStorageStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores)
        {
            try
            {
                await store.Prepare(cancellationToken);
                await store.Check(cancellationToken);
            }
            catch (TransientException busy)
            {
                Busy(logger, store.Name, busy);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Store} did not answer at the start; the host starts all the same.")]
    private static partial void Busy(ILogger logger, string store, Exception exception);
}

/// <summary>Whether every store is there and lets this identity in; a store that is busy makes the host degraded, one that refuses unhealthy.</summary>
internal sealed class AzureStorageHealth(IEnumerable<IAzureStore> stores) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var store in stores)
        {
            try
            {
                await store.Check(cancellationToken);
            }
            catch (TransientException busy)
            {
                return HealthCheckResult.Degraded(busy.Message);
            }
            catch (AzureStorageException refused)
            {
                return HealthCheckResult.Unhealthy(refused.Message);
            }
        }

        return HealthCheckResult.Healthy();
    }
}
