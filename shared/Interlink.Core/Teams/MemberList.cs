using System.Runtime.CompilerServices;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Who is in a team: a page of it to look at, or all of it to take along. Addresses are shown to those who manage the team only.</summary>
public sealed class MemberList(IDocuments documents, TeamStore teams, AccountStore accounts)
{
    private const int Round = 1000;

    /// <summary>One page of the members.</summary>
    /// <returns>The page; <see cref="TeamNotFound"/> or <see cref="MembersNotShown"/>.</returns>
    public async Task<Outcome<FoundMembers>> Page(Caller caller, string teamId, MemberQuery query, CancellationToken cancellation)
    {
        var loaded = await teams.Load(caller, teamId, cancellation);
        return !loaded.Succeeded ? loaded.Error
            : !loaded.Value.Rights.SeeMembers ? new MembersNotShown()
            : await Find(caller, loaded.Value, query, cancellation);
    }

    /// <summary>Every member with address, in no order that means anything; read as it is consumed. For those who manage the team.</summary>
    /// <returns>The members; <see cref="TeamNotFound"/> or <see cref="TeamNotManaged"/>.</returns>
    public async Task<Outcome<AllMembers>> All(Caller caller, string teamId, CancellationToken cancellation) =>
        (await teams.LoadManaged(caller, teamId, cancellation))
            .Map(loaded => new AllMembers(loaded.Team, Read(caller.Tenant, teamId, cancellation)));

    private async Task<FoundMembers> Find(Caller caller, LoadedTeam loaded, MemberQuery query, CancellationToken cancellation)
    {
        var conditions = new Dictionary<string, IReadOnlyList<string>> { [TeamMember.OfTeam] = [loaded.Team.Id] };
        if (query.Role.Count > 0)
        {
            conditions[TeamMember.OfRole] = [.. query.Role.Select(Words.Of)];
        }

        var found = await documents.Search<TeamMember>(TeamStore.In(caller.Tenant), TeamMember.Kind, new SearchQuery
        {
            Text = query.Text,
            AnyOf = conditions,
            Count = [TeamMember.OfRole],
            Order = query.Sort is MemberSort.Newest ? SearchOrder.Number : SearchOrder.Title,
            OrderNumber = query.Sort is MemberSort.Newest ? TeamMember.SinceNumber : null,
            Page = query.Page,
        }, cancellation);
        var members = found.Page.Items.Select(d => d.Body).ToList();
        var known = await Accounts(caller.Tenant, members, cancellation);
        return new FoundMembers(found.Page.Map(d => Shown(d.Body, known, loaded.Rights.Manage)), found.Counts[TeamMember.OfRole]);
    }

    private async IAsyncEnumerable<ShownMember> Read(TenantId tenant, string team, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await documents.List<TeamMember>(
                TeamStore.In(tenant), TeamMember.Kind, new ListOptions($"{team}:", Round, cursor), cancellation);
            var members = page.Items.Select(d => d.Body).ToList();
            var known = await Accounts(tenant, members, cancellation);
            foreach (var member in members)
            {
                yield return Shown(member, known, withEmail: true);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private Task<IReadOnlyDictionary<string, Account>> Accounts(TenantId tenant, IEnumerable<TeamMember> members, CancellationToken cancellation) =>
        accounts.FindMany(tenant, [.. members.Select(m => m.Subject)], cancellation);

    // The account has the last word about the name; the membership's own follows it and only orders and finds.
    private static ShownMember Shown(TeamMember member, IReadOnlyDictionary<string, Account> known, bool withEmail)
    {
        var account = known.GetValueOrDefault(member.Subject);
        return new ShownMember(member.Subject, account?.Name ?? member.Name, member.Role, member.Since, withEmail ? account?.Email : null, account is null ? null : AccountPictures.PathOf(account));
    }
}

/// <summary>Which members to list.</summary>
public sealed record MemberQuery
{
    /// <summary>Words in the name; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<TeamRole> Role { get; init; } = [];

    /// <summary>The order.</summary>
    public MemberSort Sort { get; init; }

    /// <summary>Which part.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);
}

/// <summary>Orders of a list of members.</summary>
public enum MemberSort
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>Who joined last comes first.</summary>
    Newest,
}

/// <summary>A member as shown to one reader.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Name">How the person is shown.</param>
/// <param name="Role">What the person may do in the team.</param>
/// <param name="Since">When the person joined, UTC.</param>
/// <param name="Email">The person's address; null unless the reader manages the team.</param>
/// <param name="Picture">Path of the person's picture; null when there is none.</param>
public sealed record ShownMember(string Subject, string Name, TeamRole Role, DateTimeOffset Since, string? Email = null, string? Picture = null);

/// <summary>A page of members.</summary>
/// <param name="Roles">How many match of each role, as if no role were asked for.</param>
public sealed record FoundMembers(Page<ShownMember> Page, IReadOnlyList<FacetCount> Roles);

/// <summary>A team with all who are in it.</summary>
public sealed record AllMembers(Team Team, IAsyncEnumerable<ShownMember> Members);
