using Interlink.Core.Accounts;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Local.Accounts;

namespace Interlink.Local.SignIn;

/// <summary>Tells the audit when sign-in refused a change, as functions do of theirs. Of a stranger only what is more than a slip of the pen is told: too many attempts, and links
/// that do not work.</summary>
internal sealed partial class RefusedAtTheDoor(RefusalLog refusals, TenantDirectory tenants, ILogger<RefusedAtTheDoor> log)
{
    /// <summary>Tells of one, where there is something to tell; never fails.</summary>
    public async Task Tell(HttpContext context, Error error)
    {
        var status = Problem.StatusOf(error.Kind);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || status >= 499 || IsTold(error))
        {
            return;
        }

        var address = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "/.auth";
        try
        {
            if (await ConcernOf(context, error) is var (tenant, actor))
            {
                await refusals.Note(tenant, actor, null, new RequestRefused(address, context.Request.Method, status, error.Type), CancellationToken.None);
            }
        }
        catch (Exception fault)
        {
            LogUntold(log, address, fault); // The caller hears the refusal all the same.
        }
    }

    private async Task<(TenantId Tenant, string Actor)?> ConcernOf(HttpContext context, Error error)
    {
        if (Session.Of(context) is { } session)
        {
            return (session.Tenant, session.Account.Subject);
        }

        return error is TooManyAttempts or LinkUnknown or WelcomeLinkUnknown
            && await context.TenantMeant() is var tenant && await tenants.Lives(tenant, CancellationToken.None)
                ? (tenant, AccountEvents.Nobody)
                : null;
    }

    // These are told with the account that was meant.
    private static bool IsTold(Error error) => error is WrongCredentials or WrongPassword;

    [LoggerMessage(LogLevel.Error, "That {Address} was refused could not be told to the audit.")]
    private static partial void LogUntold(ILogger log, string address, Exception fault);
}
