using Interlink.Functions.Edge;
using Interlink.Local.Accounts;

namespace Interlink.Local.SignIn;

/// <summary>A forgotten password, and the address of an account.</summary>
internal static class RecoveryEndpoints
{
    /// <summary>Maps them under <c>/.auth</c>.</summary>
    public static void MapRecovery(this IEndpointRouteBuilder app)
    {
        app.MapPost("/.auth/password-reset", AskForReset);
        app.MapPost("/.auth/password-reset/choice", Choose);
        app.MapPost("/.auth/address", ChangeAddress);
        app.MapPost("/.auth/address/verification", VerifyAgain);
        app.MapPost("/.auth/address/confirmation", ConfirmAddress);
    }

    private static async Task AskForReset(HttpContext context)
    {
        var request = await context.Request.ReadBody<ForgottenPasswordRequest>(context.RequestAborted);
        var tenant = await request.Then(r => context.TenantOf(r.Tenant));
        await context.Answer(await tenant.Then(t =>
            context.Part<PasswordReset>().Ask(t, request.Value.Email, context.NetworkOf(), context.RequestAborted)));
    }

    private static async Task Choose(HttpContext context)
    {
        var request = await context.Request.ReadBody<NewPasswordRequest>(context.RequestAborted);
        await context.Answer(await request.Then(r => context.Part<PasswordReset>().Choose(r, context.RequestAborted)));
    }

    private static async Task ChangeAddress(HttpContext context)
    {
        var session = context.SignedIn();
        var request = await session.Then(_ => context.Request.ReadBody<ChangeAddressRequest>(context.RequestAborted));
        var proven = await request.Then(r => context.Part<SignInDesk>().Prove(
            session.Value.Tenant, session.Value.Account, r.Password, context.NetworkOf(), context.RequestAborted));
        await context.Answer(await proven.Then(account => context.Part<AddressDesk>().Change(
            session.Value.Tenant, account.Body, request.Value.Email, context.NetworkOf(), context.RequestAborted)));
    }

    private static async Task VerifyAgain(HttpContext context) =>
        await context.Answer(await context.SignedIn().Then(session => context.Part<AddressDesk>().VerifyAgain(
            session.Tenant, session.Account, context.NetworkOf(), context.RequestAborted)));

    private static async Task ConfirmAddress(HttpContext context)
    {
        var session = context.SignedIn();
        var request = await session.Then(_ => context.Request.ReadBody<LinkRequest>(context.RequestAborted));
        var confirmed = await request.Then(r => context.Part<AddressDesk>().Confirm(
            session.Value.Tenant, session.Value.Account.Subject, r.Token, context.RequestAborted));
        await context.Answer(confirmed, account => new ConfirmedAddress(account.Email!));
    }
}

/// <summary>The address that is the account's from now on.</summary>
internal sealed record ConfirmedAddress(string Email);
