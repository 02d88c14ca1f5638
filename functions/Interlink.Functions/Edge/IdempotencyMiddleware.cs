using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Makes a POST with an <c>Idempotency-Key</c> happen once, however often it is sent: the first answer is kept and repeated.</summary>
public sealed class IdempotencyMiddleware(IdempotencyStore store, FunctionDirectory functions, IOptions<EdgeOptions> options) : IFunctionsWorkerMiddleware
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>Answers that say that nothing was done and that the same key may well come with a mended request.</summary>
    private static readonly int[] Forgotten = [400, 401, 403, 408, 413, 415, 422, 429];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !HttpMethods.IsPost(http.Request.Method)
            || !http.Request.Headers.TryGetValue(Header, out var stated) || http.Request.CallerOrNull() is not { } caller)
        {
            await next(context);
            return;
        }

        if (stated.Count != 1 || stated.ToString() is not { Length: > 0 and <= MaxLength } key || key.Any(c => c is < ' ' or > '~'))
        {
            context.Answer(http, new InvalidInput(Header, "malformed", $"This must be 1 to {MaxLength} visible ASCII characters."));
            return;
        }

        var most = functions.Of(context.FunctionDefinition).MaxRawBytes ?? options.Value.MaxBodyBytes;
        var body = await BodyBytes.Read(http.Request, most, http.RequestAborted);
        if (!body.Succeeded)
        {
            context.Answer(http, body.Error);
            return;
        }

        http.Request.Body = new MemoryStream(body.Value.ToArray(), writable: false);
        await Once(context, next, http, caller, key, FingerprintOf(http.Request, body.Value));
    }

    private async Task Once(FunctionContext context, FunctionExecutionDelegate next, HttpContext http, Caller caller, string key, string fingerprint)
    {
        string[] scope = [caller.Tenant.Value, caller.Subject, context.FunctionDefinition.Name, key];
        var claim = await store.Claim(caller.Tenant, caller.Subject, Ulids.Derive(scope), fingerprint, http.RequestAborted);
        if (claim.Answer is { } first)
        {
            context.Answer(first with { Headers = [.. first.Headers, new("Idempotent-Replayed", "true")] });
            return;
        }

        if (claim.Document is not { } document)
        {
            context.Answer(http, claim.Refusal!);
            return;
        }

        http.Items[RequestReading.IdempotencyItem] = Ulids.Derive([.. scope, document.Body.FirstAt.ToString("O", null)]);
        try
        {
            await next(context);
            await Keep(Repeatable(context, http), caller.Tenant, document);
        }
        catch
        {
            await store.Suspend(caller.Tenant, document);
            throw;
        }
    }

    // A secret that is shown once is not kept, not even for the one who may read it.
    private ReplySnapshot? Repeatable(FunctionContext context, HttpContext http) => context.Answered(http) is { } answer
        ? answer.Status < 300 && functions.Of(context.FunctionDefinition).ShownOnce ? Problem.Of(http, new AnsweredOnce()) : answer
        : null;

    private Task Keep(ReplySnapshot? answer, TenantId tenant, Document<IdempotencyRecord> claim) => answer switch
    {
        { Status: >= 500 } => store.Suspend(tenant, claim),
        null => store.Forget(tenant, claim),
        _ when Forgotten.Contains(answer.Status) => store.Forget(tenant, claim),
        _ => store.Finish(tenant, claim, answer),
    };

    private static string FingerprintOf(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
