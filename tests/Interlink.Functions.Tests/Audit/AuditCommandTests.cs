using System.Diagnostics;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Attacks;
using Interlink.Functions.Tests.Events;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Audit;

/// <summary>Verifying without a host: the command, and a second verifier that was written after the documentation.</summary>
public sealed class AuditCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _export = "";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Data => _folder["data"];

    public async ValueTask InitializeAsync()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { DataFolder = Data });
        var member = await host.As("member");
        for (var i = 0; i < 6; i++)
        {
            await member.MakeProcess($"Park \u202e\u200b <b>{i}</b>");
        }

        using var refused = await member.PatchJson($"/api/processes/{Ulids.Derive("none")}", new { aim = "x" }, "0");
        var odd = new DomainEvent("odd", "note.created", DateTimeOffset.UnixEpoch, "somebody", "note", new { text = "é\u2028\u0001\"\\/\ud83d\ude00", n = 1.5, big = long.MaxValue, z = 1, A = 2, ä = 3 })
        {
            Changes = [new("name", "A", "Ä\n")],
        };
        await host.Services.GetRequiredService<IDocuments>().Commit(Partition.Of(TenantId.Parse("varam"), "notes"), new Batch().Emit(odd), Now);
        await OutboxFlow.HandOn(host.Services);
        var auditor = await host.As("auditor");
        using var file = await auditor.Get("/api/audit/export");
        _export = _folder["audit.jsonl"];
        await File.WriteAllTextAsync(_export, await file.Content.ReadAsStringAsync(Now), Now);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_whole_export_is_found_whole_by_the_command_and_by_a_verifier_written_after_the_documentation()
    {
        var (code, output, _) = await InterlinkProcess.Run("audit", "verify", _export);
        Assert.Equal(0, code);
        Assert.EndsWith("OK", output.Trim(), StringComparison.Ordinal);
        Assert.Equal((0, "OK"), await Node());
        var last = output[(output.IndexOf("hash ", StringComparison.Ordinal) + 5)..][..64];
        var sequence = (await File.ReadAllLinesAsync(_export, Now)).Length - 2;
        Assert.Equal(0, (await InterlinkProcess.Run("audit", "verify", _export, "--anchor", $"{sequence}:{last}")).Code);
        var longer = await InterlinkProcess.Run("audit", "verify", _export, "--anchor", $"{sequence + 1}:{last}");
        Assert.Equal(2, longer.Code);
        Assert.Contains("truncated", longer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change", "Entry 3: changed")]
    [InlineData("remove", "Entry 4: missing")]
    [InlineData("repeat", "misplaced")]
    [InlineData("cut", "truncated")]
    public async Task A_tampered_export_is_found_by_both(string how, string expected)
    {
        var lines = (await File.ReadAllLinesAsync(_export, Now)).ToList();
        var third = lines.FindIndex(l => l.Contains("\"sequence\":3,", StringComparison.Ordinal));
        switch (how)
        {
            case "change":
                lines[third] = lines[third].Replace("process.created", "process.deleted", StringComparison.Ordinal);
                break;
            case "remove":
                lines.RemoveAt(third);
                break;
            case "repeat":
                lines.Insert(third, lines[third]);
                break;
            default:
                lines.RemoveRange(lines.Count - 2, 2);
                break;
        }

        await File.WriteAllLinesAsync(_export, lines, Now);
        var (code, output, _) = await InterlinkProcess.Run("audit", "verify", _export);
        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Equal(2, (await Node()).Code);
    }

    [Fact]
    public async Task The_data_folder_is_verified_and_what_somebody_changed_in_it_found()
    {
        var whole = await InterlinkProcess.Run("audit", "verify", "--data", Data, "--tenant", "varam");
        Assert.Equal(0, whole.Code);
        Sql("UPDATE ledger SET data = replace(data, 'somebody', 'nobody') WHERE book = 'audit'");
        var changed = await InterlinkProcess.Run("audit", "verify", "--data", Data, "--tenant", "varam");
        Assert.Equal(2, changed.Code);
        Assert.Contains(": changed", changed.Output, StringComparison.Ordinal);
        Sql("DELETE FROM ledger WHERE book = 'audit' AND key > '0000000000000000002'");
        var cut = await InterlinkProcess.Run("audit", "verify", "--data", Data, "--tenant", "varam");
        Assert.Contains("Entry 3: truncated", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_in_one_line()
    {
        var (code, _, errors) = await InterlinkProcess.Run("audit", "verify", _folder["nothing.jsonl"]);
        Assert.Equal(1, code);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.Equal(1, (await InterlinkProcess.Run("audit", "verify", _export, "--anchor", "x")).Code);
        Assert.Equal(1, (await InterlinkProcess.Run("audit")).Code);
    }

    private void Sql(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "interlink.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private async Task<(int Code, string Output)> Node()
    {
        var script = Repository.File("tests/Interlink.Functions.Tests/Audit/verify-audit.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, _export]) { RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync(Now);
        await node.WaitForExitAsync(Now);
        return (node.ExitCode, output.Trim());
    }
}
