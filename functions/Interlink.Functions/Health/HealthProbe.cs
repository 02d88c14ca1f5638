using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Health;

/// <summary>Tries what the product cannot do without, without changing anything.</summary>
public sealed partial class HealthProbe(IDocuments documents, IBlobs blobs, ILogger<HealthProbe> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs every check.</summary>
    public async Task<IReadOnlyList<HealthCheckView>> Run(DurableTaskClient client, CancellationToken cancellation) => await Task.WhenAll(
        Check("documents", token => documents.Find<Tenant>(Partition.Of(TenantDirectory.Platform, "tenants"), "tenant", "probe", token), cancellation),
        Check("files", async token => await blobs.Open(BlobAddress.Of(TenantDirectory.Platform, "probe"), token), cancellation),
        Check("runtime", token => client.GetInstanceAsync("interlink-platform:probe:none", token), cancellation));

    private async Task<HealthCheckView> Check(string name, Func<CancellationToken, Task> attempt, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await attempt(limit.Token).WaitAsync(Patience, limit.Token);
            return new HealthCheckView(name, HealthStatus.Ok);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Anybody may read the answer, so it says that something is wrong and the log says what.
            await limit.CancelAsync();
            Failed(logger, name, exception);
            return new HealthCheckView(name, HealthStatus.Degraded, exception is TimeoutException ? "It answers too slowly." : "It does not answer.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Health check {Check} failed.")]
    private static partial void Failed(ILogger logger, string check, Exception exception);
}
