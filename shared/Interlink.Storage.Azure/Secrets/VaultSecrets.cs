using Azure;
using Azure.Security.KeyVault.Secrets;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Secrets;

/// <summary>Secrets in a key vault, named <c>tenant--name</c>. What is removed there can be brought back for a while; setting it again does so.</summary>
internal sealed class VaultSecrets(SecretClient vault, TimeProvider clock) : ISecrets
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public Task<Secret?> Get(SecretName name, string? version, CancellationToken cancellation) => Guarded(
        async () =>
        {
            try
            {
                KeyVaultSecret found = await vault.GetSecretAsync(NameOf(name), version, cancellation);
                return Of(name, found);
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                return null;
            }
        },
        cancellation);

    public Task<Secret> Set(SecretName name, string value, CancellationToken cancellation)
    {
        SecretName.CheckValue(value);
        return Guarded(
            async () =>
            {
                try
                {
                    return Of(name, await vault.SetSecretAsync(NameOf(name), value, cancellation));
                }
                catch (RequestFailedException removed) when (removed.Status == 409)
                {
                    await Recover(name, cancellation);
                    return Of(name, await vault.SetSecretAsync(NameOf(name), value, cancellation));
                }
            },
            cancellation);
    }

    public async Task<IReadOnlyList<SecretVersion>> Versions(SecretName name, CancellationToken cancellation)
    {
        // Times are whole seconds there: of versions of one second the latest is the one that is read without a version.
        var latest = (await Get(name, null, cancellation))?.Version;
        var all = await Guarded(async () => await vault.GetPropertiesOfSecretVersionsAsync(NameOf(name), cancellation).ToListAsync(cancellation), cancellation);
        return
        [
            .. all.Select(v => new SecretVersion(v.Version, v.CreatedOn ?? default)).OrderByDescending(v => v.Version == latest).ThenByDescending(v => v.WrittenAt),
        ];
    }

    public Task<bool> Delete(SecretName name, CancellationToken cancellation) => Guarded(
        async () =>
        {
            try
            {
                var removing = await vault.StartDeleteSecretAsync(NameOf(name), cancellation);
                while (!removing.HasCompleted)
                {
                    await Task.Delay(Poll, clock, cancellation);
                    await removing.UpdateStatusAsync(cancellation);
                }

                return true;
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                return false;
            }
        },
        cancellation);

    private async Task Recover(SecretName name, CancellationToken cancellation)
    {
        var recovering = await vault.StartRecoverDeletedSecretAsync(NameOf(name), cancellation);
        while (!recovering.HasCompleted)
        {
            await Task.Delay(Poll, clock, cancellation);
            await recovering.UpdateStatusAsync(cancellation);
        }
    }

    private static string NameOf(SecretName name) => $"{name.Tenant.Value}--{name.Name}";

    private static Secret Of(SecretName name, KeyVaultSecret found) => new(name, found.Properties.Version, found.Value);

    private static Task<T> Guarded<T>(Func<Task<T>> work, CancellationToken cancellation) => Faults.Translated(Stores.Secrets, work, cancellation);
}
