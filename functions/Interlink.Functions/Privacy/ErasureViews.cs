using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Privacy;

/// <summary>A wish to have one's own account erased.</summary>
/// <param name="Confirmation">The own name, exactly as it is shown.</param>
/// <param name="Password">Where the host signs people in itself, the password.</param>
public sealed record EraseMeRequest([Required, StringLength(200), Example("Sample Person")] string Confirmation, [StringLength(1000)] string? Password = null);

/// <summary>A wish to have somebody's account erased.</summary>
/// <param name="Subject">Whose.</param>
/// <param name="Password">The administrator's own, for those who sign in without a code.</param>
/// <param name="Code">Of the administrator's own authenticator app, or a recovery code, for those who sign in with one.</param>
public sealed record EraseSomebodyRequest(
    [Required, StringLength(100)] string Subject, [StringLength(1000)] string? Password = null, [StringLength(40)] string? Code = null);

/// <summary>Which erasures to list.</summary>
public sealed record ListErasuresQuery : PagedQuery
{
    /// <summary>How they stand; all when left out.</summary>
    public IReadOnlyList<ErasureState> State { get; init; } = [];
}

/// <summary>The erasure of one's own account.</summary>
/// <param name="Id">Names it.</param>
/// <param name="State">How it stands.</param>
/// <param name="RequestedAt">When it was asked for, UTC.</param>
/// <param name="DueAt">When it begins, UTC.</param>
/// <param name="CanCancel">Whether the person can take it back: it has not begun, and no administrator asked for it.</param>
/// <param name="Certificate">Where the certificate will be read, without signing in. Keep it: it is told here and in the last mail only.</param>
public sealed record OwnErasureView(string Id, ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, bool CanCancel, Uri? Certificate)
{
    internal static OwnErasureView Of(Erasure e, Uri page)
    {
        var own = e.RequestedBy == e.Subject;
        return new(e.Id, e.State, e.RequestedAt, e.DueAt, own && e.State is ErasureState.Waiting, e.CertificateToken is null ? null : new Uri(page, Uri.EscapeDataString(e.CertificateToken)));
    }
}

/// <summary>An erasure as administrators see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Subject">Whose account; an opaque id.</param>
/// <param name="Name">The person's name before the erasure has begun, the pseudonym from then on.</param>
/// <param name="State">How it stands.</param>
/// <param name="ByAdministrator">Whether an administrator asked for it, not the person.</param>
/// <param name="RequestedAt">When it was asked for, UTC.</param>
/// <param name="DueAt">When it begins, UTC.</param>
/// <param name="EndedAt">When it was completed, canceled or refused, UTC; absent before.</param>
/// <param name="Operation">The operation that does it.</param>
public sealed record ErasureView(
    string Id, string Subject, string Name, ErasureState State, bool ByAdministrator, DateTimeOffset RequestedAt, DateTimeOffset DueAt, DateTimeOffset? EndedAt, string Operation)
{
    internal static ErasureView Of(Erasure e, string? name) => new(
        e.Id, e.Subject, e.Pseudonym ?? name ?? e.Subject, e.State, e.RequestedBy != e.Subject, e.RequestedAt, e.DueAt, e.EndedAt, ErasureDesk.OperationOf(e).ToString());
}
