namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Audit : ISliceRows
{
    public IEnumerable<Row> Rows =>
    [
        //                                                 anonymous foreign member granted process curator auditor admin platform application
        new("ListAudit", "GET audit",                           "401 yes 403 403 403 403 yes yes 403 403"),
        new("GetAuditHead", "GET audit/head",                   "401 yes 403 403 403 403 yes yes 403 403"),
        new("VerifyAudit", "GET audit/verification",            "401 yes 403 403 403 403 yes yes 403 403"),
        new("ListPlatformAudit", "GET platform/audit",          "401 403 403 403 403 403 403 403 yes no"),
        new("ExportPlatformAudit", "GET platform/audit/export", "401 403 403 403 403 403 403 403 yes no"),
        new("ExportAudit", "GET audit/export",                  "401 yes 403 403 403 403 yes yes 403 403"),
    ];
}
