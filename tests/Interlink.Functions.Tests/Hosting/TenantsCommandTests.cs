using System.Text.Json;
using Interlink.Core.Tenants;
using Interlink.Local.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Hosting;

public sealed class TenantsCommandTests
{
    [Fact]
    public async Task An_operator_makes_suspends_resumes_and_deletes_a_tenant_by_the_command_line()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("/t/varam/welcome?token=varam.", await Say(folder, "create", "varam", "Mayor@Example.org"), StringComparison.Ordinal);
        Assert.Contains("still good", await Say(folder, "create", "varam", "mayor@example.org"), StringComparison.Ordinal);
        Assert.Matches(@"varam +active +varam", await Say(folder, "list"));
        Assert.Contains("varam is suspended", await Say(folder, "suspend", "varam", "The contract ended."), StringComparison.Ordinal);
        Assert.Matches(@"varam +suspended", await Say(folder, "list"));
        Assert.Contains("varam is active", await Say(folder, "resume", "varam"), StringComparison.Ordinal);

        Assert.Contains("will be erased after", await Say(folder, "delete", "varam"), StringComparison.Ordinal);
        Assert.Matches(@"varam +deleting", await Say(folder, "list"));
        Assert.Contains("varam is active", await Say(folder, "resume", "varam"), StringComparison.Ordinal);
        var output = await Say(folder, "delete", "varam", "--Interlink:Tenants:Grace=00:00:00", "--Interlink:Tenants:Settle=00:00:00");
        var certificate = JsonSerializer.Deserialize<DeletionCertificate>(output, Core.Kernel.Json.Options)!;
        Assert.True(certificate.IsIntact());
        Assert.Contains(certificate.Lines, line => line is { Store: "documents", Kind: "account", Count: 1 });
        Assert.Matches(@"varam +deleted", await Say(folder, "list"));
    }

    [Fact]
    public async Task The_link_leads_to_where_people_reach_the_platform()
    {
        using var folder = new TemporaryFolder();
        var said = await Say(folder, "create", "varam", "mayor@example.org", "--Interlink:Edge:PublicUrl=https://platform.example.org/co/");
        Assert.Contains("sign in at https://platform.example.org/co/t/varam/", said, StringComparison.Ordinal);
        Assert.Contains("https://platform.example.org/co/t/varam/welcome?token=varam.", said, StringComparison.Ordinal);
        var (code, output, errors) = await InterlinkProcess.Run(
            "invite", "officer@example.org", "--data", folder["data"], "--tenant", "varam", "--Interlink:Edge:PublicUrl=https://platform.example.org/co/");
        Assert.True(code == 0, errors);
        Assert.Contains("https://platform.example.org/co/welcome?token=varam.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_one_line()
    {
        using var folder = new TemporaryFolder();
        foreach (var (words, says) in new (string[], string)[]
        {
            (["resume", "nowhere"], "tenant-not-found"), (["suspend", "Not-A-Tenant", "x"], "is not a tenant id"), (["create", "varam", "nobody"], "is not an e-mail address"),
            (["delete", "interlink-platform"], "tenant-not-found"), (["list", "all"], "tenants needs"),
        })
        {
            var (code, _, errors) = await Run(folder, words);
            Assert.Equal(1, code);
            Assert.Contains(says, errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("tenants")]
    [InlineData("tenants", "create", "varam")]
    [InlineData("tenants", "suspend", "varam")]
    [InlineData("tenants", "rename", "varam")]
    public void Words_that_are_missing_or_unknown_are_told(params string[] words) => Assert.Throws<UsageException>(() => CommandLine.Parse(words));

    /// <summary>What a command that went well printed.</summary>
    private static async Task<string> Say(TemporaryFolder folder, params string[] words)
    {
        var (code, output, errors) = await Run(folder, words);
        Assert.True(code == 0, $"{string.Join(' ', words)} ended with {code}: {errors}");
        return output;
    }

    private static Task<(int Code, string Output, string Errors)> Run(TemporaryFolder folder, params string[] words) =>
        InterlinkProcess.Run(["tenants", .. words, "--data", folder["data"]]);
}
