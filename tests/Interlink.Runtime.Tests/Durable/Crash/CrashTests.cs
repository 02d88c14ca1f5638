using System.Diagnostics;
using System.Globalization;
using Interlink.Runtime.Durable;
using Interlink.Testing;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable.Crash;

/// <summary>The host is killed at random moments, again and again, on the same file; nothing it promised is lost or doubled.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(20260101);
    private readonly HashSet<string> _started = [];
    private readonly HashSet<(string Id, string Word)> _raised = [];

    private string Database => _folder["runtime.db"];

    /// <summary>How often it is killed; more by the variable INTERLINK_CRASH_ROUNDS.</summary>
    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("INTERLINK_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 25;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_promised_is_lost_or_doubled_however_often_the_host_is_killed()
    {
        for (var round = 0; round < Rounds; round++) await RunAndKill();
        Assert.NotEmpty(_started);

        var probe = new Probe { Effects = new EffectLog(_folder["effects"]) };
        await using var host = await TestHost.Start(Database, probe: probe);
        foreach (var id in _started) await RaiseMissing(host, id);
        foreach (var id in _started) await Completion(host, id);
        var effects = (await File.ReadAllLinesAsync(_folder["effects"])).ToHashSet();
        foreach (var id in _started) await Check(host, id, effects);
        await CheckTheRest(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_torn_last_write_takes_nothing_else_with_it(bool isGarbage)
    {
        await RunAndKill();
        var log = Database + "-wal";
        Assert.True(File.Exists(log));
        await using (var file = new FileStream(log, FileMode.Open))
        {
            // A write that was cut short leaves part of a frame, or bytes that never belonged to one.
            if (isGarbage)
            {
                file.Seek(0, SeekOrigin.End);
                var garbage = new byte[7000];
                _random.NextBytes(garbage);
                await file.WriteAsync(garbage);
            }
            else
            {
                file.SetLength(file.Length - 1234);
            }
        }

        await using var host = await TestHost.Start(Database, probe: new Probe { Effects = new EffectLog(_folder["effects"]) });
        var found = await Existing(host);
        if (isGarbage) Assert.Equal([], _started.Except(found));
        foreach (var id in found.Where(id => id.Count(letter => letter == ':') == 1))
        {
            foreach (var word in CrashFunctions.Words) await RaiseIfRunning(host, id, word);
            Assert.Equal(CrashFunctions.Steps, (await Completion(host, id)).ReadOutputAs<string[]>()!.Length);
        }

        await CheckTheRest(host);
    }

    /// <summary>Runs a host in a process of its own, kills it at a random moment, and keeps what it said until then.</summary>
    private async Task RunAndKill()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [CrashingHost.Argument, Database, _folder["effects"]])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var lines = _random.Next(1, 60);
        while (lines-- > 0 && await process.StandardOutput.ReadLineAsync() is { } line) Promised(line);
        if (_random.Next(2) == 0) await Task.Delay(_random.Next(40));
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line) Promised(line);
        await process.WaitForExitAsync();
    }

    private void Promised(string line)
    {
        switch (line.Split(' '))
        {
            case ["S", var id]:
                _started.Add(id);
                break;
            case ["E", var id, var word]:
                _raised.Add((id, word));
                break;
        }
    }

    /// <summary>Raises the events that were never promised; the promised ones must be there.</summary>
    private async Task RaiseMissing(TestHost host, string id)
    {
        foreach (var word in CrashFunctions.Words.Where(word => !_raised.Contains((id, word)))) await RaiseIfRunning(host, id, word);
    }

    private static async Task RaiseIfRunning(TestHost host, string id, string word)
    {
        try
        {
            await host.Durable.RaiseEventAsync(id, word, word);
        }
        catch (OrchestrationStatusException)
        {
            Assert.True((await host.Durable.GetInstanceAsync(id))!.IsCompleted);
        }
    }

    private static Task<OrchestrationMetadata> Completion(TestHost host, string id) =>
        host.Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(120));

    private static async Task Check(TestHost host, string id, HashSet<string> effects)
    {
        var ended = await Completion(host, id);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended} {ended.FailureDetails}");
        var output = ended.ReadOutputAs<string[]>()!;
        string[] expected =
        [
            .. from round in Enumerable.Range(0, 2)
               from step in (string[])["a", "child", "b0", "b1", "b2", CrashFunctions.Words[round], "c"]
               select CrashFunctions.Words.Contains(step) ? step : $"{id}/{round}/{step}",
        ];
        Assert.Equal(expected, output.Select(done => done.Split(' ')[0]));
        foreach (var effect in output.Except(CrashFunctions.Words))
            Assert.Contains(effect, effects);
    }

    /// <summary>Every history is whole, children and the unpromised included, and the file is sound.</summary>
    private static async Task CheckTheRest(TestHost host)
    {
        var store = host.Part<HistoryStore>();
        foreach (var id in await Existing(host)) Assert.Equal([], HistoryCheck.Faults(store.Tell(id)!));
        Assert.Equal("ok", host.Part<RuntimeDatabase>().Read(session => session.First("PRAGMA integrity_check", row => row.Text(0))));
    }

    private static async Task<List<string>> Existing(TestHost host)
    {
        List<string> ids = [];
        await foreach (var found in host.Durable.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 1000))) ids.Add(found.InstanceId);
        return ids;
    }
}
