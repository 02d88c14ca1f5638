using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Assets : ISliceRows
{
    private const string Missing = "process-not-found", Asset = "processes/{process}/assets/{asset}";

    public IEnumerable<Row> Rows =>
    [
        //                                                       anonymous foreign member granted process curator auditor admin platform application
        new("ListAssets", "GET processes/{process}/assets",           "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("AddAsset", "POST processes/{process}/items/{task}/assets", "401 404 404 yes yes 404 404 404 403 403") { Missing = Missing, Body = new { name = "Board", uri = "https://example.org/board" } },
        new("GetAsset", $"GET {Asset}",                               "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("EditAsset", $"PATCH {Asset}",                            "401 404 404 yes yes 404 404 404 403 403") { Missing = Missing, Body = new { name = "New" }, IfMatch = "0" },
        new("DeleteAsset", $"DELETE {Asset}",                         "401 404 404 403:right-missing yes 404 404 404 403 403") { Missing = Missing, IfMatch = "0" },
        new("GetAssetContent", $"GET {Asset}/content",                "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("MakeDownloadLink", $"POST {Asset}/link",                 "401 404 404 yes yes 404 404 404 403 no") { Missing = Missing },
        // Whoever holds a link opens it, until it runs out or the one who made it loses the right; see DownloadLinkTests.
        new("OpenDownload", "GET downloads/{ticket}",                 "yes yes yes yes yes yes yes yes yes yes") { Before = Ticket },
        new("OpenDownload", "GET downloads/none",                     "404 404 404 404 404 404 404 404 404 404") { Missing = "download-link-unknown" },
        new("ListAssetVersions", $"GET {Asset}/versions",             "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("AddAssetVersion", $"POST {Asset}/versions",              "401 404 404 yes yes 404 404 404 403 403") { Missing = Missing, Body = new { uploadId = "{upload}" }, IfMatch = "0" },
    ];

    private static async Task<Dictionary<string, string>> Ticket(World world, Role role)
    {
        using var made = await world.As(Role.Granted).PostJson(World.Filled($"/api/{Asset}/link", world.Ids), new { });
        return new() { ["ticket"] = (await made.ExpectJson()).Text("url")!.Split('/')[^1] };
    }

    public async Task Prepare(World world)
    {
        var administrator = world.As(Role.ProcessAdministrator);
        using var made = await administrator.PostJson(World.Filled("/api/processes/{process}/items/{task}/assets", world.Ids), new { interlinkerId = "checklist" });
        world.Ids["asset"] = (await made.ExpectJson(HttpStatusCode.Created)).Text("id")!;
        world.Ids["upload"] = await Uploads.Begin(administrator);
    }
}
