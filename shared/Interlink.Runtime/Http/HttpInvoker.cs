using System.Text.Json;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Http;

/// <summary>Runs an HTTP function and sends what it returned once the middleware is through.</summary>
internal sealed partial class HttpInvoker(
    FunctionPipeline pipeline, FunctionsRuntimeOptions options, FunctionTelemetry telemetry, ILogger<HttpInvoker> logger)
{
    private readonly JsonSerializerOptions _json = options.SerializerOptions ?? JsonSerializerOptions.Web;

    public async Task Serve(FunctionEntry entry, HttpContext http)
    {
        var span = FunctionTelemetry.Serves(entry, http);
        var began = telemetry.Begins();
        try
        {
            var context = new HostFunctionContext(entry, http.RequestServices, http, http.RequestAborted)
            {
                BindingData = http.Request.RouteValues
                    .Where(pair => pair.Value is not null)
                    .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.OrdinalIgnoreCase),
            };
            context.Items[FunctionItems.HttpContext] = http;
            await pipeline.Run(context);
            await Send(context.Results.Untyped.Value, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception exception)
        {
            Failed(logger, exception, entry.Name);
            Refuse(http);
        }
        finally
        {
            FunctionTelemetry.Served(span, http.Response.StatusCode);
            telemetry.Ended(entry, "http", began, isError: http.Response.StatusCode >= StatusCodes.Status500InternalServerError);
        }
    }

    private Task Send(object? value, HttpContext http) => value switch
    {
        null => Task.CompletedTask,
        IResult result => result.ExecuteAsync(http),
        string text => http.Response.WriteAsync(text, http.RequestAborted),
        _ => http.Response.WriteAsJsonAsync(value, value.GetType(), _json, http.RequestAborted),
    };

    private static void Refuse(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The function {Function} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string function);
}
