using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Authorisation.Rows;

/// <summary>A public organization of the tenant's administrator, with one team.</summary>
internal sealed class Organizations : ISliceRows
{
    private const string Missing = "organization-not-found", Managed = "403:organization-not-managed";

    public IEnumerable<Row> Rows =>
    [
        //                                                                anonymous foreign member granted process curator auditor admin platform application
        new("ListOrganizations", "GET organizations", "401 yes yes yes yes yes yes yes 403 403"),
        new("CreateOrganization", "POST organizations", "401 yes 403 403 403 403 403 yes 403 no") { Body = new { name = new { } } },
        new("GetOrganization", "GET organizations/{organization}", "401 404 yes yes yes yes yes yes 403 403") { Missing = Missing },
        new("EditOrganization", "PATCH organizations/{organization}", $"401 404 {Managed} {Managed} {Managed} {Managed} {Managed} yes 403 no")
        {
            Missing = Missing, Body = new { isPublic = false }, IfMatch = "0",
        },
        new("AddOrganizationAdministrator", "PUT organizations/{organization}/administrators/{subject-administrator}",
            $"401 404 {Managed} {Managed} {Managed} {Managed} {Managed} yes 403 no") { Missing = Missing },
        new("RemoveOrganizationAdministrator", "DELETE organizations/{organization}/administrators/{subject-administrator}",
            $"401 404 {Managed} {Managed} {Managed} {Managed} {Managed} yes 403 no") { Missing = Missing },
        new("ListOrganizationTeams", "GET organizations/{organization}/teams", "401 404 yes yes yes yes yes yes 403 403") { Missing = Missing },
        new("GetFirstSteps", "GET first-steps", "401 yes 403 403 403 403 403 yes 403 no"),
        new("CreateTeam", "POST organizations/{organization}/teams",
            "401 404 403:team-creation-refused 403:team-creation-refused 403:team-creation-refused 403:team-creation-refused 403:team-creation-refused yes 403 no")
        {
            Missing = Missing, Body = new { name = "Weeds" },
        },
    ];

    public async Task Prepare(World world)
    {
        var administrator = world.As(Role.Administrator);
        var organization = await administrator.MakeOrganization("Walled garden society");
        world.Ids["organization"] = TeamFlow.IdOf(organization);
        world.Ids["organization-team"] = TeamFlow.IdOf(await administrator.MakeTeam(organization, "Gardeners"));
    }
}
