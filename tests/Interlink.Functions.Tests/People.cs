using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Local.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests;

/// <summary>People of the tests: roles with addresses at example.org and one password.</summary>
internal static class People
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "seven quiet herons";

    /// <summary>The address of a person.</summary>
    public static string Email(string person) => $"{person}@example.org";

    /// <summary>Makes the person's account if it is missing.</summary>
    /// <returns>The person's subject.</returns>
    public static async Task<string> Ensure(IServiceProvider services, TenantId tenant, string person)
    {
        var accounts = services.GetRequiredService<AccountStore>();
        var email = EmailAddress.Parse(Email(person));
        if (await accounts.FindByEmail(tenant, email, CancellationToken.None) is { } known)
        {
            return known.Body.Subject;
        }

        var ids = services.GetRequiredService<IIds>();
        var account = new Account
        {
            Subject = ids.New(),
            Name = char.ToUpperInvariant(person[0]) + person[1..],
            Email = email.Value,
            Scopes = Account.ScopesOf(ScopeOf(person)),
            PasswordHash = await services.GetRequiredService<Passwords>().Hash(Password, CancellationToken.None),
            EmailVerifiedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            Stamp = ids.New(),
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        return (await accounts.Create(tenant, account, CancellationToken.None)).Value.Subject;
    }

    private static string ScopeOf(string person) =>
        person.StartsWith("administrator", StringComparison.Ordinal) ? Scope.Administrator
        : person.StartsWith("curator", StringComparison.Ordinal) ? Scope.Curator
        : person.StartsWith("auditor", StringComparison.Ordinal) ? Scope.Auditor
        : Scope.Member;
}
