using Interlink.Runtime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The value a function returned.</summary>
public abstract class InvocationResult<T>
{
    protected InvocationResult()
    {
    }

    /// <summary>The value; middleware may replace it after the function ran, and what stands last is sent.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>The value a function returned, of whatever type.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
    protected InvocationResult()
    {
    }
}

/// <summary>What an invocation was given and gives back.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result of this invocation; its value is null until the function has run or middleware has answered.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => Results(context).Untyped;

    /// <summary>The same result, read and written as a <typeparamref name="T"/>.</summary>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) => Results(context).Typed<T>();

    private static InvocationResults Results(FunctionContext context) =>
        context.Features.Get<InvocationResults>()
        ?? throw new InvalidOperationException("This context was not made by the functions host: it has no result.");
}

/// <summary>ASP.NET Core's view of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request and response; null when the function was not started by HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(FunctionItems.HttpContext, out var value) ? value as HttpContext : null;
}

/// <summary>Loggers of an invocation.</summary>
public static class FunctionContextLoggerExtensions
{
    public static ILogger<T> GetLogger<T>(this FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ILogger<T>>();

    public static ILogger GetLogger(this FunctionContext context, string categoryName) =>
        context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(categoryName);
}
