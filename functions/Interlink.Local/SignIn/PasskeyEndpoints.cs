using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Local.Accounts;

namespace Interlink.Local.SignIn;

/// <summary>Passkeys: added while signed in, and signed in with.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>Maps them under <c>/.auth</c>.</summary>
    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapPost("/.auth/passkeys/question", AskForNew);
        app.MapPost("/.auth/passkeys", Add);
        app.MapPost("/.auth/passkeys/{id}/removal", Remove);
        app.MapPost("/.auth/login/passkey/question", AskForAny);
        app.MapPost("/.auth/login/passkey", SignIn);
    }

    private static async Task AskForNew(HttpContext context)
    {
        var proven = await SecurityEndpoints.Proven(context);
        if (!proven.Succeeded)
        {
            await context.Refuse(proven.Error);
            return;
        }

        var question = await context.Part<Passkeys>().AskForNew(context, proven.Value.Tenant, proven.Value.Account);
        await Ask(context, question, new AskedPasskey(proven.Value.Tenant, Session.Of(context)!.Id, question.State));
    }

    private static async Task Add(HttpContext context)
    {
        var session = context.SignedIn();
        var request = await session.Then(_ => context.Request.ReadBody<AddPasskeyRequest>(context.RequestAborted));
        var asked = request.Then(_ => Asked(context, session.Value.Tenant, session.Value.Id));
        await context.Answer(await asked.Then(state => context.Part<Passkeys>().Add(
            context, session.Value.Tenant, session.Value.Account, request.Value, state)));
    }

    private static async Task Remove(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var proven = await SecurityEndpoints.Proven(context);
        await context.Answer(await proven.Then(person => context.Part<Passkeys>().Remove(person.Tenant, person.Account, id, context.RequestAborted)));
    }

    private static async Task AskForAny(HttpContext context)
    {
        var request = await context.Request.ReadBody<PasskeySignInRequest>(context.RequestAborted);
        var tenant = await request.Then(r => context.TenantOf(r.Tenant));
        if (!tenant.Succeeded)
        {
            await context.Refuse(tenant.Error);
            return;
        }

        var question = await context.Part<Passkeys>().AskForAny(context, tenant.Value);
        await Ask(context, question, new AskedPasskey(tenant.Value, null, question.State));
    }

    private static async Task SignIn(HttpContext context)
    {
        var request = await context.Request.ReadBody<UsePasskeyRequest>(context.RequestAborted);
        var asked = request.Succeeded ? context.Part<Sealed<AskedPasskey>>().Take(context) : null;
        var account = request.Succeeded && asked is not { Session: null }
            ? new PasskeyRefused()
            : await request.Then(r => context.Part<Passkeys>().SignIn(context, asked!.Tenant, r, asked.State));
        if (account.Succeeded)
        {
            await Session.Begin(context, asked!.Tenant, account.Value, SignInMethod.Passkey);
        }

        await context.Answer(account);
    }

    private static Task Ask(HttpContext context, PasskeyQuestion question, AskedPasskey asked)
    {
        context.Part<Sealed<AskedPasskey>>().Give(context, asked);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(question.Options, context.RequestAborted);
    }

    private static Outcome<string> Asked(HttpContext context, TenantId tenant, string? session) =>
        context.Part<Sealed<AskedPasskey>>().Take(context) is { } asked && asked.Tenant == tenant && asked.Session == session
            ? asked.State
            : new PasskeyRefused();
}
