using System.Globalization;
using System.Runtime.CompilerServices;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary>The people of a tenant, with their addresses, for its administrators.</summary>
public sealed class FindPeople(AccountStore accounts, SignInMethodStore methods, WelcomeLinks links)
{
    private static readonly string[] Standings = [.. Enum.GetValues<PersonState>().Select(AccountFacets.Word)];

    /// <summary>One page of them, with how many there are of each role and state.</summary>
    public async Task<FoundPeople> List(TenantId tenant, PeopleQuery query, CancellationToken cancellation)
    {
        var found = await accounts.Search(tenant, Asked(query, query.Page), cancellation);
        return new FoundPeople(
            found.Page.Map(d => d.Body),
            await methods.WithCodes(tenant, [.. found.Page.Items.Select(d => d.Id)], cancellation),
            found.Counts[AccountFacets.Role],
            [.. found.Counts[AccountFacets.State].Where(count => Standings.Contains(count.Value))]);
    }

    /// <summary>One person.</summary>
    /// <returns>The person, or <see cref="PersonNotFound"/>.</returns>
    public async Task<Outcome<FoundPerson>> Find(TenantId tenant, string subject, CancellationToken cancellation) =>
        await accounts.Find(tenant, subject, cancellation) is { Body: var account } && account.Standing() is { } standing
            ? new FoundPerson(
                account,
                standing is PersonState.Invited ? await links.GoodUntil(tenant, subject, cancellation) : null,
                (await methods.Read(tenant, subject, cancellation)).Methods.Authenticator is not null)
            : new PersonNotFound(subject);

    /// <summary>All whom a query finds as lines of a table, the names of the columns first; read as they are consumed.</summary>
    public async IAsyncEnumerable<string> Csv(TenantId tenant, PeopleQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return CsvLine.Of("name", "email", "role", "state", "createdAt");
        var page = new PageRequest(PageRequest.MaxLimit, null);
        do
        {
            var found = (await accounts.Search(tenant, Asked(query, page), cancellation)).Page;
            foreach (var account in found.Items.Select(d => d.Body))
            {
                yield return CsvLine.Of(
                    account.Name,
                    account.Email,
                    string.Join(' ', account.Roles().Select(AccountFacets.Word)),
                    account.Standing() is { } state ? AccountFacets.Word(state) : null,
                    account.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            }

            page = page with { Cursor = found.Next };
        }
        while (page.Cursor is not null);
    }

    private static SearchQuery Asked(PeopleQuery query, PageRequest page)
    {
        var conditions = new Dictionary<string, IReadOnlyList<string>>
        {
            [AccountFacets.State] = query.State.Count > 0 ? [.. query.State.Select(AccountFacets.Word)] : Standings,
        };
        if (query.Role.Count > 0)
        {
            conditions[AccountFacets.Role] = [.. query.Role.Select(AccountFacets.Word)];
        }

        return new SearchQuery
        {
            Text = query.Text,
            AnyOf = conditions,
            Count = [AccountFacets.Role, AccountFacets.State],
            Order = query.Sort is PeopleSort.Newest ? SearchOrder.Number : SearchOrder.Title,
            OrderNumber = query.Sort is PeopleSort.Newest ? AccountFacets.CreatedAt : null,
            Page = page,
        };
    }
}

/// <summary>A person of the tenant.</summary>
/// <param name="InvitedUntil">Until when the invitation is good, UTC; null when there is none that is.</param>
/// <param name="WithCodes">Whether signing in takes a code beside the password.</param>
public sealed record FoundPerson(Account Account, DateTimeOffset? InvitedUntil, bool WithCodes);

/// <summary>Which people to list.</summary>
public sealed record PeopleQuery
{
    /// <summary>Words in name or address; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<TenantRole> Role { get; init; } = [];

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<PersonState> State { get; init; } = [];

    /// <summary>The order.</summary>
    public PeopleSort Sort { get; init; }

    /// <summary>Which part.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);
}

/// <summary>Orders of a list of people.</summary>
public enum PeopleSort
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>Who came last comes first.</summary>
    Newest,
}

/// <summary>A page of people.</summary>
/// <param name="WithCodes">Subjects of those of the page who sign in with a code beside the password.</param>
/// <param name="Roles">How many match of each role, as if no role were asked for.</param>
/// <param name="States">How many match of each state, as if no state were asked for.</param>
public sealed record FoundPeople(
    Page<Account> Page, IReadOnlySet<string> WithCodes, IReadOnlyList<FacetCount> Roles, IReadOnlyList<FacetCount> States);
