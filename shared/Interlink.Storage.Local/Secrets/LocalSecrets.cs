using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Local.Secrets;

/// <summary>
/// Secrets as files <c>secrets/tenant/name/version</c> that this user alone can read (mode 600, where the system knows that). They are not encrypted: who can
/// read the data folder can read them, as with the keys of cookies beside them.
/// </summary>
internal sealed class LocalSecrets(string folder, TimeProvider clock) : ISecrets, ITenantPurge
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _gate = new();

    public Task<Secret?> Get(SecretName name, string? version, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var file = Files(name).FirstOrDefault(f => version is null || f.Name == version);
            return Task.FromResult(file is null ? null : new Secret(name, file.Name, File.ReadAllText(file.FullName)));
        }
    }

    public Task<Secret> Set(SecretName name, string value, CancellationToken cancellation)
    {
        SecretName.CheckValue(value);
        lock (_gate)
        {
            Directory.CreateDirectory(FolderOf(name));
            var before = Files(name).Select(f => long.Parse(f.Name, CultureInfo.InvariantCulture)).FirstOrDefault();
            var version = Math.Max(clock.GetUtcNow().UtcTicks, before + 1).ToString("d19", CultureInfo.InvariantCulture);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Private;
            }

            // It has its name only when it is whole.
            var incoming = Path.Combine(folder, $".{name.Tenant}-{name.Name}");
            File.Delete(incoming);
            using (var file = new FileStream(incoming, options))
            {
                file.Write(Encoding.UTF8.GetBytes(value));
                file.Flush(flushToDisk: true); // What names it is committed after it, and survives a loss of power.
            }

            File.Move(incoming, Path.Combine(FolderOf(name), version));
            return Task.FromResult(new Secret(name, version, value));
        }
    }

    public Task<IReadOnlyList<SecretVersion>> Versions(SecretName name, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<SecretVersion>>(
                [.. Files(name).Select(f => new SecretVersion(f.Name, new DateTimeOffset(long.Parse(f.Name, CultureInfo.InvariantCulture), TimeSpan.Zero)))]);
        }
    }

    public Task<bool> Delete(SecretName name, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var there = Directory.Exists(FolderOf(name));
            if (there)
            {
                Directory.Delete(FolderOf(name), recursive: true);
            }

            return Task.FromResult(there);
        }
    }

    public string Store => "secrets";

    /// <summary>The tenant's secrets by name; in place of their values, which nobody is to guess by a hash, their names are hashed.</summary>
    public Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var names = new DirectoryInfo(Path.Combine(folder, tenant.Value)) is { Exists: true } there
                ? there.EnumerateDirectories().Select(d => d.Name).Order(StringComparer.Ordinal).Take(limit) : [];
            return Task.FromResult<IReadOnlyList<StoredThing>>(
                [.. names.Select(name => new StoredThing("secret", name, HashOf(name)))]);
        }
    }

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            await Delete(SecretName.Of(tenant, thing.Key), cancellation);
        }
    }

    private static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private string FolderOf(SecretName name) => Path.Combine(folder, name.Tenant.Value, name.Name);

    /// <summary>The files of a secret, the latest first.</summary>
    private IEnumerable<FileInfo> Files(SecretName name) =>
        new DirectoryInfo(FolderOf(name)) is { Exists: true } there ? there.EnumerateFiles().OrderByDescending(f => f.Name, StringComparer.Ordinal) : [];
}
