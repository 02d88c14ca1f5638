using System.Net;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Authorisation.Rows;

/// <summary>Invitations and applications to the team of <see cref="Organizations"/>: the auditor is invited, the curator has applied and thought better of it. A second team
/// takes no applications, so that nobody joins by them.</summary>
internal sealed class OrganizationsTeams : ISliceRows
{
    private const string Team = "teams/{organization-team}", Missing = "team-not-found", Managed = "403:team-not-managed";
    private const string OnlyManagers = $"401 404 {Managed} {Managed} {Managed} {Managed} {Managed} yes 403 no";

    public IEnumerable<Row> Rows =>
    [
        //                                                                anonymous foreign member granted process curator auditor admin platform application
        new("ListInvitations", $"GET {Team}/invitations", OnlyManagers) { Missing = Missing },
        new("InvitePerson", $"POST {Team}/invitations", OnlyManagers) { Missing = Missing, Body = new { email = "auditor@example.org" } },
        new("ResendInvitation", $"POST {Team}/invitations/{{invitation}}/resend", OnlyManagers) { Missing = Missing },
        new("RevokeInvitation", $"DELETE {Team}/invitations/{{other-invitation}}", OnlyManagers) { Missing = Missing },
        new("InviteMany", $"POST {Team}/invitations/bulk", OnlyManagers) { Missing = Missing, Body = new { people = Array.Empty<object>() } },
        new("ImportInvitations", $"POST {Team}/invitations/import", OnlyManagers) { Missing = Missing, Bytes = [] },
        new("PreviewInvitations", $"POST {Team}/invitations/preview", OnlyManagers) { Missing = Missing, Bytes = [] },
        new("GetInvitationReport", $"GET {Team}/invitations/reports/{{invitation-list}}", OnlyManagers) { Missing = Missing },
        new("ExportInvitationReport", $"GET {Team}/invitations/reports/{{invitation-list}}/csv", OnlyManagers) { Missing = Missing },
        new("ListMyInvitations", "GET me/invitations", "401 yes yes yes yes yes yes yes 403 no"),
        new("GetMyInvitation", "GET me/invitations/{invitation}", "401 404 404 404 404 404 yes 404 403 no") { Missing = "invitation-not-found" },
        new("AcceptTeamInvitation", "POST me/invitations/{revoked-invitation}/accept", "401 404 404 404 404 404 yes 404 403 no") { Missing = "invitation-not-found" },
        new("DeclineTeamInvitation", "POST me/invitations/{revoked-invitation}/decline", "401 404 404 404 404 404 yes 404 403 no") { Missing = "invitation-not-found" },
        new("ApplyToTeam", "POST teams/{closed-team}/applications", "401 404 yes yes yes yes yes yes 403 no") { Missing = Missing, Body = new { message = " " } },
        new("ListApplications", $"GET {Team}/applications", OnlyManagers) { Missing = Missing },
        new("AcceptApplication", $"POST {Team}/applications/{{withdrawn-application}}/accept", OnlyManagers) { Missing = Missing },
        new("RejectApplication", $"POST {Team}/applications/{{withdrawn-application}}/reject", OnlyManagers) { Missing = Missing, Body = new { reason = "No" } },
        new("ListMyApplications", "GET me/applications", "401 yes yes yes yes yes yes yes 403 no"),
        new("WithdrawApplication", "DELETE me/applications/{withdrawn-application}", "401 404 404 404 404 yes 404 404 403 no") { Missing = "application-not-found" },
    ];

    public async Task Prepare(World world)
    {
        var administrator = world.As(Role.Administrator);
        var team = World.Filled($"/api/{Team}", world.Ids);
        world.Ids["invitation"] = await Invite(team, "auditor@example.org");
        world.Ids["other-invitation"] = await Invite(team, "someone@example.org");
        using var other = await administrator.PostJson(World.Filled("/api/organizations/{organization}/teams", world.Ids), new { name = "Compost", takesApplications = false });
        await other.Expect(HttpStatusCode.Created);
        world.Ids["closed-team"] = other.Headers.Location!.ToString().Split('/')[^1];
        var revoked = await Invite(other.Headers.Location!.ToString(), "auditor@example.org");
        using var taken = await administrator.Delete($"{other.Headers.Location}/invitations/{revoked}");
        await taken.Expect(HttpStatusCode.NoContent);
        world.Ids["revoked-invitation"] = revoked;
        using var list = await administrator.PostJson($"{team}/invitations/bulk", new { people = new[] { new { email = "nobody" } } });
        world.Ids["invitation-list"] = (await list.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
        await administrator.WaitFor(world.Ids["invitation-list"]);
        using var applied = await world.As(Role.Curator).PostJson($"{team}/applications", new { });
        world.Ids["withdrawn-application"] = (await applied.ExpectJson(HttpStatusCode.Created)).Text("id")!;
        using var withdrawn = await world.As(Role.Curator).Delete($"/api/me/applications/{world.Ids["withdrawn-application"]}");
        await withdrawn.Expect(HttpStatusCode.NoContent);

        async Task<string> Invite(string path, string email)
        {
            using var sent = await administrator.PostJson($"{path}/invitations", new { email });
            return (await sent.ExpectJson(HttpStatusCode.Created)).Text("id")!;
        }
    }
}
