namespace Interlink.Functions.Tests.Authorisation.Rows;

/// <summary>The team of <see cref="Organizations"/>: only the tenant's administrator is in it.</summary>
internal sealed class Teams : ISliceRows
{
    private const string Missing = "team-not-found", Managed = "403:team-not-managed", Hidden = "403:members-not-shown";

    public IEnumerable<Row> Rows =>
    [
        //                                                                anonymous foreign member granted process curator auditor admin platform application
        new("ListTeams", "GET teams", "401 yes yes yes yes yes yes yes 403 403"),
        new("ListMyTeams", "GET me/teams", "401 yes yes yes yes yes yes yes 403 no"),
        new("GetTeam", "GET teams/{organization-team}", "401 404 yes yes yes yes yes yes 403 403") { Missing = Missing },
        new("EditTeam", "PATCH teams/{organization-team}", $"401 404 {Managed} {Managed} {Managed} {Managed} {Managed} yes 403 no")
        {
            Missing = Missing, Body = new { name = "Weeds" }, IfMatch = "0",
        },
        new("ListMembers", "GET teams/{organization-team}/members", $"401 404 {Hidden} {Hidden} {Hidden} {Hidden} {Hidden} yes 403 403") { Missing = Missing },
        new("SetMemberRole", "PUT teams/{organization-team}/members/{subject-administrator}/role",
            $"401 404 {Hidden} {Hidden} {Hidden} {Hidden} {Hidden} yes 403 no") { Missing = Missing, Body = new { role = "administrator" } },
        new("RemoveMember", "DELETE teams/{organization-team}/members/{subject-administrator}",
            $"401 404 {Hidden} {Hidden} {Hidden} {Hidden} {Hidden} yes 403 no") { Missing = Missing },
        new("ExportMembers", "GET teams/{organization-team}/members/export", $"401 404 {Managed} {Managed} {Managed} {Managed} {Managed} yes 403 no") { Missing = Missing },
    ];
}
