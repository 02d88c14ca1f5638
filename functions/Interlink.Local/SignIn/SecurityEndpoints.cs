using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Local.Accounts;

namespace Interlink.Local.SignIn;

/// <summary>What a person has set up to sign in with.</summary>
/// <param name="SecondFactorSince">Since when codes are asked for, UTC; null while they are not.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are left.</param>
/// <param name="Passkeys">In the order in which they were added.</param>
internal sealed record SecurityView(
    string? Email, bool EmailVerified, DateTimeOffset? SecondFactorSince, int RecoveryCodesLeft, IReadOnlyList<PasskeyView> Passkeys);

/// <summary>A passkey, as its person sees it.</summary>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

/// <summary>Recovery codes, shown once.</summary>
internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

/// <summary>The sessions of a person, the one used last first.</summary>
internal sealed record SessionsView(IReadOnlyList<SessionView> Items);

/// <summary>A session, as its person sees it.</summary>
/// <param name="Current">Whether this request belongs to it.</param>
internal sealed record SessionView(
    string Id, string Method, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Device, string? Network, bool Current);

/// <summary>How secure one's own account is: password, second factor, sessions.</summary>
internal static class SecurityEndpoints
{
    /// <summary>Maps them under <c>/.auth</c>.</summary>
    public static void MapSecurity(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.auth/security", Show);
        app.MapPost("/.auth/password", ChangePassword);
        app.MapPost("/.auth/second-factor", BeginSecondFactor);
        app.MapPost("/.auth/second-factor/confirmation", ConfirmSecondFactor);
        app.MapPost("/.auth/second-factor/recovery-codes", RenewRecoveryCodes);
        app.MapPost("/.auth/second-factor/removal", RemoveSecondFactor);
        app.MapGet("/.auth/sessions", ListSessions);
        app.MapDelete("/.auth/sessions", EndOtherSessions);
        app.MapDelete("/.auth/sessions/{id}", EndSession);
    }

    private static async Task Show(HttpContext context)
    {
        var shown = await context.SignedIn().Then(async session =>
        {
            var (methods, _) = await context.Part<SignInMethodStore>().Read(session.Tenant, session.Account.Subject, context.RequestAborted);
            return (Outcome<SecurityView>)new SecurityView(
                session.Account.Email,
                session.Account.EmailVerifiedAt is not null,
                methods.Authenticator?.Since,
                methods.RecoveryCodes.Count,
                [.. methods.Passkeys.Select(known => new PasskeyView(known.Id, known.Name, known.CreatedAt, known.LastUsedAt))]);
        });
        await context.Answer(shown, view => view);
    }

    private static async Task ChangePassword(HttpContext context)
    {
        var session = context.SignedIn();
        var request = await session.Then(_ => context.Request.ReadBody<ChangePasswordRequest>(context.RequestAborted));
        var changed = await request.Then(r => context.Part<SignInDesk>().ChangePassword(
            session.Value.Tenant, session.Value.Account, r, context.NetworkOf(), context.RequestAborted));
        if (changed.Succeeded)
        {
            await Session.Begin(context, session.Value.Tenant, changed.Value, SignInMethod.Password);
        }

        await context.Answer(changed);
    }

    private static async Task BeginSecondFactor(HttpContext context) =>
        await context.Answer(
            await Proven(context).Then(proven => context.Part<SecondFactor>().Begin(proven.Tenant, proven.Account, context.RequestAborted)),
            enrolment => enrolment);

    private static async Task ConfirmSecondFactor(HttpContext context)
    {
        var session = context.SignedIn();
        var request = await session.Then(_ => context.Request.ReadBody<CodeRequest>(context.RequestAborted));
        var codes = await request.Then(r => context.Part<SecondFactor>().Confirm(
            session.Value.Tenant, session.Value.Account, r.Code, context.RequestAborted));
        await context.Answer(codes, list => new RecoveryCodesView(list));
    }

    private static async Task RenewRecoveryCodes(HttpContext context) =>
        await context.Answer(
            await Proven(context).Then(proven => context.Part<SecondFactor>().Renew(proven.Tenant, proven.Account, context.RequestAborted)),
            list => new RecoveryCodesView(list));

    private static async Task RemoveSecondFactor(HttpContext context) =>
        await context.Answer(
            await Proven(context).Then(proven => context.Part<SecondFactor>().TurnOff(proven.Tenant, proven.Account, context.RequestAborted)));

    private static async Task ListSessions(HttpContext context)
    {
        var listed = await context.SignedIn().Then(async session =>
        {
            var all = await context.Part<SessionStore>().List(session.Tenant, session.Account.Subject, context.RequestAborted);
            return (Outcome<SessionsView>)new SessionsView([.. all.Select(one => new SessionView(
                one.Id, one.Session.Method, one.Session.CreatedAt, one.Session.LastSeenAt, one.Session.Device, one.Session.Network, one.Id == session.Id))]);
        });
        await context.Answer(listed, view => view);
    }

    private static async Task EndSession(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var ended = await context.SignedIn().Then(async session => Ulids.IsId(id)
            && await context.Part<SessionStore>().End(session.Tenant, session.Account.Subject, id, "revoked", context.RequestAborted)
                ? Unit.Value
                : (Outcome<Unit>)new SessionNotFound());
        await context.Answer(ended);
    }

    private static async Task EndOtherSessions(HttpContext context) =>
        await context.Answer(await context.SignedIn().Then(async session => (Outcome<int>)await context.Part<SessionStore>().EndAll(
            session.Tenant, session.Account.Subject, session.Id, "revoked", context.RequestAborted)));

    /// <summary>Who is signed in and has just given the own password too.</summary>
    internal static async Task<Outcome<(TenantId Tenant, Account Account)>> Proven(HttpContext context)
    {
        var session = context.SignedIn();
        var request = await session.Then(_ => context.Request.ReadBody<ProofRequest>(context.RequestAborted));
        var proven = await request.Then(r => context.Part<SignInDesk>().Prove(
            session.Value.Tenant, session.Value.Account, r.Password, context.NetworkOf(), context.RequestAborted));
        return proven.Map(account => (session.Value.Tenant, account.Body));
    }

    private static async Task<Outcome<TNext>> Then<T, TNext>(this Task<Outcome<T>> outcome, Func<T, Task<Outcome<TNext>>> next) =>
        await (await outcome).Then(next);
}
