using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Teams;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Permissions : ISliceRows
{
    private const string Missing = "process-not-found", Path = "processes/{process}/permissions", Administrators = "processes/{process}/administrators";

    private static object All => new { accessAssets = true, createAssets = true, deleteAssets = true };

    public IEnumerable<Row> Rows =>
    [
        //                                                             anonymous foreign member granted process curator auditor admin platform
        new("ListPermissions", $"GET {Path}",                               "401 404 404 403:not-process-administrator yes 404 404 404 403") { Missing = Missing },
        new("GrantPermission", $"POST {Path}",                              "401 404 404 403:not-process-administrator yes 404 404 404 403") { Missing = Missing, Body = new { team = "{nobody}", accessAssets = true, createAssets = false, deleteAssets = false } },
        new("ChangePermission", $"PUT {Path}/{{permission}}",               "401 404 404 403:not-process-administrator yes 404 404 404 403") { Missing = Missing, Body = All, IfMatch = "0" },
        new("RevokePermission", $"DELETE {Path}/{{permission}}",            "401 404 404 403:not-process-administrator yes 404 404 404 403") { Missing = Missing, IfMatch = "0" },
        new("ExplainRights", $"GET {Path}/explain",                         "401 404 404 yes yes 404 404 404 403") { Missing = Missing },
        new("ExplainRights", $"GET {Path}/explain?person={{subject-member}}&item={{task}}", "401 404 404 403:not-process-administrator yes 404 404 404 403") { Missing = Missing },
        new("AddProcessAdministrator", $"PUT {Administrators}/{{subject-processadministrator}}",     "401 404 404 403:not-process-administrator yes 404 404 404 403") { Missing = Missing },
        new("RemoveProcessAdministrator", $"DELETE {Administrators}/{{subject-processadministrator}}", "401 404 404 403:not-process-administrator 409:last-process-administrator 404 404 404 403") { Missing = Missing },
    ];

    /// <summary>Puts somebody into a team, as the teams' own store does.</summary>
    public static async Task Join(InterlinkHost host, string subject, string team, string tenant = "varam")
    {
        var batch = new Batch().Put(TeamMemberships.ByPersonKind, $"{subject}:{team}", new MemberOf(team));
        Assert.True((await host.Services.GetRequiredService<IDocuments>().Commit(TeamMemberships.In(TenantId.Parse(tenant)), batch, CancellationToken.None)).Committed);
    }

    public async Task Prepare(World world)
    {
        var team = Ulids.Derive("the team of the granted");
        await Join(world.Host, world.Ids["subject-granted"], team);
        using var granted = await world.As(Role.ProcessAdministrator).PostJson(
            World.Filled($"/api/{Path}", world.Ids), new { team, accessAssets = true, createAssets = true, deleteAssets = false });
        world.Ids["permission"] = (await granted.ExpectJson(HttpStatusCode.Created)).Text("id")!;
    }
}
