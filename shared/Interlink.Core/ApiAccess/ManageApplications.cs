using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.ApiAccess;

/// <summary>What an administrator says of an application, unchecked.</summary>
/// <param name="Description">Blank for none.</param>
/// <param name="Contact">An e-mail address; blank for none.</param>
/// <param name="Clients">Ids under which the OpenID Connect issuer knows it.</param>
public sealed record ApplicationDraft(
    string? Name, string? Description, string? Contact, IReadOnlyList<ApiScope> Scopes, int RequestsPerMinute, IReadOnlyList<string> Clients);

/// <summary>Registers, changes and removes applications, and puts them into teams; for administrators of the tenant.</summary>
public sealed class ManageApplications(ApplicationStore applications, JoinTeam join, ChangeMembers members, TeamStore teams, TeamMemberships memberships, IIds ids, TimeProvider clock)
{
    /// <summary>Longest name of an application or a key, in UTF-16 units.</summary>
    public const int MaxName = 100;

    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int MaxDescription = 1_000;

    private const int MaxClient = 200;
    private readonly ApiAccessEvents _events = new(ids, clock);

    /// <summary>Registers an application. It has no key yet.</summary>
    /// <param name="id">The id to give; null for a new one.</param>
    /// <returns>The application; <see cref="InvalidInput"/> naming every bad field, <see cref="ApiClientTaken"/> or <see cref="TooManyApiApplications"/>.</returns>
    public async Task<Outcome<Document<ApiApplication>>> Register(Caller caller, ApplicationDraft draft, string? id, CancellationToken cancellation)
    {
        var made = Checked(draft).Map(d => new ApiApplication
        {
            Id = id ?? ids.New(),
            Name = d.Name!,
            Description = d.Description,
            Contact = d.Contact,
            Scopes = d.Scopes,
            RequestsPerMinute = d.RequestsPerMinute,
            Clients = d.Clients,
            RegisteredBy = caller.Subject,
            RegisteredAt = clock.GetUtcNow(),
        });
        if (!made.Succeeded)
        {
            return made.Error;
        }

        if (await applications.Count(caller.Tenant, cancellation) >= ApiApplication.MostOfTenant)
        {
            return new TooManyApiApplications();
        }

        var written = await applications.Create(caller.Tenant, made.Value, _events.Registered(caller, made.Value), cancellation);
        return written.Error is StaleRevision && await applications.Find(caller.Tenant, made.Value.Id, cancellation) is { } first ? first : written;
    }

    /// <summary>Changes what an application is called and may do; it counts from its next request on. Keys lose what the application loses.</summary>
    /// <returns>The application; <see cref="ApiApplicationNotFound"/>, <see cref="InvalidInput"/>, <see cref="ApiClientTaken"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Document<ApiApplication>>> Edit(Caller caller, string id, ApplicationDraft draft, Revision read, CancellationToken cancellation)
    {
        var valid = Checked(draft);
        if (!valid.Succeeded || await applications.Find(caller.Tenant, id, cancellation) is not { } known)
        {
            return valid.Error ?? new ApiApplicationNotFound(id);
        }

        if (known.Revision != read)
        {
            return new StaleRevision();
        }

        var after = known.Body with
        {
            Name = valid.Value.Name!,
            Description = valid.Value.Description,
            Contact = valid.Value.Contact,
            Scopes = valid.Value.Scopes,
            RequestsPerMinute = valid.Value.RequestsPerMinute,
            Clients = valid.Value.Clients,
        };
        var told = _events.Edited(caller, known.Body, after);
        return told.Changes.Count == 0 ? known : await applications.Replace(caller.Tenant, known, after, told, cancellation);
    }

