using Interlink.Core.Mail;

namespace Interlink.Mail.Folder;

/// <summary>Mails become files of this machine, for trying things out: nothing leaves it. Of a mail that is handed over again there is one file.</summary>
public sealed class FolderTransport(MailFolder folder) : IMailTransport
{
    public string Name => "folder";

    public bool StaysHere => true;

    public async Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await folder.Keep(mail, cancellation);
            return SendResult.Sent;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendOutcome.Unavailable, fault.Message);
        }
    }
}
