using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Hosting;

/// <summary>Collects middleware while the app is composed.</summary>
internal sealed class FunctionsApplicationBuilder(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public IServiceCollection Services { get; } = services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>Whether there is any middleware.</summary>
    public bool HasMiddleware => _middleware.Count > 0;

    /// <summary>The whole pipeline, the first middleware outermost.</summary>
    public FunctionExecutionDelegate Build(FunctionExecutionDelegate end) =>
        Enumerable.Reverse(_middleware).Aggregate(end, (next, middleware) => middleware(next));
}

/// <summary>The middleware with the function at its end; every invocation of any trigger goes through it.</summary>
internal sealed class FunctionPipeline(FunctionsApplicationBuilder builder)
{
    private readonly FunctionExecutionDelegate _pipeline = builder.Build(End);

    public Task Run(HostFunctionContext context) => builder.HasMiddleware ? _pipeline(context) : context.Body(context);

    private static Task End(FunctionContext context)
    {
        var invocation = (HostFunctionContext)context;
        return invocation.Body(invocation);
    }
}
