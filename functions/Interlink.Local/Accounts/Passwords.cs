using System.Security.Cryptography;
using Interlink.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Interlink.Local.Accounts;

/// <summary>Hashes and checks passwords with the framework's hasher; checking costs the same whether or not there is an account.</summary>
public sealed class Passwords(IOptions<PasswordHasherOptions> options) : IDisposable
{
    // Hashing takes a tenth of a second of one core; more at once would only starve everything else.
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly PasswordHasher<Account> _hasher = new(options);
    private string? _decoy;

    /// <summary>The hash to store for a new password.</summary>
    public async Task<string> Hash(string password, CancellationToken cancellation) =>
        await Work(() => _hasher.HashPassword(null!, PasswordPolicy.Normalise(password)), cancellation);

    /// <summary>Whether the password is the account's. Takes as long when the account is null or has no password.</summary>
    public async Task<PasswordVerificationResult> Verify(Account? account, string password, CancellationToken cancellation)
    {
        var decoy = _decoy ??= await Hash(RandomNumberGenerator.GetHexString(32), cancellation);
        var result = await Work(
            () => _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? decoy, PasswordPolicy.Normalise(password)), cancellation);
        return account?.PasswordHash is null ? PasswordVerificationResult.Failed : result;
    }

    public void Dispose() => _cores.Dispose();

    private async Task<T> Work<T>(Func<T> hash, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            return await Task.Run(hash, CancellationToken.None);
        }
        finally
        {
            _cores.Release();
        }
    }
}
