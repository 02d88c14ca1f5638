using System.Security.Cryptography;
using System.Text.Json;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>The client of the orchestrations of this process. What it has done is on disk when its task completes.</summary>
internal sealed partial class Client(
    Engine engine, HistoryStore store, FunctionCatalogue catalogue, DataConverter converter, DurableTelemetry telemetry, TimeProvider time)
    : DurableTaskClient("embedded")
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (catalogue.Orchestrator(orchestratorName) is null)
            throw new ArgumentException($"There is no orchestrator '{orchestratorName}'.", nameof(orchestratorName));

        var now = time.GetUtcNow();
        var instance = new InstanceRecord
        {
            Id = options?.InstanceId is { } given ? InstanceRecord.ValidId(given) : NewId(),
            Name = orchestratorName,
            Version = options?.Version?.Version ?? string.Empty,
            Execution = InstanceRecord.NewExecution(),
            Input = converter.Serialize(input),
            Tags = options?.Tags is { Count: > 0 } tags ? JsonSerializer.Serialize(tags) : null,
            CreatedAt = now,
            UpdatedAt = now,
            StartAt = options?.StartAt?.ToUniversalTime(),
        };
        cancellation.ThrowIfCancellationRequested();
        return await Start(instance, [.. (options?.DedupeStatuses ?? []).Select(Enum.Parse<OrchestrationRuntimeStatus>)]);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var instance = store.Find(instanceId)
            ?? throw new ArgumentException($"There is no orchestration '{instanceId}'.", nameof(instanceId));
        if (!restartWithNewInstanceId && !instance.IsFinished)
            throw new OrchestrationStatusException(instanceId, $"The orchestration '{instanceId}' is {instance.Status}.");

        var now = time.GetUtcNow();
        return await Start(
            new InstanceRecord
            {
                Id = restartWithNewInstanceId ? NewId() : instanceId,
                Name = instance.Name,
                Version = instance.Version,
                Execution = InstanceRecord.NewExecution(),
                Input = instance.Input,
                Tags = instance.Tags,
                CreatedAt = now,
                UpdatedAt = now,
            },
            refused: []);
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        using var span = DurableTracing.Raise(instanceId, eventName);
        await Post(new Message(instanceId, EventKind.EventRaised, Name: eventName, Data: converter.Serialize(eventPayload)));
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Post(new Message(instanceId, EventKind.Suspend, Name: reason));

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Post(new Message(instanceId, EventKind.Resume, Name: reason));

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var output = converter.Serialize(options?.Output);
        await Post(Message.Termination(instanceId, output, options is { Recursive: true }));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Wait(instanceId, found => found.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Wait(instanceId, found => found.IsFinished, getInputsAndOutputs, cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private async Task<string> Start(InstanceRecord instance, IReadOnlyCollection<OrchestrationRuntimeStatus> refused)
    {
        using var span = DurableTracing.Create(instance);
        try
        {
            await engine.Recovered;
            await store.Create(instance with { Trace = DurableTracing.Link(span) }, refused, time.GetUtcNow(), engine.Begin);
            telemetry.Started(instance.Name);
            return instance.Id;
        }
        catch (Exception exception)
        {
            DurableTracing.Fail(span, exception);
            throw;
        }
    }

    private async Task Post(Message message)
    {
        await engine.Recovered;
        await store.Post(message, engine.Deliver);
    }

    private async Task<OrchestrationMetadata> Wait(
        string instanceId, Func<InstanceRecord, bool> isReached, bool withData, CancellationToken cancellation)
    {
        var waiter = engine.Watch.Wait(instanceId, isReached);
        try
        {
            var found = store.Find(instanceId);
            if (found is not null && !isReached(found)) found = await waiter.Source.Task.WaitAsync(cancellation);
            return found is null ? throw new OrchestrationNotFoundException(instanceId) : Describe(found, withData);
        }
        finally
        {
            engine.Watch.Leave(waiter);
        }
    }
}
