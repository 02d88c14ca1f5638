using System.Net;

namespace Interlink.Functions.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task The_host_starts_on_an_empty_folder_and_knows_who_is_signed_in()
    {
        await using var host = await InterlinkHost.Start();
        var curator = await host.As("curator");
        var me = await curator.GetJson("/api/me");
        Assert.Equal(curator.Subject, me.GetProperty("subject").GetString());
        Assert.Equal("varam", me.GetProperty("tenant").GetProperty("id").GetString());
        Assert.Equal(["curator", "member"], me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task Who_is_signed_in_stays_so_when_the_host_starts_again()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        await host.StartAgain();
        Assert.Equal(member.Subject, (await member.GetJson("/api/me")).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task An_unknown_address_of_the_API_is_404_with_an_empty_body()
    {
        await using var host = await InterlinkHost.Start();
        using var response = await host.Anonymous().Get("/api/nothing/here");
        await response.Expect(HttpStatusCode.NotFound);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
