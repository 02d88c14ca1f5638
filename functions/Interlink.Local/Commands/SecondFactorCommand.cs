using Interlink.Core.Accounts;
using Interlink.Core.People;
using Interlink.Local.Hosting;

namespace Interlink.Local.Commands;

/// <summary>Lets somebody sign in without a code who lost it: the way out for an administrator whom nobody else can help. Whoever may start programs on the machine may do so.</summary>
internal static class SecondFactorCommand
{
    /// <summary>Resets it, and says so.</summary>
    /// <exception cref="UsageException">The address is malformed, nobody here has it, or there is nothing to reset.</exception>
    public static async Task<int> Run(WebApplication app, string address, TextWriter output, CancellationToken cancellation)
    {
        var services = app.Services;
        var tenant = services.GetRequiredService<LocalSettings>().Tenant;
        if (!EmailAddress.TryParse(address, out var email))
        {
            throw new UsageException($"'{address}' is not an e-mail address.");
        }

        if (await services.GetRequiredService<AccountStore>().FindByEmail(tenant, email, cancellation) is not { } account)
        {
            throw new UsageException($"Nobody of the tenant '{tenant}' has the address '{email}'.");
        }

        var reset = await services.GetRequiredService<ResetSecondFactor>().Run(tenant, "command-line", account.Body.Subject, cancellation);
        if (!reset.Succeeded)
        {
            throw new UsageException(reset.Error.Detail);
        }

        await output.WriteLineAsync($"{email} signs in with the password alone from now on, and hears of it by mail once the program runs.");
        return 0;
    }
}
