using Microsoft.Azure.Functions.Worker;

namespace Interlink.Runtime.Hosting;

/// <summary>Holds the one result of an invocation and shows it under any type.</summary>
internal sealed class InvocationResults
{
    /// <summary>The result itself.</summary>
    public object? Value { get; set; }

    public InvocationResult Untyped => field ??= new UntypedResult(this);

    public InvocationResult<T> Typed<T>() => new TypedResult<T>(this);

    private sealed class UntypedResult(InvocationResults owner) : InvocationResult
    {
        public override object? Value
        {
            get => owner.Value;
            set => owner.Value = value;
        }
    }

    private sealed class TypedResult<T>(InvocationResults owner) : InvocationResult<T>
    {
        public override T? Value
        {
            get => (T?)owner.Value;
            set => owner.Value = value;
        }
    }
}

/// <summary>Keys of what the host itself keeps in an invocation's items.</summary>
internal static class FunctionItems
{
    /// <summary>The ASP.NET Core context, under the key that the official integration uses.</summary>
    public const string HttpContext = "HttpRequestContext";
}
