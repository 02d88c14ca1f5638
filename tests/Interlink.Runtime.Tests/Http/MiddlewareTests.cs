using System.Net;
using Interlink.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace Interlink.Runtime.Tests.Http;

/// <summary>What middleware may do with an invocation.</summary>
public sealed class MiddlewareTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(_folder["runtime.db"], compose: functions => functions
        .UseMiddleware<Outer>()
        .UseWhen<OnlyGreet>(context => context.FunctionDefinition.Name == "Greet")
        .UseMiddleware(async (context, next) =>
        {
            if (context.GetHttpContext() is not null) context.Items["order"] = $"{context.Items["order"]} inner";
            await next();
        }));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Middleware_that_answers_keeps_the_function_from_being_bound_or_run()
    {
        var response = await Get("/api/Broken", "refuse");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("refused", await response.Content.ReadAsStringAsync());
        Assert.Equal(0, _host.Probe.Counted("broken"));
        Assert.DoesNotContain("disposed", _host.Probe.Seen);
    }

    [Fact]
    public async Task Middleware_sees_the_result_before_it_is_sent_and_may_replace_it()
    {
        var response = await Get("/api/Teapot", "replace");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("instead of Teapot, started: False", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("x-reply"));
    }

    [Fact]
    public async Task An_exception_arrives_in_the_middleware_and_can_become_a_response()
    {
        var response = await Get("/api/Broken", "catch");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("Out of order: /api/Broken", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_fills_a_parameter_of_an_own_type_and_runs_outermost_first()
    {
        var response = await Get("/api/Greet", "none");
        Assert.Equal("GET Ada", await response.Content.ReadAsStringAsync());
        Assert.Contains("outer greet inner", _host.Probe.Seen);
    }

    [Fact]
    public async Task Middleware_added_for_some_functions_leaves_the_others_alone()
    {
        await Get("/api/Nothing", "none");
        Assert.Contains("outer inner", _host.Probe.Seen);
    }

    private async Task<HttpResponseMessage> Get(string path, string what)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-do", what);
        return await _host.Http.SendAsync(request);
    }

    public sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.GetHttpContext() is not { } http)
            {
                await next(context);
                return;
            }

            context.Items["order"] = "outer";
            var result = context.GetInvocationResult();
            switch (http.Request.Headers["x-do"].ToString())
            {
                case "refuse":
                    result.Value = Results.Text("refused", statusCode: 401);
                    return;
                case "catch":
                    try
                    {
                        await next(context);
                    }
                    catch (InvalidOperationException exception)
                    {
                        result.Value = Results.Text(exception.Message, statusCode: 409);
                    }

                    return;
                case "replace":
                    await next(context);
                    var type = context.GetInvocationResult<IResult>().Value!.GetType().Name;
                    result.Value = Results.Text($"instead of {type}, started: {http.Response.HasStarted}");
                    return;
                default:
                    await next(context);
                    probe.Seen.Enqueue((string)context.Items["order"]);
                    return;
            }
        }
    }

    public sealed class OnlyGreet : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.Items["order"] = $"{context.Items["order"]} greet";
            context.Items["visitor"] = "Ada";
            return next(context);
        }
    }
}
