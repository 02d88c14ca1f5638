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
    public static async Task Begin(HttpContext context, TenantId tenant, Account account)
    {
        await End(context);
        var id = context.RequestServices.GetRequiredService<IIds>().New();
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
            await context.RequestServices.GetRequiredService<EndedSessions>().End(session.Tenant, session.Id, context.RequestAborted);
            await context.SignOutAsync();
        }
    }

    /// <summary>Checks a cookie against account, stamp and ended sessions at every request, so that a change counts at once.</summary>
    internal sealed class Validation(AccountStore accounts, EndedSessions ended) : CookieAuthenticationEvents
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
                || await ended.Contains(id, session, cancellation))
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
