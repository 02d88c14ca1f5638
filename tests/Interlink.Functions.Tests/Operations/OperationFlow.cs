using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Tests.Edge;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Operations;

/// <summary>What people do with planted work, over HTTP.</summary>
internal static class OperationFlow
{
    public static readonly TenantId Varam = TenantId.Parse("varam");

    /// <summary>An administrator who started nothing.</summary>
    public static readonly string Administrator = EdgeHost.Principal("subject-two", "varam", "administrator");

    public static async Task<(string Id, string Location)> Start(this EdgeHost host, string wish)
    {
        using var response = await host.Post($"/api/planted/work/{wish}", "");
        var told = await Read(response, HttpStatusCode.Accepted);
        return (told.GetProperty("id").GetString()!, response.Headers.Location!.ToString());
    }

    /// <summary>Starts work and waits for its end.</summary>
    public static async Task<string> StartAndEnd(this EdgeHost host, string wish)
    {
        var (id, _) = await host.Start(wish);
        await host.Ended(id);
        return id;
    }

    public static Task Ended(this EdgeHost host, string id, int attempt = 1) =>
        host.Durable().WaitForInstanceCompletionAsync(OperationId.Parse(id).InstanceIn(Varam, attempt), TestContext.Current.CancellationToken);

    /// <summary>Waits until an orchestration is there and has begun.</summary>
    public static async Task Begun(this EdgeHost host, string instance)
    {
        while (await host.Durable().GetInstanceAsync(instance, TestContext.Current.CancellationToken) is null)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await host.Durable().WaitForInstanceStartAsync(instance, TestContext.Current.CancellationToken);
    }

    public static DurableTaskClient Durable(this EdgeHost host) => host.Services.GetRequiredService<DurableTaskClient>();

    public static async Task<JsonElement> Operation(this EdgeHost host, string id, string? principal = null)
    {
        using var response = await host.Get($"/api/operations/{id}", principal);
        return await Read(response, HttpStatusCode.OK);
    }

    public static async Task<JsonElement> Operations(this EdgeHost host, string query = "")
    {
        using var response = await host.Get($"/api/operations{query}", Administrator);
        return await Read(response, HttpStatusCode.OK);
    }

    public static Task<HttpResponseMessage> Cancel(this EdgeHost host, string id, object? body = null, string? principal = null) =>
        host.Post($"/api/operations/{id}/cancel", JsonSerializer.Serialize(body ?? new { }), principal);

    public static Task<HttpResponseMessage> Retry(this EdgeHost host, string id, object? body = null, string? principal = null, params (string, string)[] headers) =>
        host.Post($"/api/operations/{id}/retry", JsonSerializer.Serialize(body ?? new { }), principal, headers);

    public static async Task<JsonElement> Read(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    public static string Status(this JsonElement operation) => operation.GetProperty("status").GetString()!;

    public static JsonElement At(this JsonElement element, params string[] path) => path.Aggregate(element, (e, name) => e.GetProperty(name));
}
