using Interlink.Runtime.Durable;
using Interlink.Testing;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Durable.Model;

/// <summary>Random programs come out of the engine as they come out of the head, however the engine holds them meanwhile.</summary>
public sealed class ModelTests : IDisposable
{
    private const int AtOnce = 250;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly Probe _probe = new();
    private TestHost _host = null!;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("all alive between turns", 20_000, 1500, 1, false)]
    [InlineData("every turn a replay", 0, 750, 2, false)]
    [InlineData("few alive, most evicted", 20, 750, 3, false)]
    [InlineData("the host torn down again and again", 20_000, 500, 4, true)]
    public async Task Programs_end_as_the_model_says(string how, int alive, int programs, int seed, bool restarts)
    {
        _host = await Open(alive);
        var generator = new ModelGenerator(seed, countsAttempts: !restarts);
        for (var round = 0; round < programs / AtOnce; round++)
        {
            var batch = Enumerable.Range(0, AtOnce).Select(i => ($"t{i % 7}:{round}-{i}", generator.Next())).ToArray();
            await Task.WhenAll(batch.Select(pair => Begin(pair.Item1, pair.Item2, new Random(seed + round))));
            for (var again = 0; restarts && again < 3; again++)
            {
                await Pass(batch, steps: 3);
                await _host.Abandon();
                _host = await Open(alive);
            }

            await Pass(batch, steps: 100_000);
            foreach (var (id, program) in batch) await Compare(how, id, program, restarts);
        }

        await _host.DisposeAsync();
    }

    private Task<TestHost> Open(int alive) => TestHost.Start(_folder["runtime.db"], _clock, _probe, liveOrchestrations: alive);

    /// <summary>Starts a program and raises its events, with a pause or two that must not matter.</summary>
    private async Task Begin(string id, ModelProgram program, Random random)
    {
        var client = _host.Durable;
        var script = new Script(program.Ops, string.Empty, 0);
        await client.ScheduleNewOrchestrationInstanceAsync("Interpret", script, new StartOrchestrationOptions(id));
        if (random.Next(4) == 0) await client.SuspendInstanceAsync(id);
        foreach (var (name, payload) in program.Events) await client.RaiseEventAsync(id, name, payload);
        if (random.Next(4) == 0) await client.SuspendInstanceAsync(id);
        await client.ResumeInstanceAsync(id);
        await client.RaiseEventAsync(id, "begin");
    }

    /// <summary>Lets time pass until all have ended, or so many steps have been made; terminates those that hang.</summary>
    private async Task Pass((string Id, ModelProgram Program)[] batch, int steps)
    {
        var ended = Task.WhenAll(batch.Select(pair => _host.Durable.WaitForInstanceCompletionAsync(pair.Id)));
        for (var step = 0; step < steps && !ended.IsCompleted; step++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(2);
            if (step % 20 != 0) continue;
            foreach (var (id, program) in batch.Where(pair => pair.Program.EndsTerminated)) await TerminateIfHanging(id);
        }
    }

    private async Task TerminateIfHanging(string id)
    {
        var found = await _host.Durable.GetInstanceAsync(id, getInputsAndOutputs: true);
        if (found is not { IsCompleted: false, SerializedCustomStatus: "\"hanging\"" }) return;
        try
        {
            await _host.Durable.TerminateInstanceAsync(id, "enough");
        }
        catch (OrchestrationStatusException)
        {
            Assert.True((await _host.Durable.GetInstanceAsync(id))!.IsCompleted);
        }
    }

    private async Task Compare(string how, string id, ModelProgram program, bool restarts)
    {
        var expected = ModelRun.Of(program);
        var found = (await _host.Durable.GetInstanceAsync(id, getInputsAndOutputs: true))!;
        var output = found.SerializedOutput is null ? null : found.ReadOutputAs<string>();
        var status = program.EndsTerminated ? expected.CustomStatus : found.SerializedCustomStatus;
        var actual = new ModelOutcome(found.RuntimeStatus, output, found.FailureDetails?.ErrorMessage, status, expected.Detached);
        Assert.True(expected == actual, $"{how}: {program}\nexpected {expected}\nactual   {actual}");
        await Effects(id, expected, restarts);
        Assert.Equal([], HistoryCheck.Faults(_host.Part<HistoryStore>().Tell(id)!));
    }

    /// <summary>Activities that nobody awaited have run too, though perhaps a little later; exactly once when nothing went wrong.</summary>
    private async Task Effects(string id, ModelOutcome expected, bool restarts)
    {
        for (var i = 0; i < 1000 && Counted(id) < expected.Detached; i++) await Task.Delay(5);
        if (restarts) Assert.True(Counted(id) >= expected.Detached, $"{id}: {Counted(id)} of {expected.Detached}");
        else Assert.Equal(expected.Detached, Counted(id));
    }

    /// <summary>Children count under the id of their root, which theirs begin with.</summary>
    private int Counted(string id) => _probe.CountedBelow("detached " + id);
}
