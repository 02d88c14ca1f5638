using System.Net;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Platform;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Privacy;
using Interlink.Testing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interlink.Functions.Tests.Hosting;

public sealed class DeletedTenantTests
{
    private static readonly Caller Operator = new(TenantDirectory.Platform, "operator", "Operator", new HashSet<string> { Scope.PlatformAdministrator });

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("varam")]
    [InlineData("demo", "--demo", "--Interlink:DemoCatalogue=false")]
    public async Task Nobody_and_nothing_is_made_in_a_deleted_tenant_when_the_host_starts_again(string tenant, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var id = TenantId.Parse(tenant);
        await using (var host = await Start(folder, arguments))
        {
            Assert.NotEmpty(await Left(host, id));
            await Delete(host, id);
        }

        await using var again = await Start(folder, [.. arguments.Where(argument => !argument.Contains("DemoCatalogue", StringComparison.Ordinal))]);
        foreach (var filling in again.Services.GetServices<IHostedService>().OfType<BackgroundService>().Where(service => service.GetType().Name == "DemoCatalogue"))
        {
            await filling.ExecuteTask!;
        }

        using var somebody = again.Anonymous();
        using var refused = await somebody.PostJson("/.auth/login/local", new { email = "administrator@example.org", password = "nobody knows this one", tenant });
        await refused.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        using var asked = await somebody.PostJson("/.auth/login/passkey/question", new { tenant });
        using var passkey = await somebody.PostJson("/.auth/login/passkey", new { credential = new { } });
        await passkey.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        await OutboxFlow.HandOn(again.Services);
        Assert.Empty(await Left(again, id));
        Assert.Contains($"The tenant {tenant} is deleted", again.Notices, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", again.Notices, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", again.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_certificate_is_written_the_people_are_in_no_file_any_more()
    {
        using var folder = new TemporaryFolder();
        var id = TenantId.Parse("varam");
        await using var host = await Start(folder);
        var account = new Account
        {
            Subject = host.Services.GetRequiredService<IIds>().New(),
            Name = "Zenobia Quillfeather",
            Email = "zenobia@quillfeather.example",
            Scopes = Account.ScopesOf(Scope.Member),
            Stamp = "stamp",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.True((await host.Services.GetRequiredService<AccountStore>().Create(id, account, Now)).Succeeded);
        Assert.NotEmpty(PrivacyFlow.FilesWith(folder["data"], "quillfeather"));
        await Delete(host, id);
        Assert.Empty(PrivacyFlow.FilesWith(folder["data"], "zenobia", "quillfeather"));
    }

    [Fact]
    public async Task Until_erasure_begins_a_tenant_that_is_brought_back_has_its_first_administrator_again()
    {
        using var folder = new TemporaryFolder();
        var id = TenantId.Parse("varam");
        await using var host = await InterlinkHost.Start(new HostOptions { DataFolder = folder["data"] });
        var (desk, client) = (host.Services.GetRequiredService<DeletionDesk>(), host.Services.GetRequiredService<DurableTaskClient>());
        Assert.True((await desk.Delete(client, Operator, id, Now)).Succeeded);
        await host.StartAgain();
        Assert.Contains("'tenants resume varam' brings it back", host.Notices, StringComparison.Ordinal);
        (desk, client) = (host.Services.GetRequiredService<DeletionDesk>(), host.Services.GetRequiredService<DurableTaskClient>());
        Assert.True((await desk.Resume(client, Operator, id, Now)).Succeeded);
        await host.StartAgain();
        Assert.Contains("/welcome?token=", host.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_put_nobody_and_nothing_into_a_deleted_tenant()
    {
        using var folder = new TemporaryFolder();
        await using (var host = await Start(folder))
        {
            await Delete(host, TenantId.Parse("varam"));
        }

        foreach (var words in new string[][] { ["invite", "mayor@example.org"], ["import", "starter"] })
        {
            var (code, _, errors) = await InterlinkProcess.Run([.. words, "--tenant", "varam", "--data", folder["data"]]);
            Assert.Equal(1, code);
            Assert.Contains("The tenant varam is deleted", errors, StringComparison.Ordinal);
        }
    }

    private static Task<InterlinkHost> Start(TemporaryFolder folder, params string[] arguments) => InterlinkHost.Start(
        new HostOptions { DataFolder = folder["data"], Arguments = [.. arguments, "--Interlink:Tenants:Grace=00:00:00", "--Interlink:Tenants:Settle=00:00:00"] });

    private static async Task Delete(InterlinkHost host, TenantId id)
    {
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var deletion = (await host.Services.GetRequiredService<DeletionDesk>().Delete(client, Operator, id, Now)).Value;
        await client.WaitForInstanceCompletionAsync(deletion.Id.InstanceIn(TenantDirectory.Platform, deletion.Attempt), Now);
        Assert.NotNull(await host.Services.GetRequiredService<TenantDirectory>().Certificate(id, Now));
    }

    private static async Task<IReadOnlyList<string>> Left(InterlinkHost host, TenantId id)
    {
        var found = new List<string>();
        foreach (var store in host.Services.GetServices<ITenantPurge>())
        {
            found.AddRange((await store.List(id, 100, Now)).Select(thing => $"{store.Store}: {thing.Kind} {thing.Key}"));
        }

        return found;
    }
}
