using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Edge;

/// <summary>How middleware answers in a function's place: by the invocation's result, which the runtime writes when every middleware has returned.</summary>
internal static class Answering
{
    public static void Answer(this FunctionContext context, HttpContext http, Error error) => context.Answer(Problem.Of(http, error));

    public static void Answer(this FunctionContext context, ReplySnapshot answer) => context.GetInvocationResult().Value = answer;

    /// <summary>What the function has answered, made ready to be sent; null when it is a stream, or nothing.</summary>
    public static ReplySnapshot? Answered(this FunctionContext context, HttpContext http) => context.GetInvocationResult().Value switch
    {
        ReplySnapshot snapshot => snapshot,
        IReply reply => reply.Prepare(http),
        _ => null,
    };
}
