using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Hosting;
using Interlink.Local.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

/// <summary>Somebody to be erased, whose name stands nowhere else.</summary>
internal static class Zenobia
{
    public const string Name = "Zenobia Quillfeather";
    public const string Email = "zenobia.quillfeather@example.org";
    private static readonly TenantId Varam = TenantId.Parse("varam");

    /// <summary>Gives the person an account in a host, and a browser in which it is signed in.</summary>
    public static async Task<(Client Person, string Subject)> In(InterlinkHost host)
    {
        var services = host.Services;
        var account = new Account
        {
            Subject = services.GetRequiredService<IIds>().New(),
            Name = Name,
            Email = Email,
            Scopes = Account.ScopesOf(Scope.Member),
            PasswordHash = await services.GetRequiredService<Passwords>().Hash(People.Password, CancellationToken.None),
            Stamp = services.GetRequiredService<IIds>().New(),
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        Assert.True((await services.GetRequiredService<AccountStore>().Create(Varam, account, CancellationToken.None)).Succeeded);
        var client = host.Anonymous();
        await client.SignIn(Email, People.Password);
        return (client, account.Subject);
    }
}
