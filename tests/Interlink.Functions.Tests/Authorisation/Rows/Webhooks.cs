using Interlink.Functions.Tests.Webhooks;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Webhooks : ISliceRows
{
    private const string Endpoint = "webhooks/endpoints/{endpoint}", Nothing = "msg_{nobody}", Partner = "webhooks/partner/endpoints/{endpoint}";
    private const string NoEndpoint = "endpoint-not-found", NoMessage = "message-not-found", NoLink = "partner-link-unknown";

    private static object Described => new { url = "https://example.org/hooks" };

    public IEnumerable<Row> Rows =>
    [
        //                                                                    anonymous foreign member granted process curator auditor admin platform application
        new("GetAsyncApi", "GET asyncapi.json",                                    "yes yes yes yes yes yes yes yes yes yes"),
        new("ListEventTypes", "GET events/types",                                  "401 yes yes yes yes yes yes yes 403 403"),
        new("ListWebhookEndpoints", "GET webhooks/endpoints",                      "401 yes 403 403 403 403 403 yes 403 403"),
        new("CreateWebhookEndpoint", "POST webhooks/endpoints",                    "401 yes 403 403 403 403 403 yes 403 403") { Body = new { endpoint = Described } },
        new("GetWebhookEndpoint", $"GET {Endpoint}",                               "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("EditWebhookEndpoint", $"PUT {Endpoint}",                              "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint, Body = Described, IfMatch = "old" },
        new("DeleteWebhookEndpoint", $"DELETE {Endpoint}",                         "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint, IfMatch = "old" },
        new("VerifyWebhookEndpoint", $"POST {Endpoint}/verify",                    "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("PauseWebhookEndpoint", $"POST {Endpoint}/pause",                      "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("ResumeWebhookEndpoint", $"POST {Endpoint}/resume",                    "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("TestWebhookEndpoint", $"POST {Endpoint}/test",                        "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint, Body = new { type = "process.created" } },
        new("RotateWebhookSecret", $"POST {Endpoint}/secret/rotate",               "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint, Body = new { overlapHours = 1 } },
        new("RevealWebhookSecret", $"POST {Endpoint}/secret/reveal",               "401 404 403 403 403 403 403 yes 403 no") { Missing = NoEndpoint, Body = new { password = Tests.People.Password } },
        new("GetWebhookStatistics", $"GET {Endpoint}/statistics",                  "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("MakeWebhookPartnerLink", $"POST {Endpoint}/links",                    "401 404 403 403 403 403 403 yes 403 no") { Missing = NoEndpoint, Body = new { hours = 1 } },
        new("EndWebhookPartnerLinks", $"DELETE {Endpoint}/links",                  "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("OpenPartnerLink", "GET webhooks/partner",                              "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("ListPartnerEventTypes", "GET webhooks/partner/event-types",            "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("GetPartnerEndpoint", $"GET {Partner}",                                 "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("ListPartnerMessages", "GET webhooks/partner/messages",                 "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("GetPartnerMessage", $"GET {Partner}/messages/{Nothing}",               "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("GetPartnerStatistics", $"GET {Partner}/statistics",                    "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("ReplayPartnerMessage", $"POST {Partner}/messages/{Nothing}/replay",    "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink },
        new("TestPartnerEndpoint", $"POST {Partner}/test",                          "404 404 404 404 404 404 404 404 404 404") { Missing = NoLink, Body = new { type = "process.created" } },
        new("ListWebhookMessages", "GET webhooks/messages",                        "401 yes 403 403 403 403 403 yes 403 403"),
        new("ExportWebhookMessages", "GET webhooks/messages/export?endpoint={endpoint}", "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("GetWebhookMessage", $"GET {Endpoint}/messages/{Nothing}",             "401 404 403 403 403 403 403 404 403 403") { Missing = NoMessage },
        new("ReplayWebhookMessage", $"POST {Endpoint}/messages/{Nothing}/replay",  "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint },
        new("ExpungeWebhookMessage", $"POST {Endpoint}/messages/{Nothing}/expunge", "401 404 403 403 403 403 403 404 403 403") { Missing = NoMessage },
        new("ReplayWebhookMessages", $"POST {Endpoint}/replay",                    "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint, Body = new { since = TimeProvider.System.GetUtcNow() } },
        new("RecoverWebhookMessages", $"POST {Endpoint}/recover",                  "401 404 403 403 403 403 403 yes 403 403") { Missing = NoEndpoint, Body = new { since = TimeProvider.System.GetUtcNow() } },
    ];

    public async Task Prepare(World world) => world.Ids["endpoint"] = (await world.As(Role.Administrator).MakeEndpoint(new Uri("https://receiver.invalid"))).Id;
}
