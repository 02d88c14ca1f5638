using Interlink.Core.Accounts;
using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.People;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;
using Interlink.Core.Tests.Processes;

namespace Interlink.Core.Tests.Permissions;

/// <summary>Granting, changing and revoking, and what follows for those concerned; on a real store.</summary>
public class GrantPermissionsTests
{
    private static readonly string Citizens = Ulids.Derive("citizens"), Officers = Ulids.Derive("officers");
    private static readonly Organization Society = new()
    {
        Id = Ulids.Derive("society"),
        Name = LocalizedText.Of("en", "Society"),
        IsPublic = true,
        DefaultTeamType = TeamType.Citizen,
        TeamCreation = TeamCreation.Administrators,
        Administrators = [],
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static readonly AssetRights See = new(true, false, false), All = new(true, true, true), Nothing = new(false, false, false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_granted_team_finds_the_process_until_it_is_revoked()
    {
        await using var world = await ProcessWorld.Open();
        var (id, grant) = ((await world.ProcessWithTree()).Process.Id, await Use(world));
        await Join(world, world.Bruno, Citizens);
        Assert.Equal(0, (await List(world, world.Bruno)).Total);
        var granted = (await grant.Grant(world.Anna, id, Citizens, null, See, Cancellation)).Value.Permission;
        Assert.Equal(id, Assert.Single((await List(world, world.Bruno)).Items).Id);
        Assert.False((await world.Load(id, world.Bruno)).Rights.Administers);

        Assert.True((await grant.Revoke(world.Anna, id, granted.Id, granted.Revision(), Cancellation)).Succeeded);
        Assert.Equal(0, (await List(world, world.Bruno)).Total);
        Assert.IsType<ProcessNotFound>((await world.Processes.Load(world.Bruno, id, Cancellation)).Error);
        Assert.Equal(1, (await List(world, world.Anna)).Total);
    }

    [Fact]
    public async Task Leaving_the_team_ends_it_at_once()
    {
        await using var world = await ProcessWorld.Open();
        var id = (await world.ProcessWithTree()).Process.Id;
        await Join(world, world.Bruno, Citizens);
        await (await Use(world)).Grant(world.Anna, id, Citizens, null, See, Cancellation);
        Assert.Equal(1, (await List(world, world.Bruno)).Total);
        await world.Documents.Commit(TeamMemberships.In(world.Bruno.Tenant), new Batch().Remove(TeamMemberships.ByPersonKind, $"bruno:{Citizens}"), Cancellation);
        Assert.Equal(0, (await List(world, world.Bruno)).Total);
        Assert.IsType<ProcessNotFound>((await world.Processes.Load(world.Bruno, id, Cancellation)).Error);
    }

    [Fact]
    public async Task A_hit_that_the_permissions_no_longer_bear_out_is_left_out_and_not_counted()
    {
        await using var world = await ProcessWorld.Open();
        var process = (await world.ProcessWithTree()).Process;
        await Join(world, world.Bruno, Citizens);
        await (await Use(world)).Grant(world.Anna, process.Id, Citizens, null, See, Cancellation);
        // As if the search were behind: the entry still names the team, the permissions do not.
        await world.Documents.Commit(
            Partition.Of(world.Anna.Tenant, $"process:{process.Id}"), new Batch().Put(ProcessPermissions.Kind, process.Id, ProcessPermissions.None), Cancellation);
        var listed = await List(world, world.Bruno);
        Assert.Equal((0, 0L), (listed.Items.Count, listed.Total));
    }

    [Fact]
    public async Task Only_what_may_be_seen_is_listed_and_what_may_not_be_seen_does_not_exist()
    {
        await using var world = await ProcessWorld.Open();
        var id = (await world.ProcessWithTree()).Process.Id;
        var (list, draft) = ((await world.Item(id, "list")).Item.Id, (await world.Item(id, "draft")).Item.Id);
        var open = (await world.AddAsset.Link(world.Anna, id, list, new AssetLink("Open", "https://example.org/1"), null, Cancellation)).Value;
        var closed = (await world.AddAsset.Link(world.Anna, id, draft, new AssetLink("Closed", "https://example.org/2"), null, Cancellation)).Value;
        await Join(world, world.Bruno, Citizens);
        await (await Use(world)).Grant(world.Anna, id, Citizens, list, See, Cancellation);

        Assert.Equal([open.Id], (await world.Assets.List(world.Bruno, id, null, new PageRequest(10, null), Cancellation)).Value.Items.Select(a => a.Id));
        Assert.IsType<RightMissing>((await world.Assets.List(world.Bruno, id, draft, new PageRequest(10, null), Cancellation)).Error);
        Assert.True((await world.Assets.Load(world.Bruno, id, open.Id, Cancellation)).Succeeded);
        Assert.IsType<AssetNotFound>((await world.Assets.Load(world.Bruno, id, closed.Id, Cancellation)).Error);
        Assert.IsType<AssetNotFound>((await world.ChangeAsset.Delete(world.Bruno, id, closed.Id, closed.Revision(), Cancellation)).Error);
        Assert.IsType<RightMissing>((await world.ChangeAsset.Delete(world.Bruno, id, open.Id, open.Revision(), Cancellation)).Error);
        Assert.IsType<RightMissing>((await world.ChangeAsset.Edit(world.Bruno, id, open.Id, new AssetEdit("Mine", null), open.Revision(), Cancellation)).Error);
    }

    [Fact]
    public async Task Creating_brings_assets_and_the_status_of_tasks_and_nothing_of_an_administrator()
    {
        await using var world = await ProcessWorld.Open();
        var process = (await world.ProcessWithTree()).Process;
        var (list, draft) = ((await world.Item(process.Id, "list")).Item, (await world.Item(process.Id, "draft")).Item);
        await Join(world, world.Bruno, Citizens);
        var grant = await Use(world);
        await grant.Grant(world.Anna, process.Id, Citizens, list.Id, new AssetRights(true, true, false), Cancellation);

        Assert.True((await world.SetStatus.Run(world.Bruno, process.Id, list.Id, ItemStatus.Finished, list.Revision(), Cancellation)).Succeeded);
        Assert.IsType<RightMissing>((await world.SetStatus.Run(world.Bruno, process.Id, draft.Id, ItemStatus.Finished, draft.Revision(), Cancellation)).Error);
        Assert.True((await world.AddAsset.Link(world.Bruno, process.Id, list.Id, new AssetLink("Mine", "https://example.org"), null, Cancellation)).Succeeded);
        Assert.IsType<RightMissing>((await world.AddAsset.Link(world.Bruno, process.Id, draft.Id, new AssetLink("Mine", "https://example.org"), null, Cancellation)).Error);
        Assert.IsType<NotProcessAdministrator>((await world.Edit.Run(world.Bruno, process.Id, new ProcessEdit("Mine", null, null, null), process.Revision(), Cancellation)).Error);
        Assert.IsType<NotProcessAdministrator>((await world.Apply.Run(world.Bruno, process.Id, "sample", process.Revision(), null, Cancellation)).Error);
        Assert.IsType<NotProcessAdministrator>((await grant.List(world.Bruno, process.Id, Cancellation)).Error);
        Assert.IsType<NotProcessAdministrator>((await grant.Grant(world.Bruno, process.Id, Officers, null, All, Cancellation)).Error);
    }

    [Fact]
    public async Task A_permission_is_granted_once_changed_from_the_state_that_was_read_and_every_step_is_told()
    {
        await using var world = await ProcessWorld.Open();
        var (id, grant) = ((await world.ProcessWithTree()).Process.Id, await Use(world));
        var granted = (await grant.Grant(world.Anna, id, Citizens, null, See, Cancellation)).Value.Permission;
        Assert.Equal(granted, (await grant.Grant(world.Anna, id, Citizens, null, See, Cancellation)).Value.Permission);
        Assert.IsType<PermissionExists>((await grant.Grant(world.Anna, id, Citizens, null, All, Cancellation)).Error);
        Assert.IsType<TeamNotFound>((await grant.Grant(world.Anna, id, Ulids.Derive("nobody"), null, All, Cancellation)).Error);
        Assert.IsType<ItemNotFound>((await grant.Grant(world.Anna, id, Citizens, "nowhere", All, Cancellation)).Error);
        var changed = (await grant.Change(world.Anna, id, granted.Id, Nothing, granted.Revision(), Cancellation)).Value.Permission;
        Assert.IsType<StaleRevision>((await grant.Change(world.Anna, id, granted.Id, All, granted.Revision(), Cancellation)).Error);
        Assert.IsType<StaleRevision>((await grant.Revoke(world.Anna, id, granted.Id, granted.Revision(), Cancellation)).Error);
        Assert.IsType<PermissionNotFound>((await grant.Revoke(world.Anna, id, "nothing", granted.Revision(), Cancellation)).Error);
        Assert.True((await grant.Revoke(world.Anna, id, granted.Id, changed.Revision(), Cancellation)).Succeeded);
        Assert.Equal(
            ["permission.granted", "permission.changed", "permission.revoked"],
            (await world.Events()).Select(e => e.Split(' ')[0]).Where(e => e.StartsWith("permission.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Many_administrators_at_once_lose_no_permission()
    {
        await using var world = await ProcessWorld.Open();
        var teams = Enumerable.Range(0, 12).Select(i => Ulids.Derive($"team {i}")).ToArray();
        var (id, grant) = ((await world.ProcessWithTree()).Process.Id, await Use(world, teams));
        await Task.WhenAll(teams.Select(team => grant.Grant(world.Anna, id, team, null, See, Cancellation)));
        Assert.Equal(12, (await grant.List(world.Anna, id, Cancellation)).Value.Permissions.Permissions.Length);
        Assert.Equal(12, (await world.Load(id)).Process.ReaderTeams.Count);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_a_removed_one_is_out_at_once()
    {
        await using var world = await ProcessWorld.Open();
        var id = (await world.ProcessWithTree()).Process.Id;
        var accounts = new AccountStore(world.Documents, []);
        await accounts.Create(world.Anna.Tenant, Account("bruno", AccountState.Active), Cancellation);
        await accounts.Create(world.Anna.Tenant, Account("carla", AccountState.Suspended), Cancellation);
        var administrators = new ProcessAdministrators(world.Processes, accounts, new Ulids(world.Clock), world.Clock);
        Assert.IsType<LastProcessAdministrator>((await administrators.Remove(world.Anna, id, "anna", Cancellation)).Error);
        Assert.IsType<PersonNotFound>((await administrators.Add(world.Anna, id, "carla", Cancellation)).Error);
        Assert.IsType<PersonNotFound>((await administrators.Add(world.Anna, id, "nobody", Cancellation)).Error);
        Assert.True((await administrators.Add(world.Anna, id, "bruno", Cancellation)).Succeeded);
        Assert.True((await administrators.Remove(world.Bruno, id, "anna", Cancellation)).Succeeded);
        Assert.IsType<ProcessNotFound>((await administrators.Add(world.Anna, id, "anna", Cancellation)).Error);
        Assert.Equal(0, (await List(world, world.Anna)).Total);
        Assert.Equal(1, (await List(world, world.Bruno)).Total);
    }

    private static Account Account(string subject, AccountState state) =>
        new() { Subject = subject, Name = subject, Scopes = [Scope.Member], Stamp = "s", CreatedAt = DateTimeOffset.UnixEpoch, State = state };

    /// <summary>The use case in a world with an organization that everybody knows and three teams of it.</summary>
    private static async Task<GrantPermissions> Use(ProcessWorld world, params string[] further)
    {
        var memberships = new TeamMemberships(world.Documents);
        var batch = new Batch().Put(Organization.Kind, Society.Id, Society);
        foreach (var id in (string[])[Citizens, Officers, .. further])
        {
            batch.Put(Team.Kind, id, new Team
            {
                Id = id,
                Organization = Society.Id,
                Name = "Team",
                Type = TeamType.Citizen,
                TakesApplications = false,
                Administrators = [],
                CreatedAt = default,
                UpdatedAt = default,
            });
        }

        await world.Documents.Commit(TeamMemberships.In(world.Anna.Tenant), batch, Cancellation);
        return new(
            world.Processes, new TeamStore(world.Documents, new OrganizationStore(world.Documents, memberships), memberships), world.Documents, new Ulids(world.Clock), world.Clock);
    }

    private static Task<Page<Process>> List(ProcessWorld world, Caller caller) => world.Processes.List(caller, new ProcessQuery(), Cancellation);

    private static Task Join(ProcessWorld world, Caller person, string team) => world.Documents.Commit(
        TeamMemberships.In(person.Tenant), new Batch().Put(TeamMemberships.ByPersonKind, $"{person.Subject}:{team}", new MemberOf(team)), Cancellation);
}
