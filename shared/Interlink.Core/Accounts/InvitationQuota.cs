using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>Settings of invitations; section <c>Interlink:Invitations</c>.</summary>
public sealed class InvitationOptions
{
    /// <summary>How many invitations one person may send on one day (UTC), to the tenant and to teams together; those sent again count too. The usual number is one whole list.</summary>
    [Range(1, 1_000_000)]
    public int PerPersonAndDay { get; set; } = 10_000;
}

/// <summary>The person has sent as many invitations today as anybody may.</summary>
public sealed record InvitationQuotaReached : Error
{
    /// <summary>Makes it.</summary>
    /// <param name="most">How many one person may send on one day.</param>
    /// <param name="left">How many more would be allowed today.</param>
    /// <param name="wait">Until the next day begins.</param>
    public InvitationQuotaReached(int most, int left, TimeSpan wait)
        : base(ErrorKind.TooMany, "invitation-quota-reached", $"One person sends at most {most} invitations on one day; {left} are left today. Send fewer, or go on tomorrow.") =>
        RetryAfter = wait;
}

/// <summary>Counts the invitations of each person and day, so that one account in wrong hands is no machine for unwanted mail.</summary>
public sealed class InvitationQuota(IDocuments documents, InvitationOptions options, TimeProvider clock)
{
    private const string Kind = "invitation-count";
    private const int Attempts = 20;

    /// <summary>Counts invitations that are about to be sent; all of them or none.</summary>
    /// <returns>Nothing, or <see cref="InvitationQuotaReached"/>.</returns>
    /// <exception cref="TransientException">The same person sent so many at once that they could not be counted.</exception>
    public async Task<Outcome<Unit>> Take(Caller caller, int invitations, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var now = clock.GetUtcNow();
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            var read = await documents.Find<Sent>(AccountStore.In(caller.Tenant), Kind, caller.Subject, cancellation);
            var before = read?.Body.Day == today ? read.Body.Count : 0;
            if (before + invitations > options.PerPersonAndDay)
            {
                var tomorrow = new DateTimeOffset(today.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                return new InvitationQuotaReached(options.PerPersonAndDay, Math.Max(0, options.PerPersonAndDay - before), tomorrow - now);
            }

            var after = new Sent(today, before + invitations);
            var batch = read is null ? new Batch().Create(Kind, caller.Subject, after) : new Batch().Replace(Kind, caller.Subject, after, read.Revision);
            if ((await documents.Commit(AccountStore.In(caller.Tenant), batch, cancellation)).Committed)
            {
                return Unit.Value;
            }
        }

        throw new TransientException("The count of invitations keeps changing.");
    }

    internal static Batch Forget(Batch batch, string subject) => batch.Remove(Kind, subject);

    /// <param name="Day">The day, UTC.</param>
    /// <param name="Count">How many on that day.</param>
    private sealed record Sent(DateOnly Day, int Count);
}
