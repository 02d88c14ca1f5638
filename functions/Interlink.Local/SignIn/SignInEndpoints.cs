using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Local.Accounts;

namespace Interlink.Local.SignIn;

/// <summary>The sign-in addresses of Static Web Apps, on local accounts.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps everything under <c>/.auth</c>.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.auth/me", Me);
        app.MapGet("/.auth/login/{provider}", ShowPage);
        app.MapPost("/.auth/login/{provider}", SignIn);
        app.MapPost("/.auth/login/local/code", EnterCode);
        app.MapMethods("/.auth/logout", ["GET", "POST"], SignOut);
        app.MapPost("/.auth/welcome", Welcome);
        app.MapRecovery();
        app.MapSecurity();
        app.MapPasskeys();
        app.Map("/.auth/{**rest}", context => context.Refuse(new UnknownAddress()));
    }

    private static Task Me(HttpContext context) =>
        context.Write(new Me(Session.Of(context) is { } session ? ClientPrincipal.Of(session, context.Part<PlatformAdministrators>()) : null));

    private static Task ShowPage(HttpContext context)
    {
        if (Provider(context) is { } unknown)
        {
            return context.Refuse(unknown);
        }

        var next = LocalPath.Of(context.Request.Query["post_login_redirect_uri"]);
        context.Response.Redirect($"/sign-in?post_login_redirect_uri={Uri.EscapeDataString(next)}");
        return Task.CompletedTask;
    }

    private static async Task SignIn(HttpContext context)
    {
        var request = Provider(context) is { } unknown ? unknown : await SignInBody.Read(context.Request, context.RequestAborted);
        var tenant = await request.Then(r => context.TenantOf(r.Tenant));
        var accepted = await tenant.Then(t => context.Part<SignInDesk>().SignIn(
            t, request.Value.Email, request.Value.Password, context.NetworkOf(), context.RequestAborted));
        if (!accepted.Succeeded)
        {
            await context.Refuse(accepted.Error);
        }
        else if (accepted.Value.NeedsCode)
        {
            await AskForCode(context, tenant.Value, accepted.Value.Account, request.Value.PostLoginRedirectUri);
        }
        else
        {
            await Session.Begin(context, tenant.Value, accepted.Value.Account, SignInMethod.Password);
            Arrive(context, request.Value.PostLoginRedirectUri);
        }
    }

    private static Task AskForCode(HttpContext context, TenantId tenant, Account account, string? next)
    {
        context.Part<Sealed<HalfSignedIn>>().Give(context, new HalfSignedIn(tenant, account.Subject, account.Stamp));
        if (!context.Request.HasFormContentType)
        {
            return context.Write(new NextStep("code"));
        }

        context.Response.Redirect($"/sign-in?step=code&post_login_redirect_uri={Uri.EscapeDataString(LocalPath.Of(next))}");
        return Task.CompletedTask;
    }

    private static async Task EnterCode(HttpContext context)
    {
        var request = await context.Request.ReadBody<CodeRequest>(context.RequestAborted);
        var half = request.Then(_ => context.Part<Sealed<HalfSignedIn>>().Look(context) is { } known ? known : (Outcome<HalfSignedIn>)new WrongCredentials());
        var entered = await half.Then(known => context.Part<SignInDesk>().EnterCode(
            known.Tenant, known.Subject, known.Stamp, request.Value.Code, context.NetworkOf(), context.RequestAborted));
        if (!entered.Succeeded)
        {
            await context.Refuse(entered.Error);
            return;
        }

        context.Part<Sealed<HalfSignedIn>>().Take(context);
        await Session.Begin(context, half.Value.Tenant, entered.Value.Account, entered.Value.Method);
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
        var welcomed = await request.Then(r => context.Part<SignInDesk>().Welcome(r, context.RequestAborted));
        if (welcomed.Succeeded && await context.Part<SecondFactor>().IsOn(welcomed.Value.Tenant, welcomed.Value.Account.Subject, context.RequestAborted))
        {
            // The link stands for the password only.
            await AskForCode(context, welcomed.Value.Tenant, welcomed.Value.Account, null);
            return;
        }

        if (welcomed.Succeeded)
        {
            await Session.Begin(context, welcomed.Value.Tenant, welcomed.Value.Account, SignInMethod.Welcome);
        }

        await context.Answer(welcomed);
    }

    private static void Arrive(HttpContext context, string? next)
    {
        if (context.Request.HasFormContentType)
        {
            context.Response.Redirect(LocalPath.Of(next));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static UnknownProvider? Provider(HttpContext context) =>
        context.Request.RouteValues["provider"] is "local" ? null : new UnknownProvider();

    private sealed record UnknownAddress() : Error(ErrorKind.NotFound, "not-found", "There is nothing at this address.");
}

/// <summary>Who is signed in, as Static Web Apps tells it; null for nobody.</summary>
internal sealed record Me(ClientPrincipal? ClientPrincipal);

/// <summary>What is missing before a session begins.</summary>
/// <param name="Next"><c>code</c>.</param>
internal sealed record NextStep(string Next);
