namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Processes : ISliceRows
{
    private const string Missing = "process-not-found";

    public IEnumerable<Row> Rows =>
    [
        //                                                                anonymous foreign member granted process curator auditor admin platform application
        new("ListProcesses", "GET processes",                                  "401 yes yes yes yes yes yes yes 403 yes"),
        new("CreateProcess", "POST processes",                                 "401 yes yes yes yes yes yes yes 403 403") { Body = new { name = "Another", language = "en" } },
        new("GetProcess", "GET processes/{process}",                           "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("EditProcess", "PATCH processes/{process}",                        "401 404 404 403:not-process-administrator yes 404 404 404 403 403") { Missing = Missing, Body = new { aim = "More" }, IfMatch = "0" },
        new("ApplySchema", "POST processes/{process}/schema",                  "401 404 404 403:not-process-administrator yes 404 404 404 403 403") { Missing = Missing, Body = new { schemaId = "parks" }, IfMatch = "0" },
        new("GetGuide", "GET processes/{process}/guide",                       "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("GetTreeItem", "GET processes/{process}/items/{task}",             "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
        new("SetTaskStatus", "PUT processes/{process}/items/{task}/status",    "401 404 404 yes yes 404 404 404 403 403") { Missing = Missing, Body = new { status = "finished" }, IfMatch = "0" },
        new("RecommendForItem", "GET processes/{process}/items/{task}/recommendations", "401 404 404 yes yes 404 404 404 403 404") { Missing = Missing },
    ];
}
