using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Authorisation.Rows;

internal sealed class Platform : ISliceRows
{
    private const string Tenant = "platform/tenants/new-town";

    private static object Described => new { name = "New town", languages = new[] { "en" }, administrator = "mayor@example.org" };

    public IEnumerable<Row> Rows =>
    [
        //                                                                    anonymous foreign member granted process curator auditor admin platform application
        new("ListTenants", "GET platform/tenants",                                 "401 403 403 403 403 403 403 403 yes no"),
        new("GetTenant", $"GET {Tenant}",                                          "401 403 403 403 403 403 403 403 yes no"),
        new("ProvisionTenant", $"PUT {Tenant}",                                    "401 403 403 403 403 403 403 403 yes no") { Body = Described },
        new("WelcomeAdministrator", $"POST {Tenant}/welcome",                      "401 403 403 403 403 403 403 403 yes no") { Body = new { administrator = "mayor@example.org" } },
        new("ImportStarterCatalogueForTenant", $"POST {Tenant}/catalogue/starter", "401 403 403 403 403 403 403 403 yes no"),
        new("GetTenantOperation", $"GET {Tenant}/operations/{{new-town-operation}}", "401 403 403 403 403 403 403 403 yes no"),
        new("SuspendTenant", $"POST {Tenant}/suspend",                             "401 403 403 403 403 403 403 403 yes no") { Body = new { reason = "Rest." } },
        new("HandOverTenant", $"POST {Tenant}/hand-over",                          "401 403 403 403 403 403 403 403 yes no") { Body = new { reason = "Moves." } },
        new("RequestTenantDeletion", "DELETE platform/tenants/nowhere",            "401 403 403 403 403 403 403 403 404 no") { Missing = "tenant-not-found" },
        new("ConfirmTenantDeletion", "POST platform/tenants/nowhere/deletion",     "401 403 403 403 403 403 403 403 404 no") { Missing = "tenant-not-found", Body = new { confirmation = "nowhere" } },
        new("GetPlatformOperation", "GET platform/operations/tenant-deletion.{nobody}", "401 403 403 403 403 403 403 403 404 no") { Missing = "operation-not-found" },
        new("GetDeletionCertificate", "GET platform/tenants/nowhere/certificate",  "401 403 403 403 403 403 403 403 404 no") { Missing = "certificate-not-found" },
        new("ResumeTenant", $"POST {Tenant}/resume",                               "401 403 403 403 403 403 403 403 yes no"),
    ];

    public async Task Prepare(World world)
    {
        var platform = world.As(Role.Operator);
        using var made = await platform.PutJson($"/api/{Tenant}", Described);
        await made.Expect(HttpStatusCode.Created);
        using var begun = await platform.PostJson($"/api/{Tenant}/catalogue/starter", new { });
        world.Ids["new-town-operation"] = (await begun.ExpectJson(HttpStatusCode.Accepted)).Text("id")!;
        await Over(platform, $"/api/{Tenant}/operations/{world.Ids["new-town-operation"]}");
    }

    // What is still under way would look like a change that somebody's request made.
    private static async Task Over(Client platform, string operation)
    {
        while ((await platform.GetJson(operation)).Text("status") is "not_started" or "running")
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
