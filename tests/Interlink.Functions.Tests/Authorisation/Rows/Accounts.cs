namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Accounts : ISliceRows
{
    public IEnumerable<Row> Rows =>
    [
        //                                                   anonymous foreign member granted process curator auditor admin platform
        new("GetMe", "GET me",                                    "401 yes yes yes yes yes yes yes 403"),
        // This host signs people in itself: no platform in front has identities to take up invitations with.
        new("AcceptInvitation", "POST invitations/accept",        "401 401 401 401 401 401 401 401 401") { Body = new { token = "none" } },
        new("GetRoles", "POST roles",                             "yes yes yes yes yes yes yes yes yes") { Body = new { identityProvider = "entra", userId = "u-1" } },
    ];
}
