using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Edge;

/// <summary>Turns every exception into a problem that tells nothing of our insides, and makes answers ready while that can still be done.</summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan SomeTime = TimeSpan.FromSeconds(5);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            if (context.Answered(http) is { } ready)
            {
                context.Answer(ready);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            context.Answer(new ReplySnapshot(StatusCodes.Status499ClientClosedRequest, [], null)); // Nobody is left to read it.
        }
        catch (Exception exception)
        {
            context.Answer(Answer(context, http, exception));
        }
    }

    private ReplySnapshot Answer(FunctionContext context, HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case InvalidCursorException:
                return Problem.Of(http, new InvalidInput("cursor", "malformed", "This is not the cursor of a page of this list."));
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problem.Of(http, new BodyTooLarge(http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0));
            case BadHttpRequestException malformed:
                return Problem.Of(http, malformed.StatusCode, new BadRequest());
            case TransientException transient:
                Unavailable(logger, context.FunctionDefinition.Name, RequestTrace.Of(http).TraceId, exception);
                return Problem.Of(http, new TemporarilyUnavailable(transient.RetryAfter ?? SomeTime));
            case OperationCanceledException or ITransientFault { Passes: true }:
                Unavailable(logger, context.FunctionDefinition.Name, RequestTrace.Of(http).TraceId, exception);
                return Problem.Of(http, new TemporarilyUnavailable(SomeTime));
            default:
                Unexpected(logger, context.FunctionDefinition.Name, RequestTrace.Of(http).TraceId, exception);
                return Problem.Of(http, StatusCodes.Status500InternalServerError, new UnexpectedFault());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} could not be done for now (trace {TraceId}).")]
    private static partial void Unavailable(ILogger logger, string function, string traceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed unexpectedly (trace {TraceId}).")]
    private static partial void Unexpected(ILogger logger, string function, string traceId, Exception exception);
}
