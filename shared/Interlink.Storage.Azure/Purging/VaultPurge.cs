using System.Security.Cryptography;
using System.Text;
using Azure.Security.KeyVault.Secrets;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Purging;

/// <summary>Secrets, by name; in place of their values, which nobody is to guess by a hash, their names are hashed. The vault keeps what is
/// removed for its own time of recovery.</summary>
internal sealed class VaultPurge(SecretClient vault, ISecrets secrets) : ITenantPurge
{
    private const string Between = "--";

    public string Store => "secrets";

    public Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation) => Faults.Translated<IReadOnlyList<StoredThing>>(
        Stores.Secrets,
        async () =>
        {
            var found = new List<StoredThing>();
            await foreach (var secret in vault.GetPropertiesOfSecretsAsync(cancellation))
            {
                // Names have no two hyphens in a row, tenants may: the last two part them.
                var at = secret.Name.LastIndexOf(Between, StringComparison.Ordinal);
                if (at > 0 && secret.Name[..at] == tenant.Value)
                {
                    var name = secret.Name[(at + Between.Length)..];
                    found.Add(new StoredThing("secret", name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))));
                }

                if (found.Count == limit)
                {
                    break;
                }
            }

            return found;
        },
        cancellation);

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            await secrets.Delete(SecretName.Of(tenant, thing.Key), cancellation);
        }
    }
}
