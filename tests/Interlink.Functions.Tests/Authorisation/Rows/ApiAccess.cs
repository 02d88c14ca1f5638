using Interlink.Functions.Tests.ApiAccess;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class ApiAccess : ISliceRows
{
    private const string Missing = "api-application-not-found";
    private static readonly object Described = new { name = "Another register", scopes = new[] { "read_catalogue" } };

    public IEnumerable<Row> Rows =>
    [
        //                                                                      anonymous foreign member granted process curator auditor admin platform application
        new("ListApiApplications", "GET applications",                               "401 yes 403 403 403 403 403 yes 403 no"),
        new("RegisterApiApplication", "POST applications",                           "401 yes 403 403 403 403 403 yes 403 no") { Body = Described },
        new("GetApiApplication", "GET applications/{application}",                   "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        new("EditApiApplication", "PUT applications/{application}",                  "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing, Body = Described, IfMatch = "stale" },
        new("RemoveApiApplication", "DELETE applications/{nobody}",                  "401 404 403 403 403 403 403 404 403 no") { Missing = Missing },
        new("AdmitApiApplication", "PUT applications/{application}/teams/{nobody}",  "401 404 403 403 403 403 403 404:team-not-found 403 no") { Missing = Missing },
        new("ListTeamsOfApiApplication", "GET applications/{application}/teams",     "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing },
        new("CreateApiKey", "POST applications/{application}/keys",                  "401 404 403 403 403 403 403 yes 403 no") { Missing = Missing, Body = new { } },
        new("RotateApiKey", "POST applications/{application}/keys/{nobody}/rotate",  "401 404 403 403 403 403 403 404:api-key-not-found 403 no") { Missing = Missing, Body = new { } },
        new("RevokeApiKey", "DELETE applications/{application}/keys/{nobody}",       "401 404 403 403 403 403 403 404:api-key-not-found 403 no") { Missing = Missing },
        new("GetCallingApplication", "GET application",                              "401 404 404 404 404 404 404 404 403 yes") { Missing = "caller-is-no-application" },
    ];

    public async Task Prepare(World world)
    {
        world.Ids["application"] = await Applications.Register(world.As(Role.Administrator), "Register of parks", "read_catalogue");
        world.Secrets.Add("Register of parks");
    }
}
