using System.Globalization;
using System.Net;
using System.Text.Json;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Platform;

/// <summary>The whole program dies in the middle of an erasure, without a word.</summary>
public sealed class KilledDeletionTests
{
    private const int Processes = 60;

    [Fact]
    public async Task A_deletion_whose_host_is_killed_again_and_again_ends_with_a_certificate_of_everything_once()
    {
        using var folder = new TemporaryFolder();
        await using var issuer = await TokenIssuer.Start();
        KeyValuePair<string, string>[] environment =
        [
            new("Interlink__Identity__Authority", issuer.Address), new("Interlink__Identity__Audiences__0", "api://interlink"),
            new("Interlink__Identity__PlatformAdministrators__0", "operator-one"), new("Interlink__Tenants__Grace", "00:00:00"),
            new("Interlink__Tenants__Settle", "00:00:00"), new("Interlink__Tenants__Round", "10"), new("Interlink__Edge__CallerBurst", "10000"),
        ];
        var process = await InterlinkProcess.Demo(folder["data"], environment);
        using var platform = new Client(process.Address);
        Sign(platform, issuer);
        using var mayor = await Provisioned(platform, process.Address);
        for (var i = 0; i < Processes; i++)
        {
            using var made = await mayor.PostJson("/api/processes", new { name = string.Create(CultureInfo.InvariantCulture, $"Park {i}"), language = "en" });
            await made.Expect(HttpStatusCode.Created);
        }

        using var asked = await platform.Delete("/api/platform/tenants/varam");
        await asked.Expect(HttpStatusCode.Accepted);
        var path = asked.Headers.Location!.ToString();
        for (var erased = 0; erased < 60; erased += 30)
        {
            erased = await Reach(platform, path, erased + 1);
            await process.Kill();
            await process.DisposeAsync();
            process = await InterlinkProcess.Demo(folder["data"], environment);
            platform.MoveTo(process.Address);
            Sign(platform, issuer);
        }

        await using var last = process;
        await Reach(platform, path, int.MaxValue);
        var certificate = await platform.GetJson("/api/platform/tenants/varam/certificate");
        Assert.True(certificate.GetProperty("intact").GetBoolean());
        var lines = certificate.GetProperty("lines").Deserialize<List<ErasedLine>>(Core.Kernel.Json.Options)!;
        Assert.Equal(Processes, Assert.Single(lines, l => l is { Store: "documents", Kind: "process" }).Count);
    }

    private static void Sign(Client platform, TokenIssuer issuer) =>
        platform.Http.DefaultRequestHeaders.Add(BearerTokens.Header, $"Bearer {issuer.Token(TimeProvider.System.GetUtcNow())}");

    /// <summary>Makes a tenant.</summary>
    /// <returns>Its administrator, signed in.</returns>
    private static async Task<Client> Provisioned(Client platform, Uri address)
    {
        using var made = await platform.PutJson("/api/platform/tenants/varam", new { name = "Varam", languages = new[] { "lv", "en" }, administrator = "mayor@example.org" });
        var token = PlatformHost.TokenIn(await made.ExpectJson(HttpStatusCode.Created));
        var mayor = new Client(address);
        using var welcomed = await mayor.PostJson("/.auth/welcome", new { token, password = People.Password });
        await welcomed.Expect(HttpStatusCode.NoContent);
        return mayor;
    }

    /// <summary>Waits until so much is erased, or the deletion has ended.</summary>
    private static async Task<int> Reach(Client platform, string path, int erased)
    {
        while (true)
        {
            var operation = await platform.GetJson(path);
            var status = operation.GetProperty("status").GetString();
            Assert.NotEqual("failed", status);
            var done = operation.TryGetProperty("progress", out var progress) ? progress.GetProperty("done").GetInt32() : 0;
            if (status == "succeeded" || done >= erased)
            {
                return done;
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
