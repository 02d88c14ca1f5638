using Interlink.Core.Accounts;
using Interlink.Core.People;
using Interlink.Core.Storage;

namespace Interlink.Functions.People;

/// <summary>A person of the tenant, as its administrators see it.</summary>
/// <param name="Subject">Stable opaque id.</param>
/// <param name="Name">How the person is shown.</param>
/// <param name="Email">The address; none while the first administrator has not chosen one.</param>
/// <param name="Roles">What the person is in the tenant; nearly always one.</param>
/// <param name="State">How the person stands.</param>
/// <param name="CreatedAt">When the account was made, UTC.</param>
/// <param name="InvitedUntil">Until when the invitation is good, UTC; only in the view of one person who has one that is.</param>
public sealed record PersonView(
    string Subject, string Name, string? Email, IReadOnlyList<TenantRole> Roles, PersonState State, DateTimeOffset CreatedAt, DateTimeOffset? InvitedUntil = null)
{
    internal static PersonView Of(Account account) => Of((account, null));

    internal static PersonView Of((Account Account, DateTimeOffset? InvitedUntil) found) => new(
        found.Account.Subject,
        found.Account.Name,
        found.Account.Email,
        found.Account.Roles(),
        found.Account.Standing() ?? PersonState.Suspended,
        found.Account.CreatedAt,
        found.InvitedUntil);
}

/// <summary>A page of people.</summary>
/// <param name="Items">Those of this page.</param>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Cursor of the next page; absent on the last.</param>
/// <param name="Roles">How many match of each role, as if no role were asked for.</param>
/// <param name="States">How many match of each state, as if no state were asked for.</param>
public sealed record PeopleList(
    IReadOnlyList<PersonView> Items, long Total, string? Next, IReadOnlyList<FacetCount> Roles, IReadOnlyList<FacetCount> States)
{
    internal static PeopleList Of(FoundPeople found) =>
        new([.. found.Page.Items.Select(PersonView.Of)], found.Page.Total, found.Page.Next, found.Roles, found.States);
}
