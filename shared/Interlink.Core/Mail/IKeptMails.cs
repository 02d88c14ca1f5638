using Interlink.Core.Kernel;

namespace Interlink.Core.Mail;

/// <summary>Mails that were sent and stay on this machine, where they did not leave it.</summary>
public interface IKeptMails
{
    /// <summary>Reads back what was sent.</summary>
    /// <param name="reference">As in <see cref="OutgoingMail.Reference"/>.</param>
    /// <returns>Null when it is not here.</returns>
    Task<WrittenMail?> Read(TenantId tenant, string reference, CancellationToken cancellation);

    /// <summary>Removes what was sent; what is not here is passed over.</summary>
    Task Forget(TenantId tenant, IEnumerable<string> references, CancellationToken cancellation);
}
