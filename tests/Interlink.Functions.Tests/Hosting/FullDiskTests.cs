using System.Net;
using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Hosting;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_is_told_as_passing_loses_nothing_and_keeps_nobody_from_stopping()
    {
        using var folder = new TemporaryFolder();
        await using var host = await InterlinkHost.Start(new HostOptions
        {
            DataFolder = folder.Path,
            Configure = services => services.AddLocalStorage(
                new LocalStorageOptions { Folder = folder.Path, Durability = Durability.ProcessLoss, MaxDatabaseBytes = 2 << 20 }),
        });
        var member = await host.As("member");
        var made = 0;
        HttpResponseMessage response;
        while ((response = await member.PostJson("/api/processes", new { name = "A park", language = "en", aim = new string('x', 1_900) })).StatusCode == HttpStatusCode.Created)
        {
            response.Dispose();
            made++;
        }

        using (response)
        {
            await response.ExpectProblem(HttpStatusCode.ServiceUnavailable, "temporarily-unavailable");
            Assert.NotNull(response.Headers.RetryAfter);
        }

        Assert.InRange(made, 1, 390);
        Assert.Equal(made, (await member.GetJson("/api/processes?limit=1")).GetProperty("total").GetInt32());
        await host.Stop();
        await using var roomy = await InterlinkHost.Start(new HostOptions { DataFolder = folder.Path });
        Assert.Equal(made, (await (await roomy.As("member")).GetJson("/api/processes?limit=1")).GetProperty("total").GetInt32());
    }
}
