using System.Text;
using Interlink.Core.Mail;

namespace Interlink.Mail.Folder;

/// <summary>Mails as files in a folder of this machine, for trying things out: nothing leaves it. A file is there whole or not at all, and once.</summary>
/// <param name="folder">Full path; made for this user alone when the first mail comes.</param>
public sealed class FolderTransport(string folder) : IMailTransport
{
    public string Name => "folder";

    public async Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        var path = PathOf(mail.Reference);
        if (File.Exists(path))
        {
            return SendResult.Sent;
        }

        try
        {
            Make();
            var unfinished = $"{path}.{Path.GetRandomFileName()}.part";
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(MessageFile.Write(mail), cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return SendResult.Sent;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendOutcome.Unavailable, fault.Message);
        }
    }

    public async Task<WrittenMail?> Read(string reference, CancellationToken cancellation)
    {
        try
        {
            return MessageFile.Read(await File.ReadAllTextAsync(PathOf(reference), Encoding.UTF8, cancellation));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or FormatException)
        {
            return null;
        }
    }

    private string PathOf(string reference) => reference.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? Path.Combine(folder, $"{reference}.eml")
        : throw new ArgumentException("A reference has letters, digits and hyphens only.", nameof(reference));

    private void Make()
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
