using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Tenants;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Tenants : ISliceRows
{
    public IEnumerable<Row> Rows =>
    [
        //                                                            anonymous foreign member granted process curator auditor admin platform application
        new("GetTenantFace", "GET tenant",                                 "yes yes yes yes yes yes yes yes yes yes"),
        new("GetTenantLogo", "GET tenants/{tenant}/logo/{tenant-logo}",    "yes yes yes yes yes yes yes yes yes yes"),
        new("GetTenantSettings", "GET tenant/settings",                    "401 yes 403 403 403 403 403 yes 403 no"),
        new("EditTenantSettings", "PUT tenant/settings",                   "401 yes 403 403 403 403 403 yes 403 no") { Body = new { name = "x", languages = new[] { "en" } }, IfMatch = "stale" },
        new("SetTenantLogo", "PUT tenant/logo",                            "401 yes 403 403 403 403 403 yes 403 no") { Bytes = Pictures.Png, IfMatch = "stale" },
        new("RemoveTenantLogo", "DELETE tenant/logo",                      "401 yes 403 403 403 403 403 yes 403 no") { IfMatch = "stale" },
    ];

    public async Task Prepare(World world)
    {
        var administrator = world.As(Role.Administrator);
        using var saved = await administrator.Send(
            new HttpRequestMessage(HttpMethod.Put, "/api/tenant/logo") { Content = new ByteArrayContent(Pictures.Png) }, await administrator.TagOf("/api/tenant/settings"));
        world.Ids["tenant-logo"] = (await saved.ExpectJson()).GetProperty("logo").GetProperty("url").GetString()!.Split('/')[^1];
    }
}
