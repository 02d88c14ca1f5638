using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Uploads : ISliceRows
{
    private const string Missing = "upload-not-found";

    public IEnumerable<Row> Rows =>
    [
        //                                                 anonymous foreign member granted process curator auditor admin platform application
        new("BeginUpload", "POST uploads",                      "401 yes yes yes yes yes yes yes 403 403") { Body = File },
        new("SendUploadPart", "PUT uploads/{upload}/parts/0",   "401 404 404 404 yes 404 404 404 403 403") { Missing = Missing, Bytes = [1, 2, 3] },
        new("GetUpload", "GET uploads/{upload}",                "401 404 404 404 yes 404 404 404 403 403") { Missing = Missing },
    ];

    private static object File => new { fileName = "plan.pdf", length = 5 };

    /// <summary>Begins an upload that belongs to whoever is signed in.</summary>
    public static async Task<string> Begin(Client client)
    {
        using var begun = await client.PostJson("/api/uploads", File);
        return (await begun.ExpectJson(HttpStatusCode.Created)).Text("id")!;
    }
}
