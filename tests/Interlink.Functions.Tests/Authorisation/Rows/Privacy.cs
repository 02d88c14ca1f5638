namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Privacy : ISliceRows
{
    private static readonly object Text = new { texts = new { en = "# Terms of use" } };

    public IEnumerable<Row> Rows =>
    [
        //                                                                 anonymous foreign member granted process curator auditor admin platform application
        new("GetLegalText", "GET legal/terms",                              "yes yes yes yes yes yes yes yes yes yes"),
        new("GetLegalVersion", "GET legal/terms/versions/0",                "yes yes yes yes yes yes yes yes yes yes"),
        new("GetLegalSource", "GET legal/terms/source",                     "401 yes 403 403 403 403 403 yes 403 no"),
        new("PublishLegalText", "POST legal/terms/versions",                "401 yes 403 403 403 403 403 yes 403 no") { Body = Text, IfMatch = "99" },
        new("PreviewLegalText", "POST legal/preview",                       "401 yes 403 403 403 403 403 yes 403 no") { Body = new { source = "# Terms", language = "en" } },
        new("GetConsents", "GET me/consents",                               "401 yes yes yes yes yes yes yes 403 no"),
        new("GiveConsents", "POST me/consents",                             "401 yes yes yes yes yes yes yes 403 no")
        {
            Body = new { consents = new[] { new { document = "terms", version = 99, language = "en", sha256 = "none" } } },
        },
        new("GetPrivacySettings", "GET privacy/settings",                   "401 yes 403 403 403 403 403 yes 403 no"),
        new("ChangePrivacySettings", "PUT privacy/settings",                "401 yes 403 403 403 403 403 yes 403 no") { Body = new { }, IfMatch = "stale" },
        new("GetProcessingRecord", "GET privacy/processing",                "401 yes 403 403 403 403 403 yes 403 no"),
        new("DownloadProcessingRecord", "GET privacy/processing/file",      "401 yes 403 403 403 403 403 yes 403 no"),
        new("StartExport", "POST me/exports",                               "401 yes yes yes yes yes yes yes 403 no"),
        new("ListExports", "GET me/exports",                                "401 yes yes yes yes yes yes yes 403 no"),
        new("DownloadExport", "GET me/exports/{nobody}/file",               "401 404 404 404 404 404 404 404 403 no") { Missing = "export-not-found" },
        new("EraseMe", "POST me/erasure",                                   "401 yes yes yes yes yes yes yes 403 no") { Body = new { confirmation = "Somebody else" } },
        new("GetMyErasure", "GET me/erasure",                               "401 404 404 404 404 404 404 404 403 no") { Missing = "erasure-not-found" },
        new("CancelMyErasure", "DELETE me/erasure",                         "401 404 404 404 404 404 404 404 403 no") { Missing = "erasure-not-found" },
        new("EraseSomebody", "POST privacy/erasures",                       "401 404 403 403 403 403 403 404 403 no") { Missing = "person-not-found", Body = new { subject = "{nobody}", password = Tests.People.Password } },
        new("ListErasures", "GET privacy/erasures",                         "401 yes 403 403 403 403 403 yes 403 no"),
        new("CancelErasure", "DELETE privacy/erasures/{nobody}",            "401 404 403 403 403 403 403 404 403 no") { Missing = "erasure-not-found" },
        new("GetErasureCertificate", "GET privacy/certificates/{tenant}.x", "404 404 404 404 404 404 404 404 404 404") { Missing = "certificate-not-found" },
    ];
}
