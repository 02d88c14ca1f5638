using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Local.Hosting;

namespace Interlink.Local.Commands;

/// <summary>Prints a one-time link with which a person chooses a password: a new person, or one who forgot it.</summary>
internal static class InviteCommand
{
    /// <summary>Makes the account if there is none and prints the link.</summary>
    /// <exception cref="UsageException">Address or scope are malformed.</exception>
    public static async Task<int> Run(WebApplication app, string address, TextWriter output, CancellationToken cancellation)
    {
        var services = app.Services;
        var tenant = services.GetRequiredService<LocalSettings>().Tenant;
        var scope = app.Configuration[LocalSettings.ScopeKey] ?? Scope.Member;
        if (!EmailAddress.TryParse(address, out var email))
        {
            throw new UsageException($"'{address}' is not an e-mail address.");
        }

        if (scope is not (Scope.Member or Scope.Curator or Scope.Administrator))
        {
            throw new UsageException($"'{scope}' is not a scope: use {Scope.Member}, {Scope.Curator} or {Scope.Administrator}.");
        }

        await LivingTenant.Notice(services, tenant, cancellation);
        var invited = await services.GetRequiredService<Invitations>().Ensure(tenant, email, scope, cancellation);
        if (!invited.Succeeded)
        {
            throw new UsageException(invited.Error.Detail);
        }

        var subject = invited.Value.Subject;
        var token = await services.GetRequiredService<WelcomeLinks>().Issue(tenant, subject, cancellation);
        var pages = await PagesOfTenant.Find(app, tenant, cancellation);
        await output.WriteLineAsync(new Uri(pages, $"welcome?token={token}").AbsoluteUri);
        return 0;
    }
}
