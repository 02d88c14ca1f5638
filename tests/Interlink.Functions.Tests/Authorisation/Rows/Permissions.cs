using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Permissions : ISliceRows
{
    private const string Missing = "process-not-found", Path = "processes/{process}/permissions", Administrators = "processes/{process}/administrators";

    private static object All => new { accessAssets = true, createAssets = true, deleteAssets = true };

    public IEnumerable<Row> Rows =>
    [
        //                                                             anonymous foreign member granted process curator auditor admin platform application
        new("ListPermissions", $"GET {Path}",                               "401 404 404 403:not-process-administrator yes 404 404 404 403 404") { Missing = Missing },
        new("GrantPermission", $"POST {Path}",                              "401 404 404 403:not-process-administrator yes 404 404 404 403 403") { Missing = Missing, Body = new { team = "{granted-team}", accessAssets = true, createAssets = false, deleteAssets = false } },
        new("ChangePermission", $"PUT {Path}/{{permission}}",               "401 404 404 403:not-process-administrator yes 404 404 404 403 403") { Missing = Missing, Body = All, IfMatch = "0" },
        new("RevokePermission", $"DELETE {Path}/{{permission}}",            "401 404 404 403:not-process-administrator yes 404 404 404 403 403") { Missing = Missing, IfMatch = "0" },
        new("ExplainRights", $"GET {Path}/explain",                         "401 404 404 yes yes 404 404 404 403 no") { Missing = Missing },
        new("ExplainRights", $"GET {Path}/explain?person={{subject-member}}&item={{task}}", "401 404 404 403:not-process-administrator yes 404 404 404 403 no") { Missing = Missing },
        new("FindPeopleOfProcess", $"GET {Path}/people",                    "401 404 404 403:not-process-administrator yes 404 404 404 403 no") { Missing = Missing },
        new("AddProcessAdministrator", $"PUT {Administrators}/{{subject-processadministrator}}",     "401 404 404 403:not-process-administrator yes 404 404 404 403 403") { Missing = Missing },
        new("RemoveProcessAdministrator", $"DELETE {Administrators}/{{subject-processadministrator}}", "401 404 404 403:not-process-administrator 409:last-process-administrator 404 404 404 403 403") { Missing = Missing },
    ];

    public async Task Prepare(World world)
    {
        var organization = await world.As(Role.Administrator).MakeOrganization("Friends of the walled garden", teamCreation: "anyone");
        var team = TeamFlow.IdOf(await world.As(Role.Granted).MakeTeam(organization, "Granted"));
        using var granted = await world.As(Role.ProcessAdministrator).PostJson(
            World.Filled($"/api/{Path}", world.Ids), new { team, accessAssets = true, createAssets = true, deleteAssets = false });
        world.Ids["granted-team"] = team;
        world.Ids["permission"] = (await granted.ExpectJson(HttpStatusCode.Created)).Text("id")!;
    }
}
