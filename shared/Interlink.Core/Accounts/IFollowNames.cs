using Interlink.Core.Kernel;

namespace Interlink.Core.Accounts;

/// <summary>Somebody who keeps the names of people to sort and search by, and wants to hear when one changes. What is shown is read from the account itself.</summary>
public interface IFollowNames
{
    /// <summary>A person is called something else now. Should it break off, the person is found by the earlier name until the next change.</summary>
    Task Renamed(TenantId tenant, string subject, string name, CancellationToken cancellation);
}
