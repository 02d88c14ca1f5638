using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Local.Accounts;

/// <summary>Asks for the password before what cannot be undone, and counts failures as those of signing in. Whoever has none has nothing to type.</summary>
public sealed class PasswordAgain(AccountStore accounts, SignInDesk desk) : IReauthentication
{
    public async Task<Error?> Refusal(Caller caller, string? password, string address, CancellationToken cancellation)
    {
        var account = (await accounts.Find(caller.Tenant, caller.Subject, cancellation))?.Body;
        if (account is not { PasswordHash: not null, Email: not null })
        {
            return null;
        }

        if (string.IsNullOrEmpty(password))
        {
            return new InvalidInput("password", "required", "Type your password.");
        }

        var proven = await desk.Prove(caller.Tenant, account, password, address, cancellation);
        return proven.Error is WrongPassword ? new InvalidInput("password", "wrong", "This is not your password.") : proven.Error;
    }
}
