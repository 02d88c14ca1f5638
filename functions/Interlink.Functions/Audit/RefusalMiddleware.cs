using System.Text.Json;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Audit;

/// <summary>Tells the audit when somebody who is known asked for a change and was refused. Reading changes nothing and is not told; who is not known has no audit.</summary>
public sealed partial class RefusalMiddleware(RefusalLog refusals, ILogger<RefusalMiddleware> log) : IFunctionsWorkerMiddleware
{
    private const int MaxId = 100;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not { } http || IsReading(http.Request.Method) || http.Request.CallerOrNull() is not { } caller
            || context.Answered(http) is not { Status: >= 400 and < 499 } answer)
        {
            return;
        }

        try
        {
            var refused = new RequestRefused(context.FunctionDefinition.Name, http.Request.Method, answer.Status, TypeOf(answer));
            await refusals.Note(caller.Tenant, caller.Subject, ObjectOf(http.Request), refused, CancellationToken.None);
        }
        catch (Exception fault)
        {
            Untold(log, context.FunctionDefinition.Name, RequestTrace.Of(http).TraceId, fault); // The caller hears the refusal all the same.
        }
    }

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>The innermost id in the path, such as that of the resource in <c>processes/{id}/assets/{assetId}</c>; null for what is not formed like one of ours, since
    /// a client can write anything there.</summary>
    private static string? ObjectOf(HttpRequest request) => request.Path.Value?.Split('/').LastOrDefault(IsId);

    private static bool IsId(string text) => text.Length <= MaxId && (Ulids.IsId(text) || Core.Operations.OperationId.TryParse(text, out _));

    private static string TypeOf(ReplySnapshot answer)
    {
        try
        {
            return answer.Body is { } body && JsonElement.Parse(body).TryGetProperty("type", out var type) ? type.GetString()!.Split('/')[^1] : "unknown";
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return "unknown";
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "That {Function} was refused could not be told to the audit (trace {TraceId}).")]
    private static partial void Untold(ILogger log, string function, string traceId, Exception fault);
}
