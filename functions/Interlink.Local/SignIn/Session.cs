using System.Security.Claims;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Interlink.Local.SignIn;

/// <summary>The signed-in person behind a request: the account as it is now, not as it was when the cookie was made.</summary>
/// <param name="Id">Id of the session, made anew at every sign-in.</param>
internal sealed record Session(TenantId Tenant, Account Account, string Id)
{
    private const string TenantClaim = "tenant", SubjectClaim = "sub", StampClaim = "stamp", SessionClaim = "sid";

    /// <summary>The session of a request; null when nobody is signed in.</summary>
    public static Session? Of(HttpContext context) => context.Features.Get<Session>();

    /// <summary>Answers with the cookie of a new session; the one that the request came with, if any, ends.</summary>
    /// <param name="method">One of <see cref="SignInMethod"/>.</param>
    public static async Task Begin(HttpContext context, TenantId tenant, Account account, string method)
    {
        await End(context);
        var services = context.RequestServices;
        var (id, now) = (services.GetRequiredService<IIds>().New(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var session = new SignInSession(
            account.Subject,
            method,
            now,
            now,
            SignInSession.DeviceOf(context.Request.Headers.UserAgent),
            SignInSession.Shorten(context.Connection.RemoteIpAddress));
        await services.GetRequiredService<SessionStore>().Begin(tenant, id, session, context.RequestAborted);
        var identity = new ClaimsIdentity(
            [new(TenantClaim, tenant.Value), new(SubjectClaim, account.Subject), new(StampClaim, account.Stamp), new(SessionClaim, id)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session of a request, if there is one, here and for every copy of its cookie.</summary>
    public static async Task End(HttpContext context)
    {
        if (Of(context) is { } session)
        {
            var sessions = context.RequestServices.GetRequiredService<SessionStore>();
            await sessions.End(session.Tenant, session.Account.Subject, session.Id, "signed-out", context.RequestAborted);
            await context.SignOutAsync();
        }
    }

    /// <summary>Checks a cookie against account, stamp and kept session at every request, so that a change counts at once.</summary>
    internal sealed class Validation(AccountStore accounts, SessionStore sessions) : CookieAuthenticationEvents
    {
        public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
        {
            if (await Read(context) is { } session)
            {
                context.HttpContext.Features.Set(session);
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }

        private async Task<Session?> Read(CookieValidatePrincipalContext context)
        {
            var cancellation = context.HttpContext.RequestAborted;
            var (tenant, subject) = (context.Principal?.FindFirstValue(TenantClaim), context.Principal?.FindFirstValue(SubjectClaim));
            if (!TenantId.TryParse(tenant, out var id) || subject is null
                || context.Principal!.FindFirstValue(SessionClaim) is not { } session
                || await sessions.Use(id, subject, session, cancellation) is null)
            {
                return null;
            }

            var account = await accounts.Find(id, subject, cancellation);
            return account?.Body is { Active: true } person && person.Stamp == context.Principal!.FindFirstValue(StampClaim)
                ? new Session(id, person, session)
                : null;
        }
    }
}
