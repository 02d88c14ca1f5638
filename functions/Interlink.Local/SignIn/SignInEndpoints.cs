using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Local.Accounts;
using Interlink.Local.Hosting;

namespace Interlink.Local.SignIn;

/// <summary>The sign-in addresses of Static Web Apps, on local accounts; and two more for setting a password.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps everything under <c>/.auth</c>.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.auth/me", Me);
        app.MapGet("/.auth/login/{provider}", ShowPage);
        app.MapPost("/.auth/login/{provider}", SignIn);
        app.MapMethods("/.auth/logout", ["GET", "POST"], SignOut);
        app.MapPost("/.auth/welcome", Welcome);
        app.MapPost("/.auth/password", ChangePassword);
        app.Map("/.auth/{**rest}", context => Refuse(context, new UnknownAddress()));
    }

    private static Task Me(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var session = Session.Of(context);
        return context.Response.WriteAsJsonAsync(
            new { clientPrincipal = session is null ? null : ClientPrincipal.Of(session) }, MeOptions, context.RequestAborted);
    }

    private static Task ShowPage(HttpContext context)
    {
        if (Provider(context) is { } unknown)
        {
            return Refuse(context, unknown);
        }

        var next = LocalPath.Of(context.Request.Query["post_login_redirect_uri"]);
        context.Response.Redirect($"/sign-in?post_login_redirect_uri={Uri.EscapeDataString(next)}");
        return Task.CompletedTask;
    }

    private static async Task SignIn(HttpContext context)
    {
        var request = Provider(context) is { } unknown ? unknown : await SignInBody.Read(context.Request, context.RequestAborted);
        var tenant = await request.Then(r => Tenant(context, r.Tenant));
        if (!request.Succeeded || !tenant.Succeeded)
        {
            await Refuse(context, request.Error ?? tenant.Error!);
            return;
        }

        var account = await Desk(context).SignIn(
            tenant.Value, request.Value.Email, request.Value.Password, Address(context), context.RequestAborted);
        if (!account.Succeeded)
        {
            await Refuse(context, account.Error);
            return;
        }

        await Session.Begin(context, tenant.Value, account.Value);
        if (context.Request.HasFormContentType)
        {
            context.Response.Redirect(LocalPath.Of(request.Value.PostLoginRedirectUri));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task SignOut(HttpContext context)
    {
        await Session.End(context);
        if (HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(LocalPath.Of(context.Request.Query["post_logout_redirect_uri"]));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task Welcome(HttpContext context)
    {
        var request = await context.Request.ReadBody<WelcomeRequest>(context.RequestAborted);
        var welcomed = await request.Then(r => Desk(context).Welcome(r, context.RequestAborted));
        await Begin(context, welcomed);
    }

    private static async Task ChangePassword(HttpContext context)
    {
        if (Session.Of(context) is not { } session)
        {
            await Refuse(context, new NotSignedIn());
            return;
        }

        var request = await context.Request.ReadBody<ChangePasswordRequest>(context.RequestAborted);
        var changed = await request.Then(r =>
            Desk(context).ChangePassword(session.Tenant, session.Account, r, Address(context), context.RequestAborted));
        await Begin(context, changed.Map(account => (session.Tenant, account)));
    }

    private static async Task Begin(HttpContext context, Outcome<(TenantId Tenant, Account Account)> person)
    {
        if (!person.Succeeded)
        {
            await Refuse(context, person.Error);
            return;
        }

        await Session.Begin(context, person.Value.Tenant, person.Value.Account);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task Refuse(HttpContext context, Error error) => Problem.Of(context, error).ExecuteAsync(context);

    // As the body says, else as the address does, else the host's own.
    private static async Task<Outcome<TenantId>> Tenant(HttpContext context, string? asked) =>
        string.IsNullOrEmpty(asked)
            ? await context.RequestServices.GetRequiredService<TenantAddress>().TenantOf(context.Request)
                ?? context.RequestServices.GetRequiredService<LocalSettings>().Tenant
        : TenantId.TryParse(asked, out var tenant) && tenant != TenantDirectory.Platform ? tenant
        : new InvalidInput("tenant", "not_a_tenant", "This is not the id of a tenant.");

    private static UnknownProvider? Provider(HttpContext context) =>
        context.Request.RouteValues["provider"] is "local" ? null : new UnknownProvider();

    private static SignInDesk Desk(HttpContext context) => context.RequestServices.GetRequiredService<SignInDesk>();

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    // Unlike everywhere else, "nobody" is written out: pages test clientPrincipal for null.
    private static readonly JsonSerializerOptions MeOptions =
        new(Json.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    private sealed record UnknownAddress() : Error(ErrorKind.NotFound, "not-found", "There is nothing at this address.");
}
