using System.Security.Cryptography;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Local.Hosting;

namespace Interlink.Local.Accounts;

/// <summary>One of the demonstration's people: a role, not a person.</summary>
public sealed record DemoPerson(string Name, string Email, string Scope);

/// <summary>Ready people of the tenant <c>demo</c>, with a password of their own in every data folder.</summary>
public sealed class DemoPeople(AccountStore accounts, Passwords passwords, DataFolder data, IIds ids, TimeProvider clock)
{
    /// <summary>The address of the one of them who also runs the platform.</summary>
    public const string PlatformAdministrator = "administrator@example.org";

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Everybody there is.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("Demo administrator", PlatformAdministrator, Scope.Administrator),
        new("Demo curator", "curator@example.org", Scope.Curator),
        new("Demo officer", "officer@example.org", Scope.Member),
        new("Demo citizen", "citizen@example.org", Scope.Member),
    ];

    /// <summary>Makes those that are missing.</summary>
    /// <returns>The password with which they were made.</returns>
    public async Task<string> Ensure(TenantId tenant, CancellationToken cancellation)
    {
        var password = await Password(cancellation);
        string? hash = null;
        foreach (var person in All)
        {
            if (await accounts.FindByEmail(tenant, EmailAddress.Parse(person.Email), cancellation) is not null)
            {
                continue;
            }

            hash ??= await passwords.Hash(password, cancellation);
            await accounts.Create(tenant, New(person, hash), cancellation);
        }

        return password;
    }

    private Account New(DemoPerson person, string hash) => new()
    {
        Subject = ids.New(),
        Name = person.Name,
        Email = person.Email,
        Scopes = Account.ScopesOf(person.Scope),
        PasswordHash = hash,
        EmailVerifiedAt = clock.GetUtcNow(),
        Stamp = ids.New(),
        CreatedAt = clock.GetUtcNow(),
    };

    private async Task<string> Password(CancellationToken cancellation)
    {
        var file = data["demo-password.txt"];
        if (!File.Exists(file))
        {
            var groups = Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4));
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var writer = new StreamWriter(file, options);
            await writer.WriteAsync(string.Join('-', groups));
        }

        return (await File.ReadAllTextAsync(file, cancellation)).Trim();
    }
}
