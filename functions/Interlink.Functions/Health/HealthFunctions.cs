using System.Reflection;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Health;

/// <summary>Whether the product can do its work.</summary>
/// <param name="Status">The worst of the checks.</param>
/// <param name="Version">The product's version.</param>
/// <param name="Checks">What was tried.</param>
public sealed record HealthView(HealthStatus Status, string Version, IReadOnlyList<HealthCheckView> Checks);

/// <summary>One thing that was tried.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Status">Whether it answered.</param>
/// <param name="Detail">What is wrong, in general words.</param>
public sealed record HealthCheckView(string Name, HealthStatus Status, string? Detail = null);

/// <summary>How well something does.</summary>
public enum HealthStatus
{
    /// <summary>It answers.</summary>
    Ok,

    /// <summary>It does not answer, or too slowly.</summary>
    Degraded,
}

/// <summary>Health over HTTP.</summary>
public sealed class HealthFunctions(HealthProbe probe)
{
    private static readonly string Version =
        typeof(HealthFunctions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Tells whether storage and runtime answer.</summary>
    [Function("GetHealth"), AllowAnonymous]
    public async Task<Reply<HealthView>> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var checks = await probe.Run(client, cancellation);
        return Reply.Ok(new HealthView(checks.Max(check => check.Status), Version, checks));
    }
}
