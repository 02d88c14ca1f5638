using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Operations : ISliceRows
{
    private const string Missing = "operation-not-found";

    public IEnumerable<Row> Rows =>
    [
        //                                                        anonymous foreign member granted process curator auditor admin platform application
        new("ListOperations", "GET operations",                        "401 yes 403 403 403 403 403 yes 403 no"),
        new("GetOperation", "GET operations/{operation}",              "401 404 404 404 404 yes 404 yes 403 404") { Missing = Missing },
        new("CancelOperation", "POST operations/{operation}/cancel",   "401 404 404 404 404 yes 404 yes 403 no") { Missing = Missing, Body = new { reason = "Enough" } },
        new("RetryOperation", "POST operations/{operation}/retry",     "401 404 404 404 404 yes 404 yes 403 no") { Missing = Missing, Body = new { } },
    ];

    public async Task Prepare(World world)
    {
        using var begun = await world.As(Role.Curator).PostJson("/api/catalogue/starter", new { });
        world.Ids["operation"] = (await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
    }
}
