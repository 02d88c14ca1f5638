using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Tests.Hosting;
using Interlink.Local.Accounts;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Tenants;

/// <summary>Links lead to where a tenant's people reach their pages.</summary>
public sealed class TenantPagesTests
{
    private static readonly TenantId Home = TenantId.Parse("varam"), Other = TenantId.Parse("ventspils"), Named = TenantId.Parse("riga");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("https://coproduction.example.org", null, "https://coproduction.example.org/", "https://coproduction.example.org/t/ventspils/", "https://riga.example.org/")]
    [InlineData("https://example.org:8443/interlink", null, "https://example.org:8443/interlink/", "https://example.org:8443/interlink/t/ventspils/", "https://riga.example.org:8443/interlink/")]
    [InlineData("https://example.org", "http://localhost:7071/", "http://localhost:7071/", "http://localhost:7071/t/ventspils/", "http://riga.example.org:7071/")]
    public async Task A_page_is_at_the_tenants_own_host_name_else_below_its_path(string? site, string? reached, string? home, string? other, string? named)
    {
        await using var host = await InterlinkHost.Start();
        var directory = host.Services.GetRequiredService<TenantDirectory>();
        await Describe(host, Named, "riga.example.org", "riga.example.net");
        var pages = new TenantPages(directory, new Site(site is null ? null : new Uri(site)));
        var at = reached is null ? null : new Uri(reached);
        Assert.Equal(home, (await pages.Of(Home, at, Now))?.AbsoluteUri);
        Assert.Equal(other, (await pages.Of(Other, at, Now))?.AbsoluteUri);
        Assert.Equal(named ?? "https://riga.example.org/", (await pages.Of(Named, at, Now))?.AbsoluteUri);
        Assert.Equal(home, (await pages.Functions(Other, at, Now))?.AbsoluteUri);
    }

    [Fact]
    public async Task Mails_of_a_tenant_that_is_reached_by_its_path_lead_there()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var administrator = await host.As("administrator", Other.Value);
        using var invited = await administrator.PostJson("/api/people/invitations", new { email = "nina@example.org", role = "member" });
        await invited.Expect(System.Net.HttpStatusCode.Created);
        var account = (await host.Services.GetRequiredService<AccountStore>().Find(Other, administrator.Subject, Now))!.Body;
        await host.Services.GetRequiredService<AccountMail>().Reset(Other, account, "ventspils.token", Now);
        var mails = await host.Services.GetRequiredService<IDocuments>().List<MailRecord>(MailOutbox.In(Other), MailOutbox.Kind, new ListOptions(), Now);
        var links = mails.Items.Select(mail => new Uri(mail.Body.Values!["link"]).AbsolutePath).Order();
        Assert.Equal(["/t/ventspils/reset-password", "/t/ventspils/welcome"], links);
    }

    private static async Task Describe(InterlinkHost host, TenantId tenant, params string[] hosts)
    {
        var provisioned = await host.Services.GetRequiredService<ProvisionTenant>().Provision(
            new Caller(TenantDirectory.Platform, "operator", "Operator", new HashSet<string> { Scope.PlatformAdministrator }),
            new TenantDescription(tenant, "Riga", ["lv"], hosts), EmailAddress.Parse("mayor@example.org"), Now);
        Assert.True(provisioned.Succeeded, provisioned.Error?.Detail);
    }

    private sealed record Site(Uri? Url) : IPlatformSite
    {
        public TenantId? Home => TenantPagesTests.Home;
    }
}
