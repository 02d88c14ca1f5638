using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Interlink.Runtime.Hosting;

/// <summary>Binds a function's parameters and calls it: what stands at the end of the pipeline.</summary>
internal static class FunctionInvoker
{
    /// <summary>Runs the function and leaves its value as the invocation's result.</summary>
    public static async Task Invoke(HostFunctionContext context) => context.Results.Value = await Call(context);

    /// <summary>Runs the function and returns its value.</summary>
    public static async Task<object?> Call(HostFunctionContext context)
    {
        var entry = context.Entry;
        var arguments = new object?[entry.Binders.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = await entry.Binders[i].Bind(context);

        var target = entry.Factory?.Invoke(context.InstanceServices, null);
        try
        {
            return await entry.Reader.Read(Invoke(entry, target, arguments));
        }
        finally
        {
            if (target is IAsyncDisposable later) await later.DisposeAsync();
            else (target as IDisposable)?.Dispose();
        }
    }

    private static object? Invoke(FunctionEntry entry, object? target, object?[] arguments)
    {
        try
        {
            return entry.Invoker.Invoke(target, arguments.AsSpan());
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }
}
