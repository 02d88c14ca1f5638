using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;

namespace Interlink.Local.Accounts;

/// <summary>Asks for the password, or for a code, before what must not be done with a borrowed session, and counts failures apart from those of signing in. Whoever
/// has no password cannot show it, and is refused.</summary>
public sealed class PasswordAgain(AccountStore accounts, SignInDesk desk, SecondFactor second) : IReauthentication
{
    public async Task<Error?> Refusal(Caller caller, ProofAgain proof, CancellationToken cancellation) =>
        await Known(caller, cancellation) is { } account ? await Wrong(caller.Tenant, account, proof, cancellation) : new NotSignedIn();

    public async Task<Error?> StrongRefusal(Caller caller, ProofAgain proof, CancellationToken cancellation) =>
        await Known(caller, cancellation) is not { } account ? new NotSignedIn()
        : await second.IsOn(caller.Tenant, account.Subject, cancellation) ? await WrongCode(caller.Tenant, account, proof, cancellation)
        : await Wrong(caller.Tenant, account, proof, cancellation);

    private async Task<Account?> Known(Caller caller, CancellationToken cancellation) =>
        (await accounts.Find(caller.Tenant, caller.Subject, cancellation))?.Body is { PasswordHash: not null, Email: not null } account ? account : null;

    private async Task<Error?> Wrong(TenantId tenant, Account account, ProofAgain proof, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(proof.Password))
        {
            return new InvalidInput("password", "required", "Type your password.");
        }

        var proven = await desk.Prove(tenant, account, proof.Password, proof.Address, cancellation);
        return proven.Error is WrongPassword ? new InvalidInput("password", "wrong", "This is not your password.") : proven.Error;
    }

    private async Task<Error?> WrongCode(TenantId tenant, Account account, ProofAgain proof, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(proof.Code))
        {
            return new InvalidInput("code", "required", "Type the code of your authenticator app, or a recovery code.");
        }

        var entered = await desk.ProveByCode(tenant, account, proof.Code, proof.Address, cancellation);
        return entered.Error is WrongCode ? new InvalidInput("code", "wrong", "The code is wrong, or it was used before.") : entered.Error;
    }
}
