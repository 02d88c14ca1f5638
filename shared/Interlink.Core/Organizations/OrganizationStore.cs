using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary>Reads and writes organizations. A private one does not exist for people outside.</summary>
public sealed class OrganizationStore(IDocuments documents, TeamMemberships memberships)
{
    /// <summary>Reads an organization, and what the caller may do with it.</summary>
    /// <returns>The organization, or <see cref="OrganizationNotFound"/>.</returns>
    public async Task<Outcome<LoadedOrganization>> Load(Caller caller, string id, CancellationToken cancellation)
    {
        if (!Ulids.IsId(id) || await documents.Find<Organization>(In(caller.Tenant), Organization.Kind, id, cancellation) is not { } read)
        {
            return new OrganizationNotFound(id);
        }

        var mine = await memberships.Of(caller.Tenant, caller.Subject, cancellation);
        var rights = OrganizationRights.Of(read.Body, caller, mine.Any(m => m.Organization == id));
        return rights.See ? new LoadedOrganization(read, rights, mine) : new OrganizationNotFound(id);
    }

    /// <summary>Reads an organization that the caller manages.</summary>
    /// <returns>The organization; <see cref="OrganizationNotFound"/> or <see cref="OrganizationNotManaged"/>.</returns>
    public async Task<Outcome<LoadedOrganization>> LoadManaged(Caller caller, string id, CancellationToken cancellation) =>
        (await Load(caller, id, cancellation)).Then<LoadedOrganization>(loaded => loaded.Rights.Manage ? loaded : new OrganizationNotManaged());

    /// <summary>The organizations that exist for the caller, by name or best match first.</summary>
    public async Task<Page<Organization>> List(Caller caller, string? text, string language, PageRequest page, CancellationToken cancellation)
    {
        var query = new SearchQuery { Text = text, Language = language, Order = SearchOrder.Relevance, Page = page };
        if (!caller.Has(Scope.Administrator))
        {
            query = query with { AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Organization.Reach] = await Reach(caller, cancellation) } };
        }

        return (await documents.Search<Organization>(In(caller.Tenant), Organization.Kind, query, cancellation)).Page.Map(d => d.Body);
    }

    /// <summary>The ids of the organizations that exist for the caller; null for all, which the tenant's administrators see.</summary>
    internal async Task<IReadOnlyList<string>?> Visible(Caller caller, CancellationToken cancellation)
    {
        if (caller.Has(Scope.Administrator))
        {
            return null;
        }

        var seen = new List<string>();
        var page = new PageRequest(PageRequest.MaxLimit, null);
        do
        {
            var found = await List(caller, null, Language.Fallback, page, cancellation);
            seen.AddRange(found.Items.Select(o => o.Id));
            page = page with { Cursor = found.Next };
        }
        while (page.Cursor is not null);

        return seen;
    }

    /// <summary>Several organizations by id, whoever asks; those that do not exist are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, Organization>> FindMany(TenantId tenant, IEnumerable<string> ids, CancellationToken cancellation) =>
        (await documents.FindMany<Organization>(In(tenant), Organization.Kind, [.. ids.Distinct(StringComparer.Ordinal)], cancellation))
            .ToDictionary(d => d.Id, d => d.Body, StringComparer.Ordinal);

    /// <summary>Writes a new organization.</summary>
    /// <returns>False when there is one of that id already.</returns>
    internal async Task<bool> TryCreate(TenantId tenant, Organization organization, DomainEvent created, CancellationToken cancellation)
    {
        var batch = new Batch().Create(Organization.Kind, organization.Id, organization, organization.Entry()).Emit(created);
        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Writes a changed organization in place of the one that was read.</summary>
    /// <returns>False when somebody else was faster.</returns>
    internal async Task<bool> TryReplace(
        TenantId tenant, Document<Organization> read, Organization changed, DomainEvent fact, CancellationToken cancellation)
    {
        var batch = new Batch().Replace(Organization.Kind, changed.Id, changed, read.Revision, changed.Entry()).Emit(fact);
        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Where organizations lie: with the teams, so that both can change at once.</summary>
    internal static Partition In(TenantId tenant) => TeamMemberships.In(tenant);

    private async Task<IReadOnlyList<string>> Reach(Caller caller, CancellationToken cancellation) =>
    [
        Organization.Public,
        caller.Subject,
        .. (await memberships.Of(caller.Tenant, caller.Subject, cancellation)).Select(m => m.Organization).Distinct(StringComparer.Ordinal),
    ];
}

/// <summary>An organization as a caller sees it.</summary>
/// <param name="Document">The organization.</param>
/// <param name="Rights">What the caller may do with it.</param>
/// <param name="Mine">The caller's memberships, in whatever organization.</param>
public sealed record LoadedOrganization(Document<Organization> Document, OrganizationRights Rights, IReadOnlyList<MemberOf> Mine)
{
    /// <summary>The organization.</summary>
    public Organization Organization => Document.Body;
}
