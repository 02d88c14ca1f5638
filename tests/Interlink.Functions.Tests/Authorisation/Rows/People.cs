using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Authorisation.Rows;

/// <summary>The people of the tenant, with their addresses: for its administrators alone.</summary>
internal sealed class People : ISliceRows
{
    private const string Missing = "person-not-found", Person = "people/{subject-member}";

    public IEnumerable<Row> Rows =>
    [
        //                                                     anonymous foreign member granted process curator auditor admin platform application
        new("ListPeople", "GET people",                             "401 yes 403 403 403 403 403 yes 403 403"),
        new("ExportPeople", "GET people/export",                    "401 yes 403 403 403 403 403 yes 403 no"),
        new("GetPerson", $"GET {Person}",                           "401 404 403 403 403 403 403 yes 403 403") { Missing = Missing },
        new("SetTenantRole", $"PUT {Person}/role",                  "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing, Body = new { role = "member" } },
        new("SetTenantRole", "PUT people/{subject-administrator}/role", "401 404 403 403 403 403 403 409:last-administrator 403 no") { Missing = Missing, Body = new { role = "member" } },
        new("SuspendPerson", "PUT people/{subject-administrator}/suspension", "401 404 403 403 403 403 403 409:last-administrator 403 no") { Missing = Missing },
        new("ReactivatePerson", $"DELETE {Person}/suspension",      "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        new("ResetSecondFactor", $"POST {Person}/second-factor/reset", "401 404 403 403 403 403 403 409:no-second-factor 403 no")
            { Missing = Missing, Body = new { password = Tests.People.Password } },
        new("InviteToTenant", "POST people/invitations",              "401 yes 403 403 403 403 403 yes 403 no") { Body = new { email = "newcomer@example.org", role = "member" } },
        new("SendTenantInvitationAgain", "POST people/{subject-invited}/invitation", "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        new("RevokeTenantInvitation", $"DELETE {Person}/invitation",      "401 404 403 403 403 403 403 409:invitation-taken-up 403 no") { Missing = Missing },
    ];

    public async Task Prepare(World world)
    {
        using var invited = await world.As(Role.Administrator).PostJson("/api/people/invitations", new { email = "invited@example.org", role = "curator" });
        world.Ids["subject-invited"] = (await invited.ExpectJson(HttpStatusCode.Created)).Text("subject")!;
        world.Secrets.Add("invited@example.org");
    }
}
