using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Http;

public enum Colour
{
    Red,
    DarkGreen,
}

/// <summary>Filled by middleware, or null.</summary>
[InputConverter(typeof(VisitorConverter))]
public sealed record Visitor(string Name);

public sealed class VisitorConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => ValueTask.FromResult(
        context.FunctionContext.Items.TryGetValue("visitor", out var name) && context.TargetType == typeof(Visitor)
            ? ConversionResult.Success(new Visitor((string)name))
            : ConversionResult.Unhandled());
}

/// <summary>A reply of an own type, as the product's.</summary>
public sealed class Teapot(string text) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status418ImATeapot;
        httpContext.Response.Headers["x-reply"] = "teapot";
        return httpContext.Response.WriteAsync(text);
    }
}

public sealed class HttpFunctions(Probe probe, ScopedThing scoped) : IDisposable
{
    [Function("Ping")]
    public static IResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping/{n:int}")] HttpRequest request, int n) =>
        TypedResults.Text($"{request.Method} {n}");

    [Function("PutPing")]
    public static IResult PutPing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "ping/{number:int}")] HttpRequest request, long number) =>
        TypedResults.Text($"{request.Method} {number}");

    [Function("NamedByItself")]
    public static string NamedByItself([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Method;

    [Function("Values")]
    public static object Values(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "values/{text}/{large}/{id}/{flag}/{colour}/{missing?}")]
        HttpRequest request,
        string text,
        long large,
        Guid id,
        bool flag,
        Colour colour,
        int? missing,
        FunctionContext context,
        CancellationToken cancellation) => new
        {
            text,
            large,
            id,
            flag,
            Colour = colour.ToString(),
            missing,
            Function = context.FunctionDefinition.Name,
            Same = ReferenceEquals(context.GetHttpContext(), request.HttpContext),
            Cancellable = cancellation.CanBeCanceled,
        };

    [Function("Teapot")]
    public static async Task<Teapot> Teapot([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await Task.Yield();
        return new Teapot(request.Path);
    }

    [Function("Own")]
    public async ValueTask<IResult> Own(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpContext http, [DurableClient] DurableTaskClient client)
    {
        await Task.Yield();
        return TypedResults.Text($"{probe is not null} {scoped.IsDisposed} {http.Request.Method} {client.Name}");
    }

    [Function("Nothing")]
    public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        request.HttpContext.Response.Headers["x-seen"] = "yes";

    [Function("Broken")]
    public Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        probe.Count("broken");
        throw new InvalidOperationException("Out of order: " + request.Path);
    }

    [Function("BrokenReply")]
    public static IResult BrokenReply([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new BrokenResult(request.Path);

    [Function("Greet")]
    public static string Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, Visitor? visitor) =>
        $"{request.Method} {visitor?.Name ?? "nobody"}";

    [Function("Stream")]
    public async Task Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
    {
        await request.HttpContext.Response.WriteAsync("first\n", cancellation);
        await request.HttpContext.Response.Body.FlushAsync(cancellation);
        await probe.Gate("stream");
        await request.HttpContext.Response.WriteAsync("second\n", cancellation);
    }

    [Function("Events")]
    public IResult Events([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(Two(request, cancellation));

    public void Dispose() => probe.Seen.Enqueue("disposed");

    private async IAsyncEnumerable<SseItem<string>> Two(HttpRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new SseItem<string>(request.Method);
        await probe.Gate("events").WaitAsync(cancellation);
        yield return new SseItem<string>("last");
    }

    private sealed class BrokenResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("Out of order: " + path);
    }
}
