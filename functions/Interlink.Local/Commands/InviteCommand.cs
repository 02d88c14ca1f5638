using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Local.Accounts;
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

        await services.GetRequiredService<TenantDirectory>().Notice(tenant, cancellation);
        var accounts = services.GetRequiredService<AccountStore>();
        var subject = await accounts.FindByEmail(tenant, email, cancellation) is { } known
            ? known.Body.Subject
            : await Create(services, tenant, email, scope, cancellation);
        var token = await services.GetRequiredService<WelcomeLinks>().Issue(tenant, subject, cancellation);
        var host = (app.Configuration["urls"] ?? LocalSettings.DefaultUrls).Split(';')[0].TrimEnd('/');
        await output.WriteLineAsync($"{host}/welcome?token={token}");
        return 0;
    }

    private static async Task<string> Create(
        IServiceProvider services, TenantId tenant, EmailAddress email, string scope, CancellationToken cancellation)
    {
        var ids = services.GetRequiredService<IIds>();
        var account = new Account
        {
            Subject = ids.New(),
            Name = email.LocalPart,
            Email = email.Value,
            Scopes = Account.ScopesOf(scope),
            Stamp = ids.New(),
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var made = await services.GetRequiredService<AccountStore>().Create(tenant, account, cancellation);
        return made.Succeeded ? made.Value.Subject : throw new UsageException(made.Error.Detail);
    }
}
