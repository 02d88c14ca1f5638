using System.Net;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Teams;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Permissions;

/// <summary>Links to files: good for minutes, for nobody else's file, and only while the right lasts.</summary>
public sealed class DownloadLinkTests
{
    [Fact]
    public async Task A_link_opens_in_another_browser_until_it_runs_out()
    {
        await using var flow = await RightsFlow.Start(new HostOptions { Clock = new FakeClock() });
        await flow.Grant("a");
        var link = await RightsFlow.Link(flow.Bruno, flow.File);
        using var elsewhere = flow.Host.Anonymous();
        using var opened = await elsewhere.Get(link);
        Assert.Equal("Hello", await (await opened.Expect(HttpStatusCode.OK)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("no-store", opened.Headers.CacheControl?.ToString());
        Assert.Equal("attachment", opened.Content.Headers.ContentDisposition?.DispositionType);
        flow.Host.Clock.Advance(TimeSpan.FromMinutes(4.9));
        await Opens(elsewhere, link);
        flow.Host.Clock.Advance(TimeSpan.FromMinutes(0.2));
        await Refused(elsewhere, link);
    }

    [Fact]
    public async Task A_revoked_permission_ends_every_link_at_once()
    {
        await using var flow = await RightsFlow.Start();
        var permission = await flow.Grant("a");
        var link = await RightsFlow.Link(flow.Bruno, flow.File);
        using var elsewhere = flow.Host.Anonymous();
        await Opens(elsewhere, link);
        await flow.Revoke(permission);
        await Refused(elsewhere, link);
        await Refused(flow.Bruno, link);
        await Refused(flow.Anna, link);
        using var next = await flow.Bruno.Get($"{flow.File}/content");
        await next.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
    }

    [Fact]
    public async Task A_no_further_down_ends_a_link_as_a_revocation_does()
    {
        await using var flow = await RightsFlow.Start();
        await flow.Grant("acd");
        var link = await RightsFlow.Link(flow.Bruno, flow.File);
        await flow.Grant("", flow.Task);
        await Refused(flow.Bruno, link);
        using var asked = await flow.Bruno.PostJson($"{flow.File}/link", new { });
        await asked.ExpectProblem(HttpStatusCode.NotFound, "asset-not-found");
    }

    [Fact]
    public async Task Whoever_leaves_the_team_or_is_suspended_takes_the_links_along()
    {
        await using var flow = await RightsFlow.Start();
        await flow.Grant("a");
        var carla = await flow.Host.As("carla");
        await flow.Host.Join($"/api/teams/{flow.Team}", carla);
        var (hers, his) = (await RightsFlow.Link(carla, flow.File), await RightsFlow.Link(flow.Bruno, flow.File));
        using var removed = await flow.Bruno.Delete($"/api/teams/{flow.Team}/members/{carla.Subject}");
        Assert.True(removed.IsSuccessStatusCode);
        await Refused(carla, hers);

        await Opens(flow.Bruno, his);
        var accounts = flow.Host.Services.GetRequiredService<AccountStore>();
        var read = await accounts.Find(TenantId.Parse("varam"), flow.Bruno.Subject, CancellationToken.None);
        await accounts.Save(TenantId.Parse("varam"), read!, read!.Body with { State = AccountState.Suspended }, new Batch(), CancellationToken.None);
        using var elsewhere = flow.Host.Anonymous();
        await Refused(elsewhere, his);
    }

    [Fact]
    public async Task A_link_stays_with_its_version()
    {
        await using var flow = await RightsFlow.Start();
        var link = await RightsFlow.Link(flow.Anna, flow.File, "?version=1");
        await Opens(flow.Anna, link);
        using var none = await flow.Anna.PostJson($"{flow.File}/link?version=2", new { });
        await none.ExpectProblem(HttpStatusCode.NotFound, "version-not-found");
    }

    [Fact]
    public async Task A_link_cannot_be_changed_made_up_or_used_for_anything_else()
    {
        await using var flow = await RightsFlow.Start();
        using var other = await flow.Anna.PostJson($"{flow.Task}/assets", new { interlinkerId = "checklist" });
        var (mine, theirs) = (TeamFlow.IdOf(flow.File), TeamFlow.IdOf(other.Headers.Location!.ToString()));
        var link = await RightsFlow.Link(flow.Anna, flow.File);
        var (content, seal) = (link.Split('/')[^1].Split('.')[0], link.Split('.')[1]);
        var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(content));
        Assert.Contains(mine, text, StringComparison.Ordinal);
        string[] forged =
        [
            Forged(text.Replace(mine, theirs, StringComparison.Ordinal)),
            Forged(text.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)),
            Forged(text.Replace(flow.Anna.Subject, flow.Bruno.Subject, StringComparison.Ordinal)),
            Forged(text.Replace("varam", "elsewhere", StringComparison.Ordinal)),
            Forged(text.Replace("\"key\":\"", "\"key\":\"../../keys/", StringComparison.Ordinal)),
            Forged(text.Replace("\"tenant\":\"varam\",", "", StringComparison.Ordinal)),
            Forged(text + " "),
            $"{content}.{new string('A', seal.Length)}",
            content, $"{content}.", $".{seal}", "..", "%2e", $"{Encode("{}")}.{seal}", $"{Encode("null")}.{seal}", $"{Encode("[1]")}.{seal}", new string('A', 2000), $"{content}.{seal}.{seal}",
        ];
        foreach (var ticket in forged)
        {
            using var refused = await flow.Anna.Get($"/api/downloads/{ticket}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        await Refused(flow.Anna, $"/api/downloads/{forged[0]}");
        await Opens(flow.Anna, link);

        string Forged(string changed) => $"{Encode(changed)}.{seal}";
        static string Encode(string value) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value));
    }

    [Fact]
    public async Task Links_survive_a_restart_and_no_two_tenants_share_a_key()
    {
        await using var flow = await RightsFlow.Start();
        var link = await RightsFlow.Link(flow.Anna, flow.File);
        await flow.Host.StartAgain();
        await Opens(flow.Anna, link);
        var secrets = flow.Host.Services.GetRequiredService<ISecrets>();
        Assert.NotNull(await secrets.Get(SecretName.Of(TenantId.Parse("varam"), "download-links"), null, CancellationToken.None));
        Assert.Null(await secrets.Get(SecretName.Of(TenantId.Parse("elsewhere"), "download-links"), null, CancellationToken.None));
    }

    private static async Task Opens(Client client, string link)
    {
        using var opened = await client.Get(link);
        await opened.Expect(HttpStatusCode.OK);
    }

    private static async Task Refused(Client client, string link)
    {
        using var refused = await client.Get(link);
        await refused.ExpectProblem(HttpStatusCode.NotFound, "download-link-unknown");
    }
}
