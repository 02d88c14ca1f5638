namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Catalogue : ISliceRows
{
    private const string Hello = "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969";

    public IEnumerable<Row> Rows =>
    [
        //                                                              anonymous foreign member granted process curator auditor admin platform application
        new("ListInterlinkers", "GET catalogue/interlinkers",                "401 yes yes yes yes yes yes yes 403 yes"),
        new("GetInterlinker", "GET catalogue/interlinkers/checklist",        "401 404 yes yes yes yes yes yes 403 yes") { Missing = "interlinker-not-found" },
        new("GetCatalogueFile", $"GET catalogue/files/{Hello}/hello.txt",    "401 404 yes yes yes yes yes yes 403 yes") { Missing = "catalogue-file-not-found" },
        new("ListProblemProfiles", "GET catalogue/problem-profiles",         "401 yes yes yes yes yes yes yes 403 yes"),
        new("ListSchemas", "GET catalogue/schemas",                          "401 yes yes yes yes yes yes yes 403 yes"),
        new("GetSchema", "GET catalogue/schemas/parks",                      "401 404 yes yes yes yes yes yes 403 yes") { Missing = "schema-not-found" },
        new("ImportStarterCatalogue", "POST catalogue/starter",              "401 yes 403 403 403 yes 403 yes 403 403"),
        new("StartImport", "POST catalogue/imports",                         "401 yes 403 403 403 yes 403 yes 403 403") { Body = new { uploadId = "{own}" }, Before = OwnUpload },
        new("ListImports", "GET catalogue/imports",                          "401 yes 403 403 403 yes 403 yes 403 403"),
        new("GetImport", "GET catalogue/imports/{operation}",                "401 404 403 403 403 yes 403 yes 403 403") { Missing = "import-not-found" },
    ];

    private static async Task<Dictionary<string, string>> OwnUpload(World world, Role role) =>
        new() { ["own"] = role is Role.Anonymous or Role.Operator or Role.Application ? "none" : await Uploads.Begin(world.As(role)) };
}
