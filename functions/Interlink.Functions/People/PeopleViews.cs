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
/// <param name="Picture">Path of the person's picture; null when there is none.</param>
/// <param name="InvitedUntil">Until when the invitation is good, UTC; only in the view of one person who has one that is.</param>
/// <param name="WithCodes">Whether signing in takes a code beside the password; only in lists and in the view of one person.</param>
public sealed record PersonView(
    string Subject, string Name, string? Email, IReadOnlyList<TenantRole> Roles, PersonState State, DateTimeOffset CreatedAt, string? Picture = null,
    DateTimeOffset? InvitedUntil = null, bool? WithCodes = null)
{
    internal static PersonView Of(Account account) => new(
        account.Subject,
        account.Name,
        account.Email,
        account.Roles(),
        account.Standing() ?? PersonState.Suspended,
        account.CreatedAt,
        AccountPictures.PathOf(account));

    internal static PersonView Of(FoundPerson found) => Of(found.Account) with { InvitedUntil = found.InvitedUntil, WithCodes = found.WithCodes };
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
        new([.. found.Page.Items.Select(a => PersonView.Of(a) with { WithCodes = found.WithCodes.Contains(a.Subject) })], found.Page.Total, found.Page.Next, found.Roles, found.States);
}
