using Interlink.Runtime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Http;

/// <summary>Serves the HTTP functions of the app.</summary>
public static class FunctionEndpoints
{
    /// <summary>
    /// Maps every HTTP function below the prefix of host.json. What no function serves there - an unknown route, another method,
    /// an unmet constraint - is answered 404 with an empty body.
    /// </summary>
    public static IEndpointRouteBuilder MapFunctions(this IEndpointRouteBuilder app)
    {
        var catalogue = app.ServiceProvider.GetRequiredService<FunctionCatalogue>();
        var invoker = app.ServiceProvider.GetRequiredService<HttpInvoker>();
        var prefix = app.ServiceProvider.GetRequiredService<HostJson>().RoutePrefix;
        app.DataSources.Add(new DefaultEndpointDataSource(
            [.. catalogue.Http.Select(entry => Endpoint(entry, prefix, invoker)), Nothing(prefix)]));
        return app;
    }

    private static RouteEndpoint Endpoint(FunctionEntry entry, string prefix, HttpInvoker invoker)
    {
        var trigger = (HttpTriggerAttribute)entry.Attribute;
        var pattern = RoutePatternFactory.Combine(RoutePatternFactory.Parse(prefix), entry.Route!);
        var builder = new RouteEndpointBuilder(http => invoker.Serve(entry, http), pattern, order: 0) { DisplayName = entry.Name };
        builder.Metadata.Add(entry);
        if (trigger.Methods is { Length: > 0 } methods) builder.Metadata.Add(new HttpMethodMetadata(methods));
        return (RouteEndpoint)builder.Build();
    }

    /// <summary>Takes whatever is left, so that routing never answers 405.</summary>
    private static RouteEndpoint Nothing(string prefix) => (RouteEndpoint)new RouteEndpointBuilder(
        http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        },
        RoutePatternFactory.Parse($"{prefix}/{{**rest}}"),
        order: int.MaxValue)
    { DisplayName = "No function" }.Build();
}
