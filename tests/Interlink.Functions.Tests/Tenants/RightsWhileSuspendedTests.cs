using System.Net;
using System.Reflection;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Privacy;
using Interlink.Functions.Tests.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Tenants;

/// <summary>What people of a suspended tenant may still do: what is theirs by law does not rest with the tenant.</summary>
public sealed class RightsWhileSuspendedTests
{
    [Fact]
    public async Task Somebody_takes_a_copy_of_the_own_data_and_leaves()
    {
        await using var host = await InterlinkHost.Start();
        await (await host.As("administrator")).Decide(0);
        var person = await host.As("officer");
        await person.MakeProcess("A square for everybody");
        await Suspend(host);
        using var refused = await person.PostJson("/api/processes", new { name = "Another square", language = "en" });
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "tenant-suspended");

        var export = await person.Export();
        Assert.Contains("processes.json", (await person.Fetch(export)).Keys);
        Assert.Equal(export.Text("operation"), (await person.GetJson($"/api/operations/{export.Text("operation")}")).Text("id"));
        await person.GetJson("/api/me/consents");

        var erasure = await person.Erase("Officer");
        Assert.StartsWith("Former participant", (await PrivacyFlow.Certificate(host.Anonymous(), erasure)).Text("pseudonym"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditors_take_out_the_audit_and_administrators_the_record_of_processing()
    {
        await using var host = await InterlinkHost.Start();
        var (auditor, administrator) = (await host.As("auditor"), await host.As("administrator"));
        await administrator.MakeProcess("A square for everybody");
        await Suspend(host);
        foreach (var path in new[] { "/api/audit", "/api/audit/head", "/api/audit/verification", "/api/audit/export", "/api/audit/export?format=csv" })
        {
            using var answer = await auditor.Get(path);
            await answer.Expect(HttpStatusCode.OK);
        }

        foreach (var path in new[] { "/api/privacy/processing", "/api/privacy/processing/file?format=csv" })
        {
            using var answer = await administrator.Get(path);
            await answer.Expect(HttpStatusCode.OK);
        }

        using var member = await (await host.As("officer")).Get("/api/audit/export");
        await member.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        using var settings = await administrator.Get("/api/privacy/settings");
        await settings.ExpectProblem(HttpStatusCode.Forbidden, "tenant-suspended");
    }

    [Fact]
    public void What_goes_on_while_a_tenant_is_suspended_is_this_and_nothing_else() => Assert.Equal(
        ["CancelMyErasure", "DownloadExport", "DownloadProcessingRecord", "EraseMe", "ExportAudit", "FollowEvents", "GetAuditHead", "GetConsents", "GetMe", "GetMyErasure", "GetOperation",
            "GetProcessingRecord", "ListAudit", "ListExports", "ReadEvents", "StartExport", "VerifyAudit"],
        typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(WhileSuspendedAttribute))).Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal));

    private static async Task Suspend(InterlinkHost host)
    {
        var by = new Caller(TenantDirectory.Platform, "operator", "Operator", new HashSet<string> { Scope.PlatformAdministrator });
        var suspended = await host.Services.GetRequiredService<TenantControl>().Suspend(by, TenantId.Parse("varam"), "The contract ended.", TestContext.Current.CancellationToken);
        Assert.True(suspended.Succeeded);
    }
}