    /// <summary>Removes an application: its keys and tokens are worth nothing from the next request on, and it leaves its teams. What it did stays, under its name.</summary>
    /// <returns>Nothing; <see cref="ApiApplicationNotFound"/>, or <see cref="LastTeamAdministrator"/> of a team that nobody else administers.</returns>
    public async Task<Outcome<Unit>> Remove(Caller caller, string id, CancellationToken cancellation)
    {
        while (await applications.Find(caller.Tenant, id, cancellation) is { } read)
        {
            foreach (var team in await memberships.TeamsOf(caller.Tenant, id, cancellation))
            {
                var left = await members.Remove(caller, team, id, cancellation);
                if (left.Error is LastTeamAdministrator last)
                {
                    return last;
                }
            }

            if (await applications.Remove(caller.Tenant, read, _events.Removed(caller, read.Body), cancellation))
            {
                return Unit.Value;
            }
        }

        return new ApiApplicationNotFound(id);
    }

    /// <summary>Makes an application a member of a team, so that the team's rights in processes are its own. It leaves as people do.</summary>
    /// <returns>The membership; <see cref="ApiApplicationNotFound"/>, <see cref="TeamNotFound"/> or <see cref="TeamNotManaged"/>.</returns>
    public async Task<Outcome<TeamMember>> Admit(Caller caller, string id, string team, CancellationToken cancellation)
    {
        if (await applications.Find(caller.Tenant, id, cancellation) is not { } read)
        {
            return new ApiApplicationNotFound(id);
        }

        var managed = await teams.LoadManaged(caller, team, cancellation);
        return await managed.Then(_ => join.Add(caller, team, new PersonReference(read.Id, read.Body.Name), TeamRole.Member, null, cancellation));
    }

    /// <summary>The teams that an application is in, by name.</summary>
    /// <returns>The teams, or <see cref="ApiApplicationNotFound"/>.</returns>
    public async Task<Outcome<IReadOnlyList<Team>>> TeamsOf(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (await applications.Find(tenant, id, cancellation) is null)
        {
            return new ApiApplicationNotFound(id);
        }

        var all = await teams.FindMany(tenant, await memberships.TeamsOf(tenant, id, cancellation), cancellation);
        return Outcome<IReadOnlyList<Team>>.Of([.. all.Values.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    private static Outcome<ApplicationDraft> Checked(ApplicationDraft draft)
    {
        var faults = new List<FieldError>();
        var (name, description, contact) = (OneLine.Of(draft.Name), draft.Description?.Trim(), draft.Contact?.Trim());
        Fault(name.Length == 0, "name", "required", "Give the application a name.");
        Fault(name.Length > MaxName, "name", "too_long", $"A name has at most {MaxName} characters.");
        Fault(description?.Length > MaxDescription, "description", "too_long", $"A description has at most {MaxDescription} characters.");
        Fault(contact is { Length: > 0 } && !EmailAddress.TryParse(contact, out _), "contact", "not_an_email", "This is not an e-mail address.");
        Fault(draft.Scopes.Count == 0, "scopes", "required", "Choose at least one scope.");
        Fault(draft.RequestsPerMinute is < 1 or > ApiApplication.FastestPerMinute, "requestsPerMinute", "out_of_range", $"This must be 1 to {ApiApplication.FastestPerMinute}.");
        Fault(draft.Clients.Count > ApiApplication.MostClients, "clients", "too_many", $"An application has at most {ApiApplication.MostClients} client ids.");
        for (var i = 0; i < draft.Clients.Count; i++)
        {
            var client = draft.Clients[i];
            Fault(client.Length is 0 or > MaxClient || client.Any(c => c is <= ' ' or > '~'), $"clients[{i}]", "malformed", $"A client id is 1 to {MaxClient} visible ASCII characters.");
        }

        return faults.Count > 0 ? new InvalidInput(faults) : new ApplicationDraft(
            name, string.IsNullOrEmpty(description) ? null : description, string.IsNullOrEmpty(contact) ? null : EmailAddress.Parse(contact).Value,
            [.. draft.Scopes.Distinct().Order()], draft.RequestsPerMinute, [.. draft.Clients.Distinct(StringComparer.Ordinal)]);

        void Fault(bool wrong, string field, string code, string message)
        {
            if (wrong)
            {
                faults.Add(new FieldError(field, code, message));
            }
        }
    }
}
