using System.Net;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Accounts : ISliceRows
{
    public IEnumerable<Row> Rows =>
    [
        //                                                   anonymous foreign member granted process curator auditor admin platform application
        new("GetMe", "GET me",                                    "401 yes yes yes yes yes yes yes 403 no"),
        // This host signs people in itself: no platform in front has identities to take up invitations with.
        new("AcceptInvitation", "POST invitations/accept",        "401 401 401 401 401 401 401 401 401 401") { Body = new { token = "none" } },
        new("GetRoles", "POST roles",                             "yes yes yes yes yes yes yes yes yes yes") { Body = new { identityProvider = "entra", userId = "u-1" } },
        new("GetProfile", "GET me/profile",                       "401 yes yes yes yes yes yes yes 403 no"),
        new("EditProfile", "PATCH me/profile",                    "401 yes yes yes yes yes yes yes 403 no") { Body = new { name = "x" }, IfMatch = "0" },
        new("SetPicture", "PUT me/picture",                       "401 yes yes yes yes yes yes yes 403 no") { Bytes = [1, 2, 3] },
        new("RemovePicture", "DELETE me/picture",                 "401 yes yes yes yes yes yes yes 403 no"),
        new("GetPicture", "GET accounts/{pictured}/picture",      "401 404 yes yes yes yes yes yes 403 no") { Missing = "picture-not-found" },
        // Identities are the platform's; here there are none, and nothing to link.
        new("ListSignIns", "GET me/sign-ins",                     "401 yes yes yes yes yes yes yes 403 no"),
        new("CreateLinkCode", "POST me/sign-ins/codes",           "401 yes yes yes yes yes yes yes 403 no"),
        new("LinkSignIn", "POST sign-ins/link",                   "401 401 401 401 401 401 401 401 401 401") { Body = new { code = "none" } },
        new("UnlinkSignIn", "DELETE me/sign-ins/none",            "401 404 404 404 404 404 404 404 403 no") { Missing = "identity-not-found" },
    ];

    public async Task Prepare(World world)
    {
        var person = await world.Host.As("pictured");
        using var kept = await person.PutBytes("/api/me/picture", PictureTests.Png);
        await kept.Expect(HttpStatusCode.NoContent);
        world.Ids["pictured"] = person.Subject;
    }
}
