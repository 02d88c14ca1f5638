using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;

namespace Interlink.Mail.Folder;

/// <summary>Mails as files of this machine, those of each tenant in a folder of its own. A file is there whole or not at all.</summary>
/// <param name="path">Full path of the folder of all; it, and those of tenants, are made for this user alone when the first mail comes.</param>
public sealed class MailFolder(string path) : IKeptMails, ITenantPurge
{
    public string Store => "mails";

    /// <summary>Writes a mail, once: one that is here already stays as it is.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write here.</exception>
    public async Task Keep(OutgoingMail mail, CancellationToken cancellation)
    {
        var file = PathOf(mail.Tenant, mail.Reference);
        if (File.Exists(file))
        {
            return;
        }

        Make(FolderOf(mail.Tenant));
        var unfinished = $"{file}.{Path.GetRandomFileName()}.part";
        await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(MessageFile.Write(mail), cancellation);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    public async Task<WrittenMail?> Read(TenantId tenant, string reference, CancellationToken cancellation)
    {
        try
        {
            return MessageFile.Read(await File.ReadAllTextAsync(PathOf(tenant, reference), Encoding.UTF8, cancellation));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or FormatException)
        {
            return null;
        }
    }

    public Task Forget(TenantId tenant, IEnumerable<string> references, CancellationToken cancellation)
    {
        if (Directory.Exists(FolderOf(tenant)))
        {
            foreach (var reference in references)
            {
                File.Delete(PathOf(tenant, reference));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The files of a tenant in order of their names, unfinished ones too.</summary>
    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation)
    {
        var folder = FolderOf(tenant);
        var found = new List<StoredThing>();
        foreach (var name in Directory.Exists(folder) ? Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).Take(limit) : [])
        {
            found.Add(new StoredThing("mail", name, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, name), cancellation)))));
        }

        return found;
    }

    /// <summary>Removes files of a tenant, and its folder with the last one.</summary>
    public Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        var folder = FolderOf(tenant);
        if (Directory.Exists(folder))
        {
            foreach (var thing in things)
            {
                File.Delete(Path.Combine(folder, Path.GetFileName(thing.Key)));
            }

            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }

        return Task.CompletedTask;
    }

    private string FolderOf(TenantId tenant) => Path.Combine(path, tenant.Value);

    private string PathOf(TenantId tenant, string reference) => reference.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? Path.Combine(FolderOf(tenant), $"{reference}.eml")
        : throw new ArgumentException("A reference has letters, digits and hyphens only.", nameof(reference));

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
